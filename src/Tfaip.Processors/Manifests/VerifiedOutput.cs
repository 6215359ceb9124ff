namespace Tfaip.Processors.Manifests;

/// <summary>The largest differences of one output in the verification.</summary>
/// <param name="Name">The output.</param>
/// <param name="LargestAbsolute">The largest |graph - model| of an element.</param>
/// <param name="LargestRelative">The largest |graph - model| / |model| of an element that is not zero in the model.</param>
public sealed record VerifiedOutput(string Name, double LargestAbsolute, double LargestRelative);
