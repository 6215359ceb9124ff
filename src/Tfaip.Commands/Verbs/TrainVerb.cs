using Tfaip.Training.Runs;

namespace Tfaip.Commands.Verbs;

/// <summary>Trains a configuration.</summary>
internal sealed class TrainVerb : TreeVerb<TrainOptions>
{
    public override string Usage => """
        tfaip-train CONFIG [--PARAMETER VALUE…]
          Trains the model of a configuration file, exports it, and predicts a few held-out samples.
        """;

    public override string Note =>
        "Every parameter of the configuration can be given: --trainer.epochs 5, --seed=3, --trainer.optimizer sgd.";

    public override string MissingPath => "Name a configuration file: tfaip-train CONFIG. tfaip-train --help says more.";

    public override string EndedEarly => "Ended before training began: nothing was trained, so there is nothing to resume.";

    protected override Configured Load(TrainOptions options, IReadOnlyList<Override> overrides, CommandContext context)
    {
        var config = Override.Load(options.Path!, overrides);
        return new(config, context.FindScenario(ScenarioReference.Of(config), options.IsQuestion));
    }

    protected override int Execute(TrainOptions options, Configured configured, CommandContext context)
    {
        var parameters = configured.Bind();
        var folder = parameters.Output ?? RunFolder.DefaultFor(options.Path!);
        var session = new TrainingSession(context, options.ProgressMode);
        return options.DryRun
            ? session.Try(configured.Definition, parameters, folder, run => run.TryStart(options.Overwrite))
            : session.Run(configured.Definition, parameters, folder, (run, stop) => run.Start(options.Overwrite, stop));
    }
}
