using CommandLine;

namespace Tfaip.Training.Commands;

/// <summary>The options of the verbs that train.</summary>
internal abstract class RunOptions : TreeOptions
{
    [Option("dry-run", HelpText = "Do everything but train: open the data, compute the first batches, say what would be run.")]
    public bool DryRun { get; set; }
}
