using CommandLine;
using Tfaip.Training.Evaluation.Members;

namespace Tfaip.Commands.Verbs;

/// <summary>The verb <c>evaluate</c>.</summary>
[Verb("evaluate")]
internal sealed class EvaluateOptions : TreeOptions
{
    [Option("checkpoint", HelpText = "Which checkpoint of a run: best, last, or the name of its folder such as "
        + "step-000123. Default: best.")]
    public string? Checkpoint { get; set; }

    [Option("voter", HelpText = "How several models vote: mean or majority.")]
    public string? Voter { get; set; }

    [Option("dump", HelpText = "Write targets and answers of each sample to this file too, FILE.jsonl.")]
    public string? Dump { get; set; }

    [Option("json", HelpText = "Write the values to this file too, as JSON.")]
    public string? Json { get; set; }

    public override bool TakesSeveral => true;

    /// <summary>The name of the checkpoint.</summary>
    public string CheckpointName => Checkpoint ?? RunMember.Best;

    /// <summary>All that is evaluated.</summary>
    public IReadOnlyList<string> Paths => [Path!, .. Surplus];
}
