using CommandLine;

namespace Tfaip.Commands.Verbs;

/// <summary>The verb <c>train</c>.</summary>
[Verb("train", isDefault: true)]
internal sealed class TrainOptions : RunOptions
{
    [Option("overwrite", HelpText = "Replace a run that is not finished.")]
    public bool Overwrite { get; set; }
}
