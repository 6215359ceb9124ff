using CommandLine;

namespace Tfaip.Training.Commands;

/// <summary>The verb <c>train</c>.</summary>
[Verb("train", isDefault: true, HelpText = "Train a model.")]
internal sealed class TrainOptions : CommonOptions
{
    [Value(0, MetaName = "CONFIG", Hidden = true)]
    public override string? Path { get; set; }

    [Option("overwrite", HelpText = "Replace a run that is not finished.")]
    public bool Overwrite { get; set; }
}
