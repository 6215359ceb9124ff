using Tfaip.Training.Loop;

namespace Tfaip.Training.Commands;

/// <summary>Goes on with a run.</summary>
internal sealed class ResumeVerb : TreeVerb<ResumeOptions>
{
    public override string Usage => """
        tfaip-train resume RUN [--PARAMETER VALUE…]
          Goes on with a run that was interrupted, or trains a completed one for more epochs.
        """;

    public override string Note => $"Parameters that a resumed run may change: {string.Join(", ", ResumeOverrides.Allowed)}.";

    public override string MissingPath => "Name a run directory: tfaip-train resume RUN. tfaip-train resume --help says more.";

    protected override Configured Load(ResumeOptions options, IReadOnlyList<Override> overrides, CommandContext context)
    {
        ResumeOverrides.Check(overrides);
        var scenario = RunArgument.ScenarioOf(options.Path!);
        var config = Override.Load(Path.Combine(options.Path!, RunFiles.Config), overrides);
        return new(config, context.FindScenario(scenario, options.IsQuestion));
    }

    protected override int Execute(ResumeOptions options, Configured configured, CommandContext context) =>
        new TrainingSession(context).Run(configured.Definition, configured.Bind(), options.Path!, (run, stop) => run.Resume(stop));
}
