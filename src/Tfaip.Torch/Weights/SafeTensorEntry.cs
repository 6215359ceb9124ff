using static TorchSharp.torch;

namespace Tfaip.Torch.Weights;

/// <summary>A tensor of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Begin">Where its bytes begin, from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafeTensorEntry(string Name, ScalarType Type, IReadOnlyList<long> Shape, long Begin, long End);
