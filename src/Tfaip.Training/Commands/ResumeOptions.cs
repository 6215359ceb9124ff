using CommandLine;

namespace Tfaip.Training.Commands;

/// <summary>The verb <c>resume</c>.</summary>
[Verb("resume", HelpText = "Go on with a run.")]
internal sealed class ResumeOptions : CommonOptions
{
    [Value(0, MetaName = "RUN", Hidden = true)]
    public override string? Path { get; set; }
}
