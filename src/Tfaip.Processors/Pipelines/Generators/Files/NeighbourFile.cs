using Tfaip.Parameters;
using Tfaip.Parameters.Files;

namespace Tfaip.Processors.Pipelines.Generators.Files;

/// <summary>The file beside another one that holds its target: the name with another ending.</summary>
internal sealed class NeighbourFile(string suffix)
{
    /// <summary>
    /// The path of the neighbour that exists, or null: the ending after the last point is replaced first, then that after the first.
    /// </summary>
    public string? Find(string path)
    {
        foreach (var candidate in Candidates(path))
        {
            if (File.Exists(candidate)) return candidate;
        }

        return null;
    }

    /// <summary>What to say where there is none.</summary>
    public string Missing(string path) => $"the file {path} has no target: there is no file "
        + $"{string.Join(" and no file ", Candidates(path).Distinct(StringComparer.Ordinal))}.";

    /// <summary>The text of a neighbour, without the line end at its end.</summary>
    /// <exception cref="TfaipException">It cannot be read, or is not UTF-8.</exception>
    public static string Read(string path)
    {
        var text = Utf8Text.Decode(DataFile.ReadAllBytes(path, "target file"), path);
        LineEnds.Check(text, path);
        return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
    }

    private IEnumerable<string> Candidates(string path)
    {
        var (folder, name) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        yield return Path.Combine(folder, Path.GetFileNameWithoutExtension(name) + suffix);

        // 0001.bin.png has the ground truth 0001.gt.txt.
        if (name.IndexOf('.', StringComparison.Ordinal) is var point and > 0) yield return Path.Combine(folder, name[..point] + suffix);
    }
}
