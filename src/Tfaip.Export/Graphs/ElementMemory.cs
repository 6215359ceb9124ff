using System.Buffers;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Graphs;

/// <summary>
/// A tensor's elements in row-major order, little-endian, as memory that is read once: where they lie so, without a copy; else as a copy
/// that is made when they are asked for, and goes when those of the next tensor are. So there is one copy at a time, however large
/// the model.
/// </summary>
/// <param name="tensor">The tensor, which has to live as long.</param>
/// <param name="copy">The place of the one copy.</param>
internal sealed class ElementMemory(Tensor tensor, ElementMemory.Place copy) : MemoryManager<byte>
{
    /// <inheritdoc/>
    public override Memory<byte> Memory => CreateMemory(checked((int)(tensor.numel() * tensor.element_size())));

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        if (tensor.numel() == 0) return [];
        return tensor.device_type == DeviceType.CPU && tensor.is_contiguous()
            ? tensor.bytes
            : copy.Put(tensor.detach().cpu().contiguous()).bytes;
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) =>
        throw new NotSupportedException("The elements of a tensor are read as a span.");

    /// <inheritdoc/>
    public override void Unpin() => throw new NotSupportedException("The elements of a tensor are read as a span.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    /// <summary>Holds one copy, the last.</summary>
    internal sealed class Place : IDisposable
    {
        private Tensor? _held;

        /// <summary>Takes a copy, and frees the one before.</summary>
        public Tensor Put(Tensor copy)
        {
            _held?.Dispose();
            return _held = copy.DetachFromDisposeScope();
        }

        /// <inheritdoc/>
        public void Dispose() => _held?.Dispose();
    }
}
