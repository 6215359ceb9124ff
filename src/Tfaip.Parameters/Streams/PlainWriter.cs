using System.Globalization;
using System.Text;

namespace Tfaip.Parameters.Streams;

/// <summary>
/// A stream of text for people, in which nothing acts on a terminal: names of files, tensors and metrics may come from anywhere, and with a
/// control character in them they could clear the screen, hide what is said or type into it.
/// </summary>
/// <param name="inner">Where the text goes.</param>
internal sealed class PlainWriter(TextWriter inner) : TextWriter
{
    /// <summary>A stream over another one, which stays its owner's: there is nothing to dispose.</summary>
    public static TextWriter Over(TextWriter inner) => new PlainWriter(inner);

    public override Encoding Encoding => inner.Encoding;

    /// <summary>
    /// A text with all that a terminal would act on, instead of showing it, written as <c>\x1b</c> or <c>\u202e</c>: control characters but
    /// tabs and the ends of lines, and the characters that change the direction of what follows.
    /// </summary>
    public static string Escape(string text)
    {
        var first = 0;
        while (first < text.Length && !IsActive(text, first)) first++;
        if (first == text.Length) return text;

        var plain = new StringBuilder(text, 0, first, text.Length + 16);
        for (var i = first; i < text.Length; i++)
        {
            if (!IsActive(text, i)) plain.Append(text[i]);
            else if (text[i] < 0x100) plain.Append(CultureInfo.InvariantCulture, $"\\x{(int)text[i]:x2}");
            else plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
        }

        return plain.ToString();
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value) => inner.Write(value is null ? null : Escape(value));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value)
    {
        Write(value);
        inner.WriteLine();
    }

    public override void Flush() => inner.Flush();

    // A carriage return alone lets the rest of a line overwrite its beginning.
    private static bool IsActive(string text, int index) => text[index] switch
    {
        '\n' or '\t' => false,
        '\r' => index + 1 == text.Length || text[index + 1] != '\n',
        (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029' => true,
        var c => char.IsControl(c),
    };
}
