using Tfaip.Configuration.Reading;
using Tfaip.Inference.Packages;
using Tfaip.Parameters.Streams;
using Tfaip.Processors.Manifests;
using Tfaip.Training.Definition;
using Tfaip.Training.Evaluation.Dumps;
using Tfaip.Training.Evaluation.Members;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Verbs;

/// <summary>A run or a package that is to be evaluated.</summary>
/// <param name="Path">The path as it was named.</param>
internal sealed record EvaluationArgument(string Path)
{
    private const string PackageExtension = ".tfaip";
    private const string ScenarioParameter = "--scenario";

    /// <summary>Whether it is a package.</summary>
    public bool IsPackage { get; } =
        (File.Exists(Path) && !DumpFile.Is(Path)) || File.Exists(System.IO.Path.Combine(Path, Manifest.FileName))
            || (!Directory.Exists(Path) && Path.EndsWith(PackageExtension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads its parameters and finds its scenario.</summary>
    /// <param name="overrides">The parameters of the command line.</param>
    /// <param name="checkpoint">Which checkpoint of a run.</param>
    /// <param name="isNamed">Whether the caller named a scenario otherwise: by a run.</param>
    /// <param name="find">Finds a scenario by its path.</param>
    /// <exception cref="CommandLineException">There is no such run, checkpoint, package or scenario.</exception>
    public Configured Load(
        IReadOnlyList<Override> overrides, string checkpoint, Func<string, bool> isNamed, Func<string, ScenarioDefinition> find)
    {
        var (config, scenario) = IsPackage ? OfPackage(overrides, isNamed) : OfRun(overrides, checkpoint);
        return new(config, find(scenario)) { ScenarioPath = scenario, Overrides = overrides };
    }

    /// <summary>The member of the evaluation.</summary>
    public EvaluationMember Member(Configured configured, string checkpoint) => IsPackage
        ? PackageMember.Of(Path, configured.ScenarioPath, configured.Definition, configured.Bind())
        : new RunMember(Path, configured.ScenarioPath, configured.Definition, configured.Bind(), checkpoint);

    private (LoadedConfig Config, string Scenario) OfRun(IReadOnlyList<Override> overrides, string checkpoint)
    {
        if (DumpFile.Is(Path))
            throw new CommandLineException(
                $"{Path}: a dump is evaluated alone: tfaip-train evaluate {ShellWord.Of(Path)} --scenario FILE.");
        var scenario = RunArgument.ScenarioOf(Path);
        var names = RunMember.CheckpointsOf(new RunFolder(Path)).ToArray();
        if (!names.Contains(checkpoint))
        {
            throw new CommandLineException(
                $"{Path}: has no checkpoint '{checkpoint}'; there are: {string.Join(", ", names.DefaultIfEmpty("none yet"))}.");
        }

        return (Override.LoadRun(Path, [.. overrides.Where(group => !IsScenario(group))]), scenario);
    }

    // Paths in the configuration are relative to the run directory, which is the package's folder as long as nobody moved it.
    private (LoadedConfig Config, string Scenario) OfPackage(IReadOnlyList<Override> overrides, Func<string, bool> isNamed)
    {
        if (!File.Exists(Path) && !Directory.Exists(Path))
            throw new CommandLineException($"{Path}: there is no such model package, neither a file nor a folder.");
        var text = Package.ReadConfig(Path);
        var name = $"{System.IO.Path.TrimEndingDirectorySeparator(Path)}:{Manifest.ConfigFileName}";
        var config = ConfigFile.Load(
            name, overrides.Select(group => (group.Arguments, group.FirstPosition)), (_, _) => text, Environment.GetEnvironmentVariable);
        var (scenario, _) = ScenarioReference.Find(config);
        var isGiven = overrides.Any(IsScenario);
        if (!isGiven && !isNamed(scenario)) throw NamesNoCode("package", Path, scenario);
        return File.Exists(scenario) ? (config, scenario) : throw NotThere(scenario);
    }

    /// <summary>
    /// The error for data without a scenario that the caller names: a scenario is code, which is built and run, and what data say of it may
    /// be anybody's.
    /// </summary>
    /// <param name="what">What the data are.</param>
    /// <param name="path">Their path, as it was named.</param>
    /// <param name="scenario">The scenario that they name.</param>
    public static CommandLineException NamesNoCode(string what, string path, string scenario) => new(File.Exists(scenario)
        ? $"{path}: a {what} is data, and nothing that it names is built or run. It names the scenario {scenario}. "
            + $"If that is yours: tfaip-train evaluate {ShellWord.Of(path)} {ScenarioParameter} {ShellWord.Of(scenario)}"
        : $"{path}: a {what} is data, and nothing that it names is built or run. Name the project or assembly that measures it: "
            + $"{ScenarioParameter} FILE.");

    /// <summary>The error for a scenario that the caller names and that is not there.</summary>
    public static CommandLineException NotThere(string scenario) => new($"{ScenarioParameter}: there is no file {scenario}.");

    /// <summary>Whether arguments name the scenario.</summary>
    public static bool IsScenario(Override group) => group.Arguments[0].Split('=')[0] == ScenarioParameter;
}
