using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Hints;

/// <summary>A key that its record does not have.</summary>
/// <param name="Node">The record's place in the tree.</param>
/// <param name="Shape">The record.</param>
/// <param name="ChosenAt">Where the variant is named; null where it is the default's.</param>
/// <param name="Entry">The key, where it stands, and its value.</param>
internal sealed record UnknownKey(ParameterView Node, RecordShape Shape, Origin? ChosenAt, MappingEntry Entry)
{
    /// <summary>The path of the record; empty for the root.</summary>
    public string Path => Node.Path;

    public string Name => Path.Length == 0 ? "the configuration" : Path;

    /// <summary>The name that chooses the record; null where it is no variant.</summary>
    public string? Variant => Node.Shape.Kind == ValueKind.Polymorphic ? VariantCatalog.NameOf(Shape.Type) : null;
}
