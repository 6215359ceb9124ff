using Tfaip.Commands.Output;
using Tfaip.Parameters.Streams;
using Tfaip.Processors.Samples;
using Tfaip.Training.Benchmarks;

namespace Tfaip.Commands.Verbs;

/// <summary>Measures how fast a configuration's data become batches.</summary>
internal sealed class BenchmarkDataVerb : TreeVerb<BenchmarkDataOptions>
{
    public override string Usage => """
        tfaip-train benchmark-data CONFIG [--PARAMETER VALUE…]
          Measures how fast the data of a configuration become batches, and which stage takes the time.
        """;

    public override string Note => "It reads epoch after epoch until the time limit, trains nothing and writes no run.";

    public override string MissingPath =>
        "Name a configuration file: tfaip-train benchmark-data CONFIG. tfaip-train benchmark-data --help says more.";

    protected override Configured Load(BenchmarkDataOptions options, IReadOnlyList<Override> overrides, CommandContext context)
    {
        _ = options.Limit;
        if (Path.GetDirectoryName(Path.GetFullPath(options.Json ?? ".")) is { } folder && !Directory.Exists(folder))
            throw new CommandLineException($"--json {options.Json}: there is no folder {folder}.");
        var config = Override.Load(options.Path!, overrides);
        return new(config, context.FindScenario(ScenarioReference.Of(config), options.IsQuestion));
    }

    protected override int Execute(BenchmarkDataOptions options, Configured configured, CommandContext context)
    {
        var parameters = configured.Bind();
        var benchmark = new DataBenchmark(configured.Definition.CreateData(parameters), parameters.Seed, context.Time);
        var mode = options.Evaluation ? PipelineMode.Evaluation : PipelineMode.Training;
        var report = benchmark.Run(
            mode, options.Limit, (time, samples) => context.WriteLine(DataBenchmarkOutput.Progress(time, options.Limit, samples)));
        DataBenchmarkOutput.Write(context.Console, report);
        if (options.Json is { } path) DataBenchmarkOutput.WriteFile(path, report);
        return ExitCode.Success;
    }
}
