using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Manifests;

/// <summary>What a model package says of itself: all that is needed to answer raw input with its graph.</summary>
public sealed record Manifest
{
    /// <summary>The version of the package format that this library writes, and the only one that it reads.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>The manifest's own file name in the package.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The graph's file name in the package.</summary>
    public const string GraphFileName = "model.onnx";

    /// <summary>The name of the graph that a package answers with where no other is asked for.</summary>
    public const string DefaultGraph = "default";

    /// <summary>The file name of the run's resolved parameter tree in the package.</summary>
    public const string ConfigFileName = "config.yaml";

    /// <summary>The folder of the resources in the package, with the slash.</summary>
    public const string ResourceFolder = "resources/";

    /// <summary>What the name of a file with the weights of a graph ends with.</summary>
    public const string WeightsExtension = ".onnx.data";

    /// <value>Version of the package format. Default: <see cref="CurrentFormatVersion"/>.</value>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>The program that wrote the package, with its version, such as <c>tfaip 0.1.0</c>.</summary>
    public required string Producer { get; init; }

    /// <summary>The scenario that the model belongs to.</summary>
    public required string Scenario { get; init; }

    /// <summary>The graph's inputs, in its order, with free sizes by name.</summary>
    public required IReadOnlyList<TensorSpec> Inputs { get; init; }

    /// <summary>The graph's outputs, in its order, with free sizes by name.</summary>
    public required IReadOnlyList<TensorSpec> Outputs { get; init; }

    /// <value>Processors from raw input to the graph's inputs, in their order. Default: none.</value>
    public IReadOnlyList<ProcessorParams> PreProcessing { get; init; } = [];

    /// <value>Processors from the graph's outputs to the answer, in their order. Default: none.</value>
    public IReadOnlyList<ProcessorParams> PostProcessing { get; init; } = [];

    /// <value>Files that the model brings along: alphabets, vocabularies, label lists. Default: none.</value>
    public IReadOnlyList<ResourceEntry> Resources { get; init; } = [];

    /// <summary>How the graph compared with the model that it was exported from.</summary>
    public required VerificationVerdict Verification { get; init; }

    /// <value>Further graphs of the model, which take the same inputs; post-processing is not for them. Default: none.</value>
    public IReadOnlyList<GraphEntry> Graphs { get; init; } = [];

    /// <value>How a row of a CSV file becomes the raw inputs. Default: null, the package does not say it.</value>
    public CsvTable? Csv { get; init; }

    /// <value>What the model reached in evaluation, by metric. Default: none.</value>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Every other file of the package, sorted by name (ordinal).</summary>
    public required IReadOnlyList<FileEntry> Files { get; init; }

    /// <summary>The names of all graphs, <see cref="DefaultGraph"/> first.</summary>
    public IEnumerable<string> GraphNames => Graphs.Select(graph => graph.Name).Prepend(DefaultGraph);

    /// <summary>The name of the file that a package keeps a further graph in.</summary>
    public static string FileOf(string graph) => graph + ".onnx";

    /// <summary>The name of the file that a package keeps the weights of a graph in where they lie beside it.</summary>
    /// <param name="graphFile">The file of the graph.</param>
    public static string WeightsOf(string graphFile) => graphFile + ".data";

    /// <summary>The graph of a name, <see cref="DefaultGraph"/> among them; null where there is none.</summary>
    public GraphEntry? FindGraph(string name) => name == DefaultGraph
        ? new(DefaultGraph, GraphFileName, Inputs, Outputs, Verification)
        : Graphs.FirstOrDefault(graph => graph.Name == name);
}
