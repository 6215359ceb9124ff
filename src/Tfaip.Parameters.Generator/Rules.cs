using Microsoft.CodeAnalysis;

namespace Tfaip.Parameters.Generator;

/// <summary>What authors of parameters are told.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NoText = new(
        "TFAIP101", "A parameter has no text for the help",
        "{0} has no text for the help. Say what it is in a <{1}> of the doc comment above it.",
        "Documentation", DiagnosticSeverity.Warning, true);

    public static readonly DiagnosticDescriptor NoPlainText = new(
        "TFAIP102", "A parameter's text cannot be shown as plain text",
        "The text of {0} is shown in the help, which cannot show {1}. Write it in plain words, or move it to <remarks>.",
        "Documentation", DiagnosticSeverity.Warning, true);

    public static readonly DiagnosticDescriptor NoXml = new(
        "TFAIP103", "A parameter's doc comment is not well-formed XML",
        "The doc comment of {0} is not well-formed XML, so the help cannot show it (lines count from the comment's first): {1}",
        "Documentation", DiagnosticSeverity.Warning, true);

    public static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> ById =
        new[] { NoText, NoPlainText, NoXml }.ToDictionary(rule => rule.Id);
}
