using Tfaip.Export.Weights;
using static TorchSharp.torch;

namespace Tfaip.Training.Checkpoints.Snapshots;

/// <summary>
/// A safetensors file in memory, which tensors are copied into and which is written from there. Its memory is kept and used
/// again for the next tensors.
/// </summary>
internal sealed unsafe class TensorImage : IDisposable
{
    private const int WriteBytes = 1 << 20;

    private NativeBlock _block = new(0);
    private SafeTensorsLayout _layout = SafeTensorsLayout.Of(new Dictionary<string, Tensor>());

    /// <summary>Takes the memory that tensors need.</summary>
    public void Reserve(IReadOnlyDictionary<string, Tensor> tensors) => Reserve(SafeTensorsLayout.Of(tensors));

    /// <summary>Has the system give the memory now rather than at the first use.</summary>
    public void Touch() => _block.Touch();

    /// <summary>Copies tensors into the image, or promises to.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="isSteady">Says of a name whether its tensor stays as it is until <paramref name="copies"/> are made.</param>
    /// <param name="copies">Takes the copies of steady tensors, which lie on the CPU; all others are made at once.</param>
    public void Take(IReadOnlyDictionary<string, Tensor> tensors, Func<string, bool> isSteady, MemoryCopies copies)
    {
        var layout = SafeTensorsLayout.Of(tensors);
        Reserve(layout);
        _layout = layout;
        layout.Header.Span.CopyTo(new Span<byte>(_block.Pointer, layout.Header.Length));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var slot in layout.Slots.Where(slot => slot.Length > 0))
        {
            var tensor = tensors[slot.Name].detach();
            var destination = _block.Pointer + slot.Offset;
            if (tensor.device_type == TorchSharp.DeviceType.CPU && tensor.is_contiguous() && isSteady(slot.Name))
            {
                copies.Add(PointerOf(tensor), destination, slot.Length);
                continue;
            }

            var host = tensor.cpu().contiguous();
            Buffer.MemoryCopy(PointerOf(host), destination, slot.Length, slot.Length);
        }
    }

    /// <summary>Writes the file.</summary>
    public void WriteTo(Stream stream)
    {
        for (var begin = 0L; begin < _layout.Length; begin += WriteBytes)
        {
            stream.Write(new ReadOnlySpan<byte>(_block.Pointer + begin, (int)Math.Min(WriteBytes, _layout.Length - begin)));
        }
    }

    /// <summary>The first of the named tensors with a number that is not finite, or null.</summary>
    public string? FirstNotFinite(IReadOnlySet<string> names) => _layout.Slots
        .FirstOrDefault(slot => names.Contains(slot.Name) && !FiniteNumbers.Are(slot.Type, _block.Pointer + slot.Offset, slot.Length))?.Name;

    public void Dispose() => _block.Dispose();

    private void Reserve(SafeTensorsLayout layout)
    {
        if (_block.Length >= layout.Length) return;
        _block.Dispose();
        _block = new NativeBlock(layout.Length);
    }

    // A span of the whole may be longer than a span can be.
    private static byte* PointerOf(Tensor tensor)
    {
        fixed (byte* pointer = tensor.reshape(-1).narrow(0, 0, 1).bytes) return pointer;
    }
}
