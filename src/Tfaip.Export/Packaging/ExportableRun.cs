using Tfaip.Export.Requests;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;

namespace Tfaip.Export.Packaging;

/// <summary>A run that is open for export: its live model with all that goes into the package.</summary>
public sealed record ExportableRun : IDisposable
{
    /// <summary>The model with the weights of the best checkpoint.</summary>
    public required ExportableModel Model { get; init; }

    /// <value>Further graphs over the same module, each with its name. Default: none.</value>
    public IReadOnlyList<ExportableModel> Graphs { get; init; } = [];

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <value>Processors from raw input to the model's inputs. Default: none.</value>
    public IReadOnlyList<ProcessorParams> PreProcessing { get; init; } = [];

    /// <value>Processors from the model's outputs to the answer. Default: none.</value>
    public IReadOnlyList<ProcessorParams> PostProcessing { get; init; } = [];

    /// <value>How a row of a CSV file becomes the raw inputs. Default: null, the package does not say it.</value>
    public CsvTable? Csv { get; init; }

    /// <value>What the checkpoint reached in evaluation, by metric. Default: none.</value>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>The resolved parameter tree.</summary>
    public required string ConfigYaml { get; init; }

    /// <value>Files that the package takes along besides those of the processors, by the parameter that names them. Default: none.</value>
    public IReadOnlyDictionary<string, ResourceFile> Resources { get; init; } = new Dictionary<string, ResourceFile>();

    /// <summary>Disposes the model's module.</summary>
    public void Dispose() => Model.Module.Dispose();
}
