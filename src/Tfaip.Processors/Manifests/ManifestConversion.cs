using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Manifests;

/// <summary>Between the manifest and its document.</summary>
internal static class ManifestConversion
{
    /// <summary>The document of a manifest; what has no order of its own is sorted by name.</summary>
    public static ManifestDocument ToDocument(Manifest manifest) => new()
    {
        FormatVersion = manifest.FormatVersion,
        Producer = manifest.Producer,
        Scenario = manifest.Scenario,
        Inputs = [.. manifest.Inputs.Select(input => input.ToString())],
        Outputs = [.. manifest.Outputs.Select(output => output.ToString())],
        PreProcessing = manifest.PreProcessing,
        PostProcessing = manifest.PostProcessing,
        Resources =
        [
            .. manifest.Resources.OrderBy(resource => resource.Name, StringComparer.Ordinal)
                .Select(resource => new ManifestDocument.ResourceDocument { Name = resource.Name, File = resource.File }),
        ],
        Verification = ToDocument(manifest.Verification),
        Graphs = [.. manifest.Graphs.OrderBy(graph => graph.Name, StringComparer.Ordinal).Select(ToDocument)],
        Csv = manifest.Csv,
        Metrics = new SortedDictionary<string, double>(manifest.Metrics.ToDictionary(), StringComparer.Ordinal),
        Files =
        [
            .. manifest.Files.OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new ManifestDocument.FileDocument { Name = file.Name, Size = file.Size, Sha256 = file.Sha256 }),
        ],
    };

    /// <summary>The manifest of a document.</summary>
    /// <exception cref="TfaipException">The text of an input or output is not that of a tensor.</exception>
    public static Manifest ToManifest(ManifestDocument document) => new()
    {
        FormatVersion = document.FormatVersion,
        Producer = document.Producer,
        Scenario = document.Scenario,
        Inputs = [.. document.Inputs.Select(TensorSpec.Parse)],
        Outputs = [.. document.Outputs.Select(TensorSpec.Parse)],
        PreProcessing = document.PreProcessing,
        PostProcessing = document.PostProcessing,
        Resources = [.. document.Resources.Select(resource => new ResourceEntry(resource.Name, resource.File))],
        Verification = ToVerdict(document.Verification),
        Graphs = [.. document.Graphs.Select(ToGraph)],
        Csv = document.Csv,
        Metrics = document.Metrics,
        Files = [.. document.Files.Select(file => new FileEntry(file.Name, file.Size, file.Sha256))],
    };

    private static ManifestDocument.GraphDocument ToDocument(GraphEntry graph) => new()
    {
        Name = graph.Name,
        File = graph.File,
        Inputs = [.. graph.Inputs.Select(input => input.ToString())],
        Outputs = [.. graph.Outputs.Select(output => output.ToString())],
        Verification = ToDocument(graph.Verification),
    };

    private static GraphEntry ToGraph(ManifestDocument.GraphDocument document) => new(
        document.Name,
        document.File,
        [.. document.Inputs.Select(TensorSpec.Parse)],
        [.. document.Outputs.Select(TensorSpec.Parse)],
        ToVerdict(document.Verification));

    private static ManifestDocument.VerificationDocument ToDocument(VerificationVerdict verdict) => new()
    {
        RelativeTolerance = verdict.RelativeTolerance,
        AbsoluteTolerance = verdict.AbsoluteTolerance,
        Outputs =
        [
            .. verdict.Outputs.Select(output => new ManifestDocument.VerifiedOutputDocument
            {
                Name = output.Name,
                LargestAbsolute = output.LargestAbsolute,
                LargestRelative = output.LargestRelative,
            }),
        ],
        Sizes = verdict.Sizes,
        Largest = new SortedDictionary<string, long>(verdict.Largest.ToDictionary(), StringComparer.Ordinal),
        OnnxRuntime = verdict.OnnxRuntime,
        TorchSharp = verdict.TorchSharp,
    };

    private static VerificationVerdict ToVerdict(ManifestDocument.VerificationDocument document) => new()
    {
        RelativeTolerance = document.RelativeTolerance,
        AbsoluteTolerance = document.AbsoluteTolerance,
        Outputs = [.. document.Outputs.Select(output => new VerifiedOutput(output.Name, output.LargestAbsolute, output.LargestRelative))],
        Sizes = document.Sizes,
        Largest = document.Largest,
        OnnxRuntime = document.OnnxRuntime,
        TorchSharp = document.TorchSharp,
    };
}
