using System.ComponentModel.DataAnnotations;
using Tfaip.Configuration.Interpolation;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Trees;
using Tfaip.Processors;

namespace Tfaip.Commands.Verbs;

/// <summary>The part of a tree that can be read before the scenario is built: where the scenario is.</summary>
internal sealed record ScenarioReference
{
    /// <value>The full path of the scenario's project or assembly.</value>
    [Required, RelativePath]
    public string Scenario { get; init; } = "";

    /// <exception cref="ConfigurationException">The tree names no scenario, or one that is not there.</exception>
    public static string Of(LoadedConfig config)
    {
        var (path, origin) = Find(config);
        return File.Exists(path) ? path : throw new ConfigurationException(origin, $"There is no file {path}.");
    }

    /// <summary>The scenario, which need not be there, and where it is named.</summary>
    /// <exception cref="ConfigurationException">The tree names no scenario.</exception>
    public static (string Path, Origin Origin) Find(LoadedConfig config)
    {
        var tree = config.Tree;
        if (tree is not MappingNode mapping || mapping.Find("scenario") is not { } entry)
        {
            throw new ConfigurationException(
                tree.Origin, "There is no 'scenario': name the scenario's project or assembly, such as 'scenario: Digits.csproj'.");
        }

        entry = entry with { Value = Variables.Replace(entry.Value, "scenario", config.Variables) };
        var path = ParameterBinder.Bind<ScenarioReference>(mapping with { Entries = [entry] }, ProcessorCatalog.Default).Scenario;
        return (path, entry.Value.Origin);
    }
}
