using System.Text;
using System.Text.RegularExpressions;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Interpolation;

/// <summary>Texts with expressions: how they are read, and how a text without expressions is written so that it has none.</summary>
internal static partial class ExpressionText
{
    private const string Start = "${";
    private const string EscapedStart = "$${";
    private const string HowTo =
        "Expressions are ${a.b}, ${env:NAME} and ${env:NAME:default}; the characters ${ themselves are written $${.";

    /// <summary>A tree that stands for another one where expressions are understood: <c>${</c> in its texts becomes <c>$${</c>.</summary>
    /// <param name="tree">A tree of values, such as <see cref="ParameterEmitter"/> makes it.</param>
    public static ConfigNode Escape(ConfigNode tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return tree switch
        {
            ScalarNode { Text: { } text } scalar when IsPresent(text) =>
                scalar with { Text = text.Replace(Start, EscapedStart, StringComparison.Ordinal) },
            SequenceNode sequence => sequence with { Items = [.. sequence.Items.Select(Escape)] },
            MappingNode mapping =>
                mapping with { Entries = [.. mapping.Entries.Select(entry => entry with { Value = Escape(entry.Value) })] },
            _ => tree,
        };
    }

    /// <summary>Whether the text must be read at all.</summary>
    internal static bool IsPresent(string? text) => text?.Contains(Start, StringComparison.Ordinal) == true;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parts">Its parts; literal ones are never empty and never stand side by side.</param>
    /// <param name="error">What is wrong with it, else null.</param>
    internal static bool TryParse(string text, out IReadOnlyList<ExpressionPart> parts, out string? error)
    {
        var found = new List<ExpressionPart>();
        var literal = new StringBuilder();
        (parts, error) = (found, null);
        for (var i = 0; i < text.Length;)
        {
            var rest = text.AsSpan(i);
            if (rest.StartsWith(EscapedStart, StringComparison.Ordinal))
            {
                literal.Append(Start);
                i += EscapedStart.Length;
            }
            else if (rest.StartsWith(Start, StringComparison.Ordinal))
            {
                var length = rest.IndexOf('}');
                if (length < 0)
                {
                    error = $"'{Short(rest)}' has no closing brace. {HowTo}";
                    return false;
                }

                if (Part(rest[Start.Length..length]) is not { } part)
                {
                    error = $"'{Short(rest[..(length + 1)])}' is no expression. {HowTo}";
                    return false;
                }

                AddLiteral(found, literal);
                found.Add(part);
                i += length + 1;
            }
            else
            {
                var next = rest[1..].IndexOf('$');
                var count = next < 0 ? rest.Length : next + 1;
                literal.Append(rest[..count]);
                i += count;
            }
        }

        AddLiteral(found, literal);
        return true;
    }

    private static void AddLiteral(List<ExpressionPart> parts, StringBuilder literal)
    {
        if (literal.Length == 0) return;
        parts.Add(new LiteralPart(literal.ToString()));
        literal.Clear();
    }

    private static ExpressionPart? Part(ReadOnlySpan<char> body)
    {
        const string Environment = "env:";
        // A parameter's path has no colon, so that the two cannot be mistaken for each other.
        if (!body.StartsWith(Environment, StringComparison.Ordinal))
            return body.ContainsAny(": ${") || body.Length == 0 || body[0] == '.' || body[^1] == '.' || body.Contains(
                "..", StringComparison.Ordinal) ? null : new ReferencePart(body.ToString());
        var variable = body[Environment.Length..];
        var colon = variable.IndexOf(':');
        var name = (colon < 0 ? variable : variable[..colon]).ToString();
        var otherwise = colon < 0 ? null : variable[(colon + 1)..].ToString();
        return VariableName().IsMatch(name) && !IsPresent(otherwise) ? new VariablePart(name, otherwise) : null;
    }

    private static string Short(ReadOnlySpan<char> text) => text.Length <= 80 ? text.ToString() : $"{text[..80]}…";

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableName();
}
