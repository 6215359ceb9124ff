using Tfaip.Commands.Output;
using Tfaip.Commands.Terminal;
using Tfaip.Parameters.Streams;
using Tfaip.Training.LearningRates;

namespace Tfaip.Commands.Verbs;

/// <summary>Finds a learning rate for a configuration.</summary>
internal sealed class FindLearningRateVerb : TreeVerb<FindLearningRateOptions>
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(10);

    public override string Usage => """
        tfaip-train find-lr CONFIG [--PARAMETER VALUE…]
          Trains a configuration for a few steps while the learning rate grows, and suggests one.
        """;

    public override string Note =>
        "It begins with the initial weights of the configuration, ends when the loss diverges, and writes no run.";

    public override string MissingPath => "Name a configuration file: tfaip-train find-lr CONFIG. tfaip-train find-lr --help says more.";

    protected override Configured Load(FindLearningRateOptions options, IReadOnlyList<Override> overrides, CommandContext context)
    {
        _ = options.Range();
        if (Path.GetDirectoryName(Path.GetFullPath(options.Json ?? ".")) is { } folder && !Directory.Exists(folder))
            throw new CommandLineException($"--json {options.Json}: there is no folder {folder}.");
        var config = Override.Load(options.Path!, overrides);
        return new(config, context.FindScenario(ScenarioReference.Of(config), options.IsQuestion));
    }

    protected override int Execute(FindLearningRateOptions options, Configured configured, CommandContext context)
    {
        var range = options.Range();
        var told = context.Time.GetTimestamp();
        var report = new LearningRateTest(configured.Definition, configured.Bind()).Run(range, point =>
        {
            if (context.Time.GetElapsedTime(told) < ProgressInterval) return;
            context.WriteLine(LearningRateOutput.Progress(point, range));
            told = context.Time.GetTimestamp();
        });
        LearningRateOutput.Write(context.Console.Lines(), report);
        if (options.Json is { } path) LearningRateOutput.WriteFile(path, report);
        return ExitCode.Success;
    }
}
