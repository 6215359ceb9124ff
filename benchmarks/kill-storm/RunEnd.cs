namespace KillStorm;

/// <summary>What a run left: the bytes of its checkpoints, of its metrics and of its package.</summary>
internal sealed class RunEnd
{
    private const string Package = "model.tfaip";

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    private RunEnd()
    {
    }

    /// <summary>How many files are compared.</summary>
    public int Count => _files.Count;

    public static RunEnd Of(string run)
    {
        var end = new RunEnd();
        var folders = ((string[])["best", "checkpoints"])
            .Select(name => Path.Combine(run, name))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        foreach (var file in folders.Append(Path.Combine(run, "metrics.jsonl")).Append(Path.Combine(run, Package)).Where(File.Exists))
        {
            end._files.Add(Path.GetRelativePath(run, file), File.ReadAllBytes(file));
        }

        return end;
    }

    /// <summary>The names of the files that the runs do not both have, or not with the same bytes.</summary>
    /// <param name="other">The other run's.</param>
    /// <param name="isSameConfiguration">Whether the packages, which hold the configuration, are to be the same.</param>
    public IEnumerable<string> DifferencesTo(RunEnd other, bool isSameConfiguration) => _files.Keys.Union(other._files.Keys)
        .Where(name => isSameConfiguration || name != Package)
        .Where(name => !_files.TryGetValue(name, out var mine) || !other._files.TryGetValue(name, out var theirs)
            || !mine.AsSpan().SequenceEqual(theirs));
}
