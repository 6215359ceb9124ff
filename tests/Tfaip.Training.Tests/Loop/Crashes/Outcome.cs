namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>What a run that was left alone ended with.</summary>
internal sealed class Outcome
{
    private readonly SortedDictionary<string, byte[]> _files;
    private readonly string[] _events;
    private readonly string _summary;

    public Outcome(CrashedRun run) => (_files, _events, _summary) = (run.Files(), run.Events(), run.Summary());

    /// <summary>The files that it has, without those that differ by when it was started.</summary>
    public IEnumerable<string> Names => _files.Keys;

    /// <summary>Whether a run has these very files.</summary>
    public bool Is(CrashedRun run) =>
        run.Files() is var files && files.Keys.SequenceEqual(_files.Keys)
        && files.All(file => file.Value.AsSpan().SequenceEqual(_files[file.Key]));

    /// <summary>Fails where a run ended otherwise.</summary>
    public void AssertIs(CrashedRun run, string message, bool withEvents = true)
    {
        var files = run.Files();
        Assert.AreEqual(string.Join('\n', _files.Keys), string.Join('\n', files.Keys), message);
        foreach (var (name, bytes) in _files) Assert.IsTrue(bytes.AsSpan().SequenceEqual(files[name]), $"{name}: {message}");
        Assert.AreEqual(_summary, run.Summary(), message);
        Assert.EndsWith("</html>", File.ReadAllText(run.In("report.html")).TrimEnd(), message);
        if (withEvents) Assert.AreEqual(string.Join('\n', _events), string.Join('\n', run.Events()), message);
    }
}
