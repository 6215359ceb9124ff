using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Manifests;

/// <summary>A graph of a package.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">Its file in the package.</param>
/// <param name="Inputs">Its inputs, in its order, with free sizes by name.</param>
/// <param name="Outputs">Its outputs, in its order, with free sizes by name.</param>
/// <param name="Verification">How it compared with the model that it was exported from.</param>
public sealed record GraphEntry(
    string Name, string File, IReadOnlyList<TensorSpec> Inputs, IReadOnlyList<TensorSpec> Outputs, VerificationVerdict Verification);
