namespace Tfaip.Parameters.Shapes;

/// <summary>How a value is written.</summary>
internal enum ValueKind
{
    /// <summary>One text.</summary>
    Scalar,

    /// <summary>A list.</summary>
    List,

    /// <summary>A mapping with names that the file chooses.</summary>
    Dictionary,

    /// <summary>A mapping of a record's properties.</summary>
    Record,

    /// <summary>A mapping of the properties of the record that its <c>type</c> names.</summary>
    Polymorphic,
}
