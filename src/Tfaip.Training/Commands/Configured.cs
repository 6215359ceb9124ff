using Tfaip.Processors.Parameters;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Commands;

/// <summary>A parameter tree with the scenario that it is for.</summary>
/// <param name="Tree">The tree, overrides included.</param>
/// <param name="Definition">The scenario.</param>
internal sealed record Configured(ConfigNode Tree, ScenarioDefinition Definition)
{
    /// <exception cref="ConfigurationException">Something in the tree is wrong.</exception>
    public IRunParams Bind() => Definition.Bind(Tree);
}
