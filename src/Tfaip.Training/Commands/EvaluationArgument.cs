using Tfaip.Inference.Packages;
using Tfaip.Processors.Manifests;
using Tfaip.Training.Configuration;
using Tfaip.Training.Evaluation;
using Tfaip.Training.Evaluation.Dumps;
using Tfaip.Training.Loop;

namespace Tfaip.Training.Commands;

/// <summary>A run or a package that is to be evaluated.</summary>
/// <param name="Path">The path as it was named.</param>
internal sealed record EvaluationArgument(string Path)
{
    private const string PackageExtension = ".tfaip";
    private const string ScenarioParameter = "--scenario";

    /// <summary>Whether it is a package.</summary>
    public bool IsPackage { get; } = (File.Exists(Path) && !DumpFile.Is(Path)) || File.Exists(System.IO.Path.Combine(Path, Manifest.FileName))
        || (!Directory.Exists(Path) && Path.EndsWith(PackageExtension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads its parameters and finds its scenario.</summary>
    /// <param name="overrides">The parameters of the command line.</param>
    /// <param name="checkpoint">Which checkpoint of a run.</param>
    /// <param name="find">Finds a scenario by its path.</param>
    /// <exception cref="CommandLineException">There is no such run, checkpoint, package or scenario.</exception>
    public Configured Load(IReadOnlyList<Override> overrides, string checkpoint, Func<string, Scenarios.ScenarioDefinition> find)
    {
        var (config, scenario) = IsPackage ? OfPackage(overrides) : OfRun(overrides, checkpoint);
        return new(config, find(scenario)) { ScenarioPath = scenario, Overrides = overrides };
    }

    /// <summary>The member of the evaluation.</summary>
    public EvaluationMember Member(Configured configured, string checkpoint) => IsPackage
        ? PackageMember.Of(Path, configured.ScenarioPath, configured.Definition, configured.Bind())
        : new RunMember(Path, configured.ScenarioPath, configured.Definition, configured.Bind(), checkpoint);

    private (LoadedConfig Config, string Scenario) OfRun(IReadOnlyList<Override> overrides, string checkpoint)
    {
        if (DumpFile.Is(Path)) throw new CommandLineException($"{Path}: a dump is evaluated alone: tfaip-train evaluate {Path}.");
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
    private (LoadedConfig Config, string Scenario) OfPackage(IReadOnlyList<Override> overrides)
    {
        if (!File.Exists(Path) && !Directory.Exists(Path)) throw new CommandLineException($"{Path}: there is no such model package, neither a file nor a folder.");
        var text = Package.ReadConfig(Path);
        var name = $"{System.IO.Path.TrimEndingDirectorySeparator(Path)}:{Manifest.ConfigFileName}";
        var config = ConfigFile.Load(
            name, overrides.Select(group => (group.Arguments, group.FirstPosition)), (_, _) => text, Environment.GetEnvironmentVariable);
        var (scenario, _) = ScenarioReference.Find(config);
        if (File.Exists(scenario)) return (config, scenario);
        throw new CommandLineException(overrides.Any(IsScenario)
            ? $"{ScenarioParameter}: there is no file {scenario}."
            : $"{Path}: the scenario that measures this package is not there: {scenario}. Name its project or assembly: {ScenarioParameter} FILE.");
    }

    /// <summary>Whether arguments name the scenario.</summary>
    public static bool IsScenario(Override group) => group.Arguments[0].Split('=')[0] == ScenarioParameter;
}
