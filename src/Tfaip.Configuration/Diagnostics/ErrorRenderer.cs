using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Parameters.Streams;

namespace Tfaip.Configuration.Diagnostics;

/// <summary>
/// Writes the errors of a configuration for people: the first line is <c>file:line:column: message</c>, as editors read it, then come the
/// line in question with a mark under the value, where it comes from, and what to do.
/// </summary>
/// <param name="sources">The files.</param>
/// <param name="command">The command line.</param>
/// <param name="style">How it looks.</param>
internal sealed class ErrorRenderer(SourceLines sources, TypedCommand command, ErrorStyle style)
{
    private const int NumberWidth = 5;

    // An include within an include within …: whoever needs more sees the files.
    private const int MostIncludes = 8;

    /// <summary>Writes all errors, an empty line between two.</summary>
    public void Write(ConfigurationException exception, TextWriter writer)
    {
        foreach (var (i, error) in exception.Errors.Index())
        {
            if (i > 0) writer.WriteLine();
            Write(error, writer);
        }
    }

    private void Write(ConfigurationError error, TextWriter writer)
    {
        var place = error.Origin;
        while (place is InterpolatedOrigin { At: var at }) place = at;
        writer.WriteLine($"{style.Strong($"{place}:")} {PlainWriter.Escape(error.Message)}");
        WriteExcerpt(place, writer);
        WriteIncludes(place, writer);
        WriteExpression(error.Origin, writer);
        if (error.Fix is { } fix) WriteNote(fix, writer);
    }

    private void WriteExcerpt(Origin place, TextWriter writer)
    {
        switch (place)
        {
            // A changed file has other lines: one that does not reach the column is not the one that was read.
            case FileOrigin file when sources.Find(file.File, file.Line) is { } line && file.Column <= line.Length + 1
                && line.AsSpan().Trim().Length > 0:
                WriteLines(
                    file.Line.ToString(CultureInfo.InvariantCulture),
                    Excerpt.Of(line, file.Column - 1, file.Length, style.Width - NumberWidth - 3),
                    writer);
                break;
            case ArgumentOrigin argument when command.Find(argument.Position) is var (line, start, length):
                var excerpt = Excerpt.Of(line, start, length, style.Width - NumberWidth);
                var indent = new string(' ', NumberWidth - 1);
                writer.WriteLine($"{indent}{excerpt.Text}");
                writer.WriteLine($"{indent}{Mark(excerpt)}");
                break;
        }
    }

    private void WriteLines(string number, Excerpt excerpt, TextWriter writer)
    {
        writer.WriteLine($"{style.Quiet($"{number.PadLeft(NumberWidth)} |")} {excerpt.Text}");
        writer.WriteLine($"{style.Quiet($"{"",NumberWidth} |")} {Mark(excerpt)}");
    }

    private string Mark(Excerpt excerpt)
    {
        var indent = excerpt.Mark.IndexOf('^', StringComparison.Ordinal);
        return excerpt.Mark[..indent] + style.Marked(excerpt.Mark[indent..]);
    }

    private void WriteIncludes(Origin place, TextWriter writer)
    {
        var include = (place as FileOrigin)?.IncludedAt;
        for (var i = 0; include is not null && i < MostIncludes; i++, include = include.IncludedAt)
        {
            WriteNote($"{FileOf(place)} is included at {include}:", writer);
            WriteExcerpt(include, writer);
            place = include;
        }
    }

    private void WriteExpression(Origin origin, TextWriter writer)
    {
        while (origin is InterpolatedOrigin expression)
        {
            var text = expression.Text is { } value ? $" stands for '{Short(value)}'" : " is an expression";
            if (expression.Source is { } source)
            {
                WriteNote($"{expression.Expression}{text}, from {source}:", writer);
                WriteExcerpt(Innermost(source), writer);
            }
            else
            {
                WriteNote($"{expression.Expression}{text}.", writer);
            }

            origin = expression.Source ?? expression.At;
        }
    }

    private static Origin Innermost(Origin origin) => origin is InterpolatedOrigin { At: var at } ? Innermost(at) : origin;

    private static string FileOf(Origin place) => place is FileOrigin file ? file.File : $"{place}";

    private static string Short(string text) => text.Length <= 80 ? text : $"{text[..80]}…";

    private void WriteNote(string text, TextWriter writer) =>
        writer.WriteLine($"{style.Quiet($"{"",NumberWidth} =")} {PlainWriter.Escape(text)}");
}
