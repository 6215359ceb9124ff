using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tfaip.Parameters.Generator;

/// <summary>What help shows of an element of a doc comment.</summary>
/// <param name="nameOf">The name in YAML of what a <c>cref</c> names; null where it has none.</param>
internal sealed class PlainText(Func<string, string?> nameOf)
{
    private static readonly Regex Default = new(@"(?<=\A|\s)Default:(?=\s|\z)", RegexOptions.CultureInvariant);
    private static readonly Regex Space = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>The text up to a paragraph of its own, and up to the sentence that says the default.</summary>
    /// <exception cref="NoPlainTextException">Something before that has no plain form.</exception>
    public string Of(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            if (node is XElement { Name.LocalName: "para" } paragraph)
            {
                if (!string.IsNullOrWhiteSpace(text.ToString())) break;
                AppendAll(text, paragraph);
                break;
            }

            Append(text, node);
            if (Default.IsMatch(text.ToString())) break;
        }

        var whole = text.ToString();
        var end = Default.Match(whole);
        return Space.Replace(end.Success ? whole.Substring(0, end.Index) : whole, " ").Trim();
    }

    private void AppendAll(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes()) Append(text, node);
    }

    private void Append(StringBuilder text, XNode node)
    {
        switch (node)
        {
            case XText words: text.Append(words.Value); break;
            case XComment: break;
            case XElement { Name.LocalName: "c" or "b" or "i" or "u" or "em" or "strong" } marked: AppendAll(text, marked); break;
            case XElement { Name.LocalName: "see" } see: AppendReference(text, see); break;
            default: throw new NoPlainTextException(node is XElement element ? $"<{element.Name.LocalName}>" : node.ToString());
        }
    }

    private void AppendReference(StringBuilder text, XElement see)
    {
        if (see.Nodes().Any()) AppendAll(text, see);
        else if (see.Attribute("langword") is { } word) text.Append(word.Value);
        else if (see.Attribute("href") is { } address) text.Append(address.Value);
        else if (see.Attribute("cref") is { } name && nameOf(name.Value) is { } known) text.Append(known);
        else throw new NoPlainTextException(see.ToString(SaveOptions.DisableFormatting));
    }
}
