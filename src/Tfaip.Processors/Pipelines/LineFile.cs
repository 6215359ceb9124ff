using Tfaip.Parameters;
using Tfaip.Parameters.Resources;

namespace Tfaip.Processors.Pipelines;

/// <summary>Reads files that hold a list: one item a line, in the order of their numbers.</summary>
public static class LineFile
{
    /// <summary>The lines of a file, as they are but for their ends; the end of the last line may be missing.</summary>
    /// <param name="file">The file, UTF-8.</param>
    /// <param name="item">What messages call an item.</param>
    /// <exception cref="TfaipException">
    /// The file cannot be read or is not UTF-8, has no line, an empty line or a line twice; the message names file and line.
    /// </exception>
    public static IReadOnlyList<string> Read(ResourceFile file, string item)
    {
        ArgumentNullException.ThrowIfNull(file);
        var lines = file.ReadLines();
        if (lines.Count == 0) throw new TfaipException($"{file}: the file is empty; it must have one {item} a line.");
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0) throw new TfaipException($"{file}:{i + 1}: the line is empty; each line must be a {item}.");
            if (places.TryAdd(lines[i], i + 1)) continue;
            throw new TfaipException($"{file}:{i + 1}: the {item} '{lines[i]}' stands on line {places[lines[i]]} already.");
        }

        return lines;
    }
}
