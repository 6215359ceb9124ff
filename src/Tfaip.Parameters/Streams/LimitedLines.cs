using System.Text;

namespace Tfaip.Parameters.Streams;

/// <summary>
/// Reads lines of files that others wrote. One without an end of a line is a line of its length, and a few megabytes that were compressed
/// may be one of gigabytes.
/// </summary>
internal static class LimitedLines
{
    /// <summary>Reads a line without its end, which is LF, CR LF or CR; null at the end of the text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="longest">The most characters of a line.</param>
    /// <param name="tooLong">Makes the error for a line that has more.</param>
    public static string? ReadLine(TextReader reader, int longest, Func<Exception> tooLong)
    {
        var line = new StringBuilder();
        while (reader.Read() is var c and >= 0)
        {
            if (c == '\r' && reader.Peek() == '\n') reader.Read();
            if (c is '\n' or '\r') return line.ToString();
            if (line.Length == longest) throw tooLong();
            line.Append((char)c);
        }

        return line.Length > 0 ? line.ToString() : null;
    }
}
