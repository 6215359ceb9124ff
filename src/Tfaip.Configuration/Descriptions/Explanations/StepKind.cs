namespace Tfaip.Configuration.Descriptions.Explanations;

/// <summary>What a layer does to a place.</summary>
internal enum StepKind
{
    /// <summary>Gives it a value.</summary>
    Value,

    /// <summary>Gives parameters below it, and leaves the others as they are.</summary>
    Parts,

    /// <summary>Chooses the variant of it, or of a node above it.</summary>
    Variant,

    /// <summary>Replaces a node above it as a whole.</summary>
    Whole,
}
