using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;

namespace Tfaip.Commands.Verbs;

/// <summary>A parameter tree with the scenario that it is for.</summary>
/// <param name="Config">The file with the overrides over it.</param>
/// <param name="Definition">The scenario.</param>
internal sealed record Configured(LoadedConfig Config, ScenarioDefinition Definition)
{
    /// <value>The full path of the scenario's project or assembly. Default: empty, nobody asks.</value>
    public string ScenarioPath { get; init; } = "";

    /// <value>The parameters of the command line. Default: none.</value>
    public IReadOnlyList<Override> Overrides { get; init; } = [];

    /// <exception cref="ConfigurationException">Something in the tree is wrong.</exception>
    public IRunParams Bind() => Definition.Bind(Config);
}
