using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Descriptions;

/// <summary>What a value can be, in words.</summary>
internal sealed class TypeWords(VariantCatalog catalog)
{
    /// <summary>The type but for null: <c>whole number</c>, <c>list of numbers</c>, <c>one of adam, sgd</c>.</summary>
    public string Of(ValueShape shape, bool isPath = false) => shape.Kind switch
    {
        ValueKind.List => $"list of {Plural(shape.Element!, isPath)}",
        ValueKind.Dictionary => $"mapping of names to {Plural(shape.Element!, isPath)}",
        ValueKind.Record => "mapping",
        ValueKind.Polymorphic => OneOf(shape),
        _ when shape.Type.IsEnum => OneOf(shape),
        _ when shape.Type == typeof(bool) => "true or false",
        _ => ScalarName(shape.Type, isPath),
    };

    /// <summary>The names that an enum's value or a polymorphic node's type can have; empty for other kinds.</summary>
    public IReadOnlyList<string> Choices(ValueShape shape) => shape switch
    {
        { Kind: ValueKind.Polymorphic, Type: var type } => [.. catalog.VariantsOf(type).Select(VariantCatalog.NameOf)],
        { Type: { IsEnum: true } type } => [.. Enum.GetNames(type).Select(Naming.ToSnakeCase)],
        _ => [],
    };

    private string Plural(ValueShape shape, bool isPath) => shape switch
    {
        { IsNullable: true } => $"{Plural(shape with { IsNullable = false }, isPath)} or null",
        { Kind: ValueKind.Polymorphic } or { Type.IsEnum: true } => string.Join(", ", Choices(shape)),
        { Kind: ValueKind.List } => $"lists of {Plural(shape.Element!, isPath)}",
        { Kind: ValueKind.Dictionary or ValueKind.Record } => "mappings",
        _ when shape.Type == typeof(bool) => "true and false",
        _ => $"{ScalarName(shape.Type, isPath)}s",
    };

    private string OneOf(ValueShape shape) => Choices(shape) switch
    {
        [] => "nothing: there are no variants",
        [var only] => only,
        var all => $"one of {string.Join(", ", all)}",
    };

    private static string ScalarName(Type type, bool isPath) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => isPath ? "path" : "text",
        TypeCode.Single or TypeCode.Double => "number",
        >= TypeCode.SByte and <= TypeCode.UInt64 => "whole number",
        _ when type == typeof(ResourceFile) => "path",
        _ => "time span",
    };
}
