using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Tfaip.Parameters.Generator;

/// <summary>Something that is wrong with a doc comment, without anything that keeps a compilation alive.</summary>
internal sealed record Finding(string Id, string Path, TextSpan Span, LinePositionSpan Lines, Values<string> Arguments)
{
    public static Finding At(Location location, DiagnosticDescriptor rule, params string[] arguments)
    {
        var lines = location.GetLineSpan();
        return new(rule.Id, lines.Path, location.SourceSpan, lines.Span, new(arguments));
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rules.ById[Id], Location.Create(Path, Span, Lines), [.. Arguments]);
}
