using static TorchSharp.torch;

namespace Tfaip.Torch.Weights;

/// <summary>Where a tensor lies in a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Offset">Where its bytes begin, from the beginning of the file.</param>
/// <param name="Length">How many bytes it has.</param>
public sealed record SafeTensorSlot(string Name, ScalarType Type, long Offset, long Length);
