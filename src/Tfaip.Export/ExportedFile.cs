using Tfaip.Processors.Manifests;
using Tfaip.Processors.Samples;

namespace Tfaip.Export;

/// <summary>A graph that was written to a file, and verified.</summary>
/// <param name="Inputs">The graph's inputs, free sizes by name.</param>
/// <param name="Outputs">The graph's outputs, free sizes by name.</param>
/// <param name="Verification">How the graph compared with the model.</param>
internal sealed record ExportedFile(IReadOnlyList<TensorSpec> Inputs, IReadOnlyList<TensorSpec> Outputs, VerificationVerdict Verification);
