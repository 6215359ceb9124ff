using static TorchSharp.torch;

namespace Tfaip.Export.Tracing;

/// <summary>What is known of a tensor at all sizes.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its axes.</param>
public sealed record ValueInfo(ScalarType Type, IReadOnlyList<Size> Shape);
