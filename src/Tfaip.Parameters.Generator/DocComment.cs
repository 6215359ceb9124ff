using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tfaip.Parameters.Generator;

/// <summary>
/// The doc comment above a declaration. It is read from the comment's text: where a project writes no documentation file, the
/// compiler takes <c>///</c> for a comment like any other.
/// </summary>
internal static class DocComment
{
    /// <summary>The elements of the comment; null where there is none.</summary>
    /// <exception cref="XmlException">The comment is not well-formed XML.</exception>
    public static XElement? Of(SyntaxNode declaration)
    {
        var text = new StringBuilder();
        foreach (var trivia in declaration.GetLeadingTrivia())
        {
            if (!IsComment(trivia)) continue;
            foreach (var line in trivia.ToFullString().Split('\n')) Append(text, line.Trim());
        }

        return text.Length == 0 ? null : XElement.Parse($"<doc>{text}</doc>", LoadOptions.PreserveWhitespace);
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => true,
        SyntaxKind.SingleLineCommentTrivia => trivia.ToString() is var line && line.StartsWith("///", StringComparison.Ordinal)
            && !line.StartsWith("////", StringComparison.Ordinal),
        SyntaxKind.MultiLineCommentTrivia => trivia.ToString().StartsWith("/**", StringComparison.Ordinal),
        _ => false,
    };

    private static void Append(StringBuilder text, string line)
    {
        if (line.EndsWith("*/", StringComparison.Ordinal)) line = line.Substring(0, line.Length - 2);
        foreach (var mark in (string[])["///", "/**", "*"])
        {
            if (!line.StartsWith(mark, StringComparison.Ordinal)) continue;
            line = line.Substring(mark.Length);
            break;
        }

        text.Append(line).Append('\n');
    }
}
