using CommandLine;
using Tfaip.Training.Evaluation;

namespace Tfaip.Training.Commands;

/// <summary>The verb <c>evaluate</c>.</summary>
[Verb("evaluate")]
internal sealed class EvaluateOptions : TreeOptions
{
    [Option("checkpoint", HelpText = "Which checkpoint: best, last, or the name of its folder such as step-000123. Default: best.")]
    public string? Checkpoint { get; set; }

    [Option("json", HelpText = "Write the values to this file too, as JSON.")]
    public string? Json { get; set; }

    /// <summary>The name of the checkpoint.</summary>
    public string CheckpointName => Checkpoint ?? RunEvaluation.Best;
}
