using System.Text.Json.Nodes;
using Tfaip.Configuration.Descriptions.Schemas;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Text;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;

namespace Tfaip.Commands.Schemas;

/// <summary>The schemas of runs.</summary>
internal static class TreeSchema
{
    /// <summary>The schema of a scenario's configurations.</summary>
    public static JsonObject Of(ScenarioDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new SchemaBuilder(definition.Catalog, isOpen: false).Build(
            definition.RunParamsType, $"Configuration of a run of {definition.Name}");
    }

    /// <summary>The schema of what the configurations of all scenarios have; data and model, and variants, may be others.</summary>
    public static JsonObject OfAnyScenario() => new SchemaBuilder(
        // The tool has no TorchSharp; parameters are records of values, which need none.
        ProcessorCatalog.Default.WithWhatLoads(ImagingProcessors.Assembly, TextProcessors.Assembly, typeof(ScenarioDefinition).Assembly),
        isOpen: true)
        .Build(typeof(RunParams<AnyDataParams, AnyModelParams>), "Configuration of a run of tfaip-train");
}
