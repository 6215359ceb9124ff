using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Programs;

/// <summary>What is known of a tensor at all sizes.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its axes.</param>
internal sealed record ValueInfo(ScalarType Type, IReadOnlyList<Size> Shape);
