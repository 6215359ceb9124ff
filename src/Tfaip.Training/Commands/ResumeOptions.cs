using CommandLine;

namespace Tfaip.Training.Commands;

/// <summary>The verb <c>resume</c>.</summary>
[Verb("resume", HelpText = "Go on with a run that was interrupted, or train a completed one for more epochs.")]
internal sealed class ResumeOptions : CommonOptions
{
    [Value(0, MetaName = "RUN", HelpText = "The run directory.")]
    public override string? Path { get; set; }
}
