using Microsoft.CodeAnalysis;

namespace Tfaip.Parameters.Generator;

/// <summary>What a record of parameters is, as <c>RecordShape</c> sees it when the program runs.</summary>
internal static class ParameterRecord
{
    private const string Variant = "Tfaip.Parameters.VariantAttribute";

    /// <summary>Whether it can be one: it can be created without arguments.</summary>
    public static bool CanBe(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsRecord: true }
        && type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0);

    /// <summary>
    /// Whether it is one beyond doubt, so that a text that is missing is worth a warning: it or a base has a name that ends with
    /// Params, or is a variant; or a property has a unit or a relative path. Checks of values alone do not tell: records of other
    /// files have them too.
    /// </summary>
    public static bool Is(INamedTypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.Name.EndsWith("Params", StringComparison.Ordinal) || IsVariant(ancestor)) return true;
        }

        return type.GetMembers().OfType<IPropertySymbol>().Any(property => property.GetAttributes().Any(IsOfParameters));
    }

    /// <summary>Whether it has a name in files.</summary>
    public static bool IsVariant(INamedTypeSymbol type) => Find(type, Variant) is not null;

    /// <summary>The name that a variant has in files.</summary>
    public static string? VariantNameOf(INamedTypeSymbol type) =>
        Find(type, Variant)?.ConstructorArguments.FirstOrDefault().Value as string;

    /// <summary>Whether the property can be set from a file.</summary>
    public static bool IsParameter(IPropertySymbol property) => property is
    {
        IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null,
        SetMethod.DeclaredAccessibility: Accessibility.Public,
    };

    /// <summary>Whether somebody has written the text by hand.</summary>
    public static bool HasDescription(ISymbol symbol) =>
        Find(symbol, "System.ComponentModel.DescriptionAttribute") is not null;

    private static AttributeData? Find(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(data => data.AttributeClass?.ToDisplayString() == attribute);

    private static bool IsOfParameters(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString()
        is "Tfaip.Parameters.UnitAttribute" or "Tfaip.Parameters.RelativePathAttribute";
}
