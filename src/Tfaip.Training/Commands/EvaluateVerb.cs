using Tfaip.Training.Evaluation;
using Tfaip.Training.Loop;
using Tfaip.Training.Reporting;

namespace Tfaip.Training.Commands;

/// <summary>Measures a checkpoint of a run.</summary>
internal sealed class EvaluateVerb : TreeVerb<EvaluateOptions>
{
    private static readonly OverrideRule Rule = new(
        ["data", "device", "trainer.threads"],
        "an evaluation keeps this parameter, which belongs to the model as it was trained.",
        "For another model, train one.");

    public override string Usage => """
        tfaip-train evaluate RUN [--PARAMETER VALUE…]
          Measures a checkpoint of a run on its evaluation data, or on data that parameters name.
        """;

    public override string Note => $"Parameters that an evaluation may change: {string.Join(", ", Rule.Allowed)}.";

    public override string MissingPath => "Name a run directory: tfaip-train evaluate RUN. tfaip-train evaluate --help says more.";

    protected override Configured Load(EvaluateOptions options, IReadOnlyList<Override> overrides, CommandContext context)
    {
        Rule.Check(overrides);
        if (Path.GetDirectoryName(Path.GetFullPath(options.Json ?? ".")) is { } folder && !Directory.Exists(folder))
            throw new CommandLineException($"--json {options.Json}: there is no folder {folder}.");
        var scenario = RunArgument.ScenarioOf(options.Path!);
        var names = RunEvaluation.NamesOf(new RunFolder(options.Path!)).ToArray();
        if (!names.Contains(options.CheckpointName))
        {
            throw new CommandLineException(
                $"{options.Path}: has no checkpoint '{options.CheckpointName}'; there are: {string.Join(", ", names.DefaultIfEmpty("none yet"))}.");
        }

        var config = Override.Load(Path.Combine(options.Path!, RunFiles.Config), overrides);
        return new(config, context.FindScenario(scenario, options.IsQuestion));
    }

    protected override int Execute(EvaluateOptions options, Configured configured, CommandContext context)
    {
        var report = RunEvaluation.Run(configured.Definition, configured.Bind(), new RunFolder(options.Path!), options.CheckpointName);
        EvaluationOutput.Write(context.Console, report);
        if (options.Json is { } path) EvaluationOutput.WriteFile(path, report);
        return ExitCode.Success;
    }
}
