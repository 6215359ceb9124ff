using Tfaip.Processors.Manifests;
using Tfaip.Processors.Samples;

namespace Tfaip.Export;

/// <summary>An exported and verified graph.</summary>
/// <param name="Onnx">The ONNX model's bytes.</param>
/// <param name="Inputs">The graph's inputs, free sizes by name.</param>
/// <param name="Outputs">The graph's outputs, free sizes by name.</param>
/// <param name="Verification">How the graph compared with the model.</param>
public sealed record ExportResult(
    ReadOnlyMemory<byte> Onnx,
    IReadOnlyList<TensorSpec> Inputs,
    IReadOnlyList<TensorSpec> Outputs,
    VerificationVerdict Verification)
{
    /// <value>
    /// The file with the graph's weights, where they lie beside it; the graph names it as a package does. Default: null, they are in
    /// the graph.
    /// </value>
    public string? WeightsFile { get; init; }
}
