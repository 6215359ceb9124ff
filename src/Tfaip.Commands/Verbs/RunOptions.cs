using CommandLine;
using Tfaip.Commands.Progress;
using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Verbs;

/// <summary>The options of the verbs that train.</summary>
internal abstract class RunOptions : TreeOptions
{
    [Option("progress", HelpText = "How progress is shown: auto, which is drawn on a terminal and lines elsewhere; lines; or none.")]
    public string? Progress { get; set; }

    [Option("dry-run", HelpText = "Do everything but train: open the data, compute the first batches, say what would be run.")]
    public bool DryRun { get; set; }

    /// <summary>The mode that <see cref="Progress"/> names.</summary>
    /// <exception cref="CommandLineException">It names none.</exception>
    public ProgressMode ProgressMode => Progress switch
    {
        null or "auto" => ProgressMode.Auto,
        "lines" => ProgressMode.Lines,
        "none" => ProgressMode.None,
        var other => throw new CommandLineException($"--progress takes auto, lines or none, not '{other}'."),
    };
}
