using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tfaip.Parameters.Generator;

/// <summary>Reads the texts of a declaration of a record.</summary>
internal sealed class RecordReader
{
    private readonly RecordDeclarationSyntax _declaration;
    private readonly SemanticModel _model;
    private readonly PlainText _plain;
    private readonly bool _isSure;
    private readonly List<Finding> _findings = [];

    private RecordReader(RecordDeclarationSyntax declaration, INamedTypeSymbol type, SemanticModel model)
    {
        (_declaration, _model) = (declaration, model);
        _isSure = ParameterRecord.Is(type);
        // Names of members are known between the braces.
        var brace = declaration.OpenBraceToken.Span;
        var position = brace.Length > 0 ? brace.End : declaration.Identifier.SpanStart;
        _plain = new(name => YamlNames.Find(model, position, name) ?? (_isSure ? null : name.Split('.').Last()));
    }

    /// <summary>The texts; null where the record is none of parameters, or nothing is said of it.</summary>
    public static RecordTexts? Read(RecordDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)model.GetDeclaredSymbol(declaration, cancellation)!;
        if (!ParameterRecord.CanBe(type)) return null;
        var texts = new RecordReader(declaration, type, model).Read(type);
        return texts is { Text: "", Members.Count: 0, Findings.Count: 0 } ? null : texts;
    }

    private RecordTexts Read(INamedTypeSymbol type)
    {
        var text = ParameterRecord.IsVariant(type) && !type.IsAbstract ? TextOf(type, _declaration, "summary") : "";
        var members = new List<MemberText>();
        foreach (var property in _declaration.Members.OfType<PropertyDeclarationSyntax>())
        {
            var symbol = (IPropertySymbol)_model.GetDeclaredSymbol(property)!;
            if (!ParameterRecord.IsParameter(symbol)) continue;
            var said = TextOf(symbol, property, "value");
            if (said.Length > 0) members.Add(new(symbol.Name, said));
        }

        return new(MetadataNameOf(type), text, new(members), new(_findings));
    }

    private string TextOf(ISymbol symbol, MemberDeclarationSyntax declaration, string element)
    {
        if (ParameterRecord.HasDescription(symbol)) return "";
        try
        {
            var comment = DocComment.Of(declaration);
            var text = Show(comment?.Element(element)) is { Length: > 0 } own ? own : Show(comment?.Element("summary"));
            if (text.Length == 0 && !IsSaidElsewhere(symbol)) Report(symbol, Rules.NoText, element);
            return text;
        }
        catch (NoPlainTextException exception)
        {
            Report(symbol, Rules.NoPlainText, exception.Message);
        }
        catch (XmlException exception)
        {
            Report(symbol, Rules.NoXml, exception.Message);
        }

        return "";
    }

    private string Show(XElement? element) => element is null ? "" : _plain.Of(element);

    // What overrides a property is described where that one is; and a partial record has its text at one of its parts.
    private static bool IsSaidElsewhere(ISymbol symbol) => symbol.IsOverride || symbol.DeclaringSyntaxReferences.Length > 1;

    private void Report(ISymbol symbol, DiagnosticDescriptor rule, string argument)
    {
        if (!_isSure) return;
        var name = symbol is INamedTypeSymbol type
            ? $"The variant '{ParameterRecord.VariantNameOf(type)}' ({type.Name})"
            : $"The parameter '{Naming.ToSnakeCase(symbol.Name)}' ({symbol.ContainingType.Name}.{symbol.Name})";
        if (rule != Rules.NoText) name = "t" + name.Substring(1);
        var location = symbol.Locations.First(place => place.SourceTree == _declaration.SyntaxTree);
        _findings.Add(Finding.At(location, rule, name, argument));
    }

    private static string MetadataNameOf(INamedTypeSymbol type) => type switch
    {
        { ContainingType: { } outer } => $"{MetadataNameOf(outer)}+{type.MetadataName}",
        { ContainingNamespace: { IsGlobalNamespace: false } space } => $"{space.ToDisplayString()}.{type.MetadataName}",
        _ => type.MetadataName,
    };
}
