using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tfaip.Parameters.Generator;

/// <summary>The names in files of what doc comments name in C#.</summary>
internal static class YamlNames
{
    /// <summary>
    /// The name of a parameter, of a variant or of a value of an enum; null for anything else. The name is looked up as an
    /// expression would be at that place, since the compiler knows no <c>cref</c> in a project without a documentation file.
    /// </summary>
    public static string? Find(SemanticModel model, int position, string cref)
    {
        if (cref.IndexOfAny(['(', '"', ' ', ';']) >= 0) return null;
        var expression = SyntaxFactory.ParseExpression(cref.Replace('{', '<').Replace('}', '>'));
        var info = model.GetSpeculativeSymbolInfo(position, expression, SpeculativeBindingOption.BindAsExpression);
        return Of(info.Symbol ?? info.CandidateSymbols.FirstOrDefault());
    }

    private static string? Of(ISymbol? symbol) => symbol switch
    {
        IPropertySymbol { ContainingType.IsRecord: true } property when ParameterRecord.IsParameter(property) =>
            Naming.ToSnakeCase(property.Name),
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } member => Naming.ToSnakeCase(member.Name),
        INamedTypeSymbol type => ParameterRecord.VariantNameOf(type),
        _ => null,
    };
}
