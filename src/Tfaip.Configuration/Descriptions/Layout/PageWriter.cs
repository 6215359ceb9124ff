using Tfaip.Parameters.Streams;

namespace Tfaip.Configuration.Descriptions.Layout;

/// <summary>
/// Writes paragraphs: lines are broken between words at a width, and a word that is longer than a line, such as a path, stays whole.
/// </summary>
/// <param name="writer">Where to; lines end as it ends them.</param>
/// <param name="width">The longest line.</param>
/// <param name="isColoured">Whether styles are shown, by the control sequences of terminals.</param>
internal sealed class PageWriter(TextWriter writer, int width, bool isColoured)
{
    private Style _style = Style.Plain;

    /// <summary>Writes an empty line.</summary>
    public void Blank() => EndLine();

    /// <summary>Writes a paragraph whose first line is not indented as its others are.</summary>
    public void Paragraph(int firstIndent, int indent, params IReadOnlyList<Span> spans)
    {
        Indent(firstIndent);
        Words(spans, firstIndent, indent);
        EndLine();
    }

    /// <summary>Writes a paragraph.</summary>
    public void Paragraph(int indent, params IReadOnlyList<Span> spans) => Paragraph(indent, indent, spans);

    /// <summary>
    /// Writes a name with paragraphs in a column beside it, which begin below the name where it is too long.
    /// </summary>
    public void Entry(int indent, int column, Span name, params IEnumerable<IReadOnlyList<Span>> paragraphs)
    {
        Indent(indent);
        Write(name);
        var at = indent + name.Text.Length;
        foreach (var paragraph in paragraphs.Where(paragraph => paragraph.Any(span => span.Text.Length > 0)))
        {
            if (at < 0 || at + 2 > column)
            {
                if (at >= 0) EndLine();
                at = 0;
            }

            Indent(column - at);
            Words(paragraph, column, column);
            EndLine();
            at = -1;
        }

        if (at >= 0) EndLine();
    }

    // Words of spans that follow each other without a space belong together.
    private void Words(IReadOnlyList<Span> spans, int column, int indent)
    {
        var word = new List<Span>();
        var (isFirst, spaces) = (true, 0);
        foreach (var span in spans)
        {
            for (var start = 0; start < span.Text.Length;)
            {
                if (span.Text[start] == ' ')
                {
                    Flush();
                    spaces++;
                    start++;
                    continue;
                }

                var end = span.Text.IndexOf(' ', start);
                if (end < 0) end = span.Text.Length;
                word.Add(span with { Text = span.Text[start..end] });
                start = end;
            }
        }

        Flush();

        void Flush()
        {
            if (word.Count == 0) return;
            var length = word.Sum(part => part.Text.Length);
            if (!isFirst && column + spaces + length > width)
            {
                EndLine();
                Indent(indent);
                column = indent;
            }
            else
            {
                Indent(spaces);
                column += spaces;
            }

            foreach (var part in word) Write(part);
            column += length;
            (isFirst, spaces) = (false, 0);
            word.Clear();
        }
    }

    private void Indent(int spaces)
    {
        for (var i = 0; i < spaces; i++) writer.Write(' ');
    }

    private void EndLine()
    {
        SetStyle(Style.Plain);
        writer.WriteLine();
    }

    private void Write(Span span)
    {
        SetStyle(span.Style);
        writer.Write(PlainWriter.Escape(span.Text));
    }

    // Words of one style that follow each other are one piece.
    private void SetStyle(Style style)
    {
        if (!isColoured || style == _style) return;
        if (_style != Style.Plain) writer.Write("\e[0m");
        writer.Write(style switch
        {
            Style.Plain => "",
            Style.Heading => "\e[1;36m",
            Style.Name => "\e[1m",
            Style.Value => "\e[32m",
            Style.Bad => "\e[31m",
            _ => "\e[2m",
        });
        _style = style;
    }
}
