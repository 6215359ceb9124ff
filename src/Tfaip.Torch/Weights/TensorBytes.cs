using static TorchSharp.torch;

namespace Tfaip.Torch.Weights;

/// <summary>The memory of tensors, a part at a time: a span holds 2 GiB at most, and a tensor may be larger.</summary>
internal static class TensorBytes
{
    private const int ChunkBytes = 1 << 26;

    /// <summary>Takes a span of bytes.</summary>
    public delegate void SpanAction(Span<byte> bytes);

    /// <summary>Hands out the bytes of a contiguous tensor on the CPU, in order.</summary>
    public static void ForEachChunk(Tensor tensor, SpanAction action)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Files of weights are little endian.");
        if (tensor.numel() == 0) return;
        using var flat = tensor.reshape(-1);
        var step = ChunkBytes / tensor.ElementSize;
        for (var begin = 0L; begin < flat.numel(); begin += step)
        {
            using var part = flat.narrow(0, begin, Math.Min(step, flat.numel() - begin));
            action(part.bytes);
        }
    }
}
