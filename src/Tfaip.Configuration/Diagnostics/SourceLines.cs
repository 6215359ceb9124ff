using System.Text;
using Tfaip.Parameters.Files;

namespace Tfaip.Configuration.Diagnostics;

/// <summary>The lines of the files that errors name. Each file is read when it is first asked for.</summary>
/// <param name="read">Reads a file; null where it cannot be read.</param>
internal sealed class SourceLines(Func<string, string?> read)
{
    // More than a configuration may have; whatever grew beyond it since is not what was read.
    private const long LargestFile = 64 << 20;

    private readonly Dictionary<string, IReadOnlyList<string>?> _files = [];

    /// <summary>The lines of files on the disk.</summary>
    public static SourceLines OfFiles() => new(ReadFile);

    /// <summary>A line, from 1; null where the file is gone or has become shorter.</summary>
    public string? Find(string file, int line)
    {
        if (!_files.TryGetValue(file, out var lines)) _files[file] = lines = read(file) is { } text ? Split(text) : null;
        return lines is not null && line >= 1 && line <= lines.Count ? lines[line - 1] : null;
    }

    private static string? ReadFile(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: <= LargestFile }
                ? Encoding.UTF8.GetString(RegularFile.ReadAllBytes(file))
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException
            or ArgumentException)
        {
            // The message says what is wrong; the line would only have shown it.
            return null;
        }
    }

    // The breaks of YAML 1.1, as the parser counts them.
    private static List<string> Split(string text)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029'))
            {
                line.Append(text[i]);
                continue;
            }

            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            lines.Add(line.ToString());
            line.Clear();
        }

        lines.Add(line.ToString());
        return lines;
    }
}
