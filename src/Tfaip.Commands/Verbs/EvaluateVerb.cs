using Tfaip.Commands.Output;
using Tfaip.Commands.Progress;
using Tfaip.Inference.Voting;
using Tfaip.Parameters.Streams;
using Tfaip.Training.Definition;
using Tfaip.Training.Evaluation.Dumps;
using Tfaip.Training.Evaluation.Jobs;
using Tfaip.Training.Evaluation.Members;

namespace Tfaip.Commands.Verbs;

/// <summary>Measures runs, packages or the answers of a dump.</summary>
internal sealed class EvaluateVerb : TreeVerb<EvaluateOptions>
{
    private const string Advice = "For another model, train one.";
    private const string Reason = "an evaluation keeps this parameter, which belongs to the model as it was trained.";
    private static readonly OverrideRule OfRuns = new(["data", "device", "trainer.threads"], Reason, Advice);
    private static readonly OverrideRule OfPackages = new([.. OfRuns.Allowed, "scenario"], Reason, Advice);

    public override string Usage => """
        tfaip-train evaluate RUN… [PACKAGE…] [--voter VOTER] [--PARAMETER VALUE…]
        tfaip-train evaluate DUMP|PACKAGE --scenario FILE
          Measures a checkpoint of a run, a package, or several that vote, on the evaluation data of the first, or on
          data that parameters name; or measures the answers of a dump. Packages and dumps are data: the scenario that
          measures them is one that you name, or that of a run beside them.
        """;

    public override string Note =>
        $"Parameters that an evaluation may change: {string.Join(", ", OfRuns.Allowed)}; scenario for packages and dumps.";

    public override string MissingPath => "Name a run directory: tfaip-train evaluate RUN. tfaip-train evaluate --help says more.";

    public override int Run(ParsedCommand command, CommandContext context)
    {
        var options = (EvaluateOptions)command.Options;
        if (!DumpFile.Is(options.Path!)) return base.Run(command, context);
        if (options.Help is not null) context.Write(Help.Of(command));
        else EvaluateDump(options, command.Overrides, context);
        return ExitCode.Success;
    }

    protected override Configured Load(EvaluateOptions options, IReadOnlyList<Override> overrides, CommandContext context)
    {
        CheckFolder("--json", options.Json);
        CheckFolder("--dump", options.Dump);
        if (options.Dump is { } dump && !DumpFile.Is(dump))
            throw new CommandLineException($"--dump {dump}: the name of a dump ends in {DumpFile.Extension}, so that it is known as one.");
        EvaluationArgument[] arguments = [.. options.Paths.Select(path => new EvaluationArgument(path))];
        (arguments.Any(argument => argument.IsPackage) ? OfPackages : OfRuns).Check(overrides);
        if (options.Checkpoint is { } checkpoint && arguments.All(argument => argument.IsPackage))
            throw new CommandLineException($"--checkpoint {checkpoint}: only runs have checkpoints; {options.Path} is a package.");
        VoterOf(options);
        return arguments[0].Load(
            overrides, options.CheckpointName, IsNamed(options), scenario => context.FindScenario(scenario, options.IsQuestion));
    }

    protected override int Execute(EvaluateOptions options, Configured configured, CommandContext context)
    {
        var members = new List<EvaluationMember>();
        foreach (var path in options.Paths)
        {
            var argument = new EvaluationArgument(path);
            var its = members.Count == 0 ? configured : argument.Load(
                configured.Overrides, options.CheckpointName, IsNamed(options), scenario => Find(scenario, members, context));
            members.Add(argument.Member(its, options.CheckpointName));
        }

        using var progress = EvaluationProgress.Create(context.Console, context.Error, context.Time);
        Write(new EvaluationJob(members, VoterOf(options)).Run(progress, options.Dump), options, context);
        return ExitCode.Success;
    }

    private static void EvaluateDump(EvaluateOptions options, IReadOnlyList<Override> overrides, CommandContext context)
    {
        CheckFolder("--json", options.Json);
        new OverrideRule(
            ["scenario"],
            "the answers of a dump are measured as they are.",
            "For other answers, evaluate a run or a package.").Check(overrides);
        if (options.Surplus.FirstOrDefault() is { } surplus)
            throw new CommandLineException($"'{surplus}' is one argument too many: a dump is evaluated alone.");
        var unused = new[]
        {
            ("--checkpoint", options.Checkpoint),
            ("--voter", options.Voter),
            ("--dump", options.Dump),
            ("--explain", options.Explain)
        };
        if (unused.FirstOrDefault(option => option.Item2 is not null) is { Item1: { } name })
            throw new CommandLineException($"{name}: a dump has only answers; this option is for runs and packages.");
        if (options.PrintConfig) throw new CommandLineException("--print-config: a dump has no parameters.");
        if (!File.Exists(options.Path)) throw new CommandLineException($"{options.Path}: there is no such dump.");
        using var dump = DumpReader.Open(options.Path!);
        if (overrides is not [.., var named]) throw EvaluationArgument.NamesNoCode("dump", options.Path!, dump.Header.Scenario);
        var scenario = Path.GetFullPath(named.Arguments[0].Split('=', 2) is [_, var value] ? value : named.Arguments[^1]);
        if (!File.Exists(scenario)) throw EvaluationArgument.NotThere(scenario);
        Write(DumpEvaluation.Run(options.Path!, dump, context.FindScenario(scenario, isAsked: false)), options, context);
    }

    private static void Write(EvaluationReport report, EvaluateOptions options, CommandContext context)
    {
        EvaluationOutput.Write(context.Console, report);
        foreach (var note in report.Notes) context.Error.WriteLine(note);
        if (options.Json is { } path) EvaluationOutput.WriteFile(path, report);
    }

    // A scenario is loaded once, so that models of one scenario share its types.
    private static ScenarioDefinition Find(string scenario, List<EvaluationMember> members, CommandContext context) =>
        members.Find(member => member.ScenarioPath == scenario)?.Definition ?? context.FindScenario(scenario, isAsked: false);

    // A run is named with its code: what packages beside it name counts where it is the same.
    private static Func<string, bool> IsNamed(EvaluateOptions options) => scenario => options.Paths
        .Where(path => !new EvaluationArgument(path).IsPackage && !DumpFile.Is(path))
        .Any(run => RunArgument.ScenarioOf(run) == scenario);

    private static Voter? VoterOf(EvaluateOptions options)
    {
        var names = string.Join(" or ", Voter.All.Keys.Select(name => $"--voter {name}"));
        if (options.Voter is null)
            return options.Paths.Count == 1
                ? null
                : throw new CommandLineException($"{options.Paths.Count} models are named; say how they vote: {names}.");
        return Voter.All.GetValueOrDefault(options.Voter)
            ?? throw new CommandLineException($"--voter {options.Voter}: there is no such voter; write {names}.");
    }

    private static void CheckFolder(string option, string? file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file ?? ".")) is { } folder && !Directory.Exists(folder))
            throw new CommandLineException($"{option} {file}: there is no folder {folder}.");
    }
}
