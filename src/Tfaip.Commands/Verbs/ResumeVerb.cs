namespace Tfaip.Commands.Verbs;

/// <summary>Goes on with a run.</summary>
internal sealed class ResumeVerb : TreeVerb<ResumeOptions>
{
    /// <summary>
    /// How long a run trains, what cannot change a weight, and the threads, which change the last bits of one; any other parameter would
    /// make a run that no configuration repeats.
    /// </summary>
    internal static OverrideRule Rule { get; } = new(
        ["trainer.epochs", "trainer.early_stopping", "trainer.checkpoint", "trainer.predictions", "trainer.threads",
            "data.pipeline.workers", "data.pipeline.prefetch", "export"],
        "a resumed run keeps this parameter, so that it ends as if it had not been interrupted.",
        "For another run, train its config.yaml into another folder: tfaip-train RUN/config.yaml --output FOLDER …");

    public override string Usage => """
        tfaip-train resume RUN [--PARAMETER VALUE…]
          Goes on with a run that was interrupted, or trains a completed one for more epochs.
        """;

    public override string Note => $"Parameters that a resumed run may change: {string.Join(", ", Rule.Allowed)}.";

    public override string MissingPath => "Name a run directory: tfaip-train resume RUN. tfaip-train resume --help says more.";

    public override string EndedEarly => "Ended before training went on: the run is as it was.";

    protected override Configured Load(ResumeOptions options, IReadOnlyList<Override> overrides, CommandContext context)
    {
        Rule.Check(overrides);
        var scenario = RunArgument.ScenarioOf(options.Path!);
        var config = Override.LoadRun(options.Path!, overrides);
        return new(config, context.FindScenario(scenario, options.IsQuestion));
    }

    protected override int Execute(ResumeOptions options, Configured configured, CommandContext context)
    {
        var session = new TrainingSession(context, options.ProgressMode);
        return options.DryRun
            ? session.Try(configured.Definition, configured.Bind(), options.Path!, run => run.TryResume())
            : session.Run(configured.Definition, configured.Bind(), options.Path!, (run, stop) => run.Resume(stop));
    }
}
