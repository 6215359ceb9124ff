using System.Text;

namespace Tfaip.Processors.Text.Processing;

internal sealed class StripTextProcessor(StripTextParams parameters) : TextProcessor(parameters)
{
    protected override object Change(string text)
    {
        text = parameters.Ends switch
        {
            TextEnds.Both => text.Trim(),
            TextEnds.Start => text.TrimStart(),
            TextEnds.End => text.TrimEnd(),
            _ => text,
        };
        return parameters.Collapse ? Collapse(text) : text;
    }

    private static string Collapse(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c)) collapsed.Append(c);
            else if (collapsed.Length == 0 || collapsed[^1] != ' ') collapsed.Append(' ');
        }

        return collapsed.ToString();
    }
}
