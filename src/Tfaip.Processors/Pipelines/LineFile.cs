using System.Text;

namespace Tfaip.Processors.Pipelines;

/// <summary>Reads text files that hold a list: one item a line, in the order of their numbers.</summary>
public static class LineFile
{
    /// <summary>
    /// The lines of a UTF-8 file, as they are but for their ends (LF or CRLF); a byte order mark is skipped. The end of the last line
    /// may be missing.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="item">What messages call an item.</param>
    /// <exception cref="TfaipException">
    /// The file cannot be read or is not UTF-8, has no line, an empty line or a line twice; the message names file and line.
    /// </exception>
    public static IReadOnlyList<string> Read(string path, string item)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var lines = Split(ReadText(path, item));
        if (lines.Count == 0) throw new TfaipException($"{path}: the file is empty; it must have one {item} a line.");
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0) throw new TfaipException($"{path}:{i + 1}: the line is empty; each line must be a {item}.");
            if (!places.TryAdd(lines[i], i + 1)) throw new TfaipException($"{path}:{i + 1}: the {item} '{lines[i]}' stands on line {places[lines[i]]} already.");
        }

        return lines;
    }

    private static List<string> Split(string text)
    {
        var lines = text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line).ToList();
        if (lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    private static string ReadText(string path, string item)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path));
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TfaipException($"{path}: the file does not exist; it must have one {item} a line.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: the file cannot be read: {error.Message}", error);
        }
        catch (ArgumentException error)
        {
            throw new TfaipException($"{path}: the file is not UTF-8.", error);
        }
    }
}
