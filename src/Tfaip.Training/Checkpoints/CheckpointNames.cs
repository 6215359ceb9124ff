using System.Globalization;

namespace Tfaip.Training.Checkpoints;

/// <summary>The folders of checkpoints in a run directory, by their names.</summary>
/// <param name="runDirectory">The run directory.</param>
internal sealed class CheckpointNames(string runDirectory)
{
    /// <summary>The end of the name of a folder that is being written.</summary>
    public const string Partial = ".partial";

    /// <summary>The end of the name of a folder that is to take the place of the one without it, and counts.</summary>
    public const string Next = ".next";

    /// <summary>The end of the name of a folder that is being deleted.</summary>
    public const string Old = ".old";

    /// <summary>
    /// The end of the name of a folder that a run could not go on from. It never counts, and is left for somebody to look at.
    /// </summary>
    public const string Damaged = ".damaged";

    private const string StepPrefix = "step-";

    /// <summary>The full path of the run directory.</summary>
    public string Run { get; } = Path.GetFullPath(runDirectory);

    /// <summary>The full path of the folder that the steps' folders are in.</summary>
    public string Checkpoints { get; } = Path.Combine(Path.GetFullPath(runDirectory), "checkpoints");

    /// <summary>The folder that the best checkpoint has, once there is one.</summary>
    public string Best { get; } = Path.Combine(Path.GetFullPath(runDirectory), "best");

    /// <summary>The folder of the newest checkpoint, or null where there is none.</summary>
    public string? Newest => Steps().LastOrDefault() is { } path ? Current(path) : null;

    /// <summary>The folder that the checkpoint of a step has, once there is one.</summary>
    public string PathOf(long step) => Path.Combine(Checkpoints, string.Create(CultureInfo.InvariantCulture, $"{StepPrefix}{step:D6}"));

    /// <summary>The steps' folders, oldest first, by the names that they have or will have.</summary>
    public List<string> Steps() => Folders("").Concat(Folders(Next).Select(path => path[..^Next.Length]))
        .Where(path => path != Best)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(StepOf)
        .ToList();

    /// <summary>The folders, the best one's included, that there are with an end of their names.</summary>
    public IEnumerable<string> Folders(string suffix) =>
        ((string[])[Run, Checkpoints])
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Where(path => path.EndsWith(suffix, StringComparison.Ordinal))
            .Where(path => path == Best + suffix || StepOf(path[..^suffix.Length]) >= 0);

    /// <summary>The step of a folder; -1 where it is of none.</summary>
    public long StepOf(string path) =>
        Path.GetDirectoryName(path) == Checkpoints
        && Path.GetFileName(path) is var name
        && name.StartsWith(StepPrefix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(StepPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1;

    /// <summary>The folder that counts for a name, or null where there is none.</summary>
    public static string? Current(string path) => ((string[])[path + Next, path]).FirstOrDefault(Directory.Exists);
}
