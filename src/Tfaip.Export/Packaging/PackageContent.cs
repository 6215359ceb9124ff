using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Samples;

namespace Tfaip.Export.Packaging;

/// <summary>What goes into a package.</summary>
public sealed record PackageContent
{
    /// <summary>The exported graph.</summary>
    public required ExportResult Graph { get; init; }

    /// <value>Further graphs by name; <see cref="Tfaip.Processors.Manifests.Manifest.FileOf"/> is the file of each. Default: none.</value>
    public IReadOnlyDictionary<string, ExportResult> Graphs { get; init; } = new Dictionary<string, ExportResult>();

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The resolved parameter tree.</summary>
    public required string ConfigYaml { get; init; }

    /// <value>Processors from raw input to the graph's inputs; those that do not run in prediction are left out. Default: none.</value>
    public IReadOnlyList<ProcessorParams> PreProcessing { get; init; } = [];

    /// <value>Processors from the graph's outputs to the answer; those that do not run in prediction are left out. Default: none.</value>
    public IReadOnlyList<ProcessorParams> PostProcessing { get; init; } = [];

    /// <value>How a row of a CSV file becomes the raw inputs. Default: null, the package does not say it.</value>
    public CsvTable? Csv { get; init; }

    /// <value>What the model reached in evaluation, by metric. Default: none.</value>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <value>Files that the package takes along besides those of the processors, by the parameter that names them. Default: none.</value>
    public IReadOnlyDictionary<string, ResourceFile> Resources { get; init; } = new Dictionary<string, ResourceFile>();

    /// <summary>The content for a run and the graph that its model was exported to.</summary>
    public static PackageContent Of(ExportableRun run, ExportResult graph)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new()
        {
            Graph = graph,
            Scenario = run.Scenario,
            ConfigYaml = run.ConfigYaml,
            PreProcessing = run.PreProcessing,
            PostProcessing = run.PostProcessing,
            Csv = run.Csv,
            Metrics = run.Metrics,
            Resources = run.Resources,
        };
    }

    // An augmentation that is the scenario's own would make the package ask for the scenario's assembly, and never run.
    internal static IReadOnlyList<ProcessorParams> InPrediction(IReadOnlyList<ProcessorParams> processors) =>
        [.. processors.Where(processor => processor.Modes.Contains(PipelineMode.Prediction))];
}
