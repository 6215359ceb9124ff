using Tfaip.Torch.Weights;
using static TorchSharp.torch;

namespace Tfaip.Training.Checkpoints.Snapshots;

/// <summary>
/// A safetensors file that is written from memory: from copies of tensors, or from the tensors themselves where they stay as they are
/// until it is written. The memory of the copies is kept and used again for the next tensors.
/// </summary>
internal sealed unsafe class TensorImage : IDisposable
{
    private const int WriteBytes = 1 << 20;
    private const long Alignment = 64;

    private readonly List<Tensor> _held = [];
    private NativeBlock _block = new(0);
    private SafeTensorsLayout _layout = SafeTensorsLayout.Of(new Dictionary<string, Tensor>());
    private nint[] _sources = [];

    /// <summary>Takes the memory that copies of tensors need.</summary>
    public void Reserve(IReadOnlyDictionary<string, Tensor> tensors) =>
        Reserve(SafeTensorsLayout.Of(tensors).Slots.Sum(slot => Aligned(slot.Length)));

    /// <summary>Has the system give the memory now rather than at the first use.</summary>
    public void Touch() => _block.Touch();

    /// <summary>Copies tensors into the image, or promises to.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="isSteady">Says of a name whether its tensor stays as it is until <paramref name="copies"/> are made.</param>
    /// <param name="copies">
    /// Takes the copies of steady tensors, which lie on the CPU; all others are made at once. Null where steady tensors stay as they are
    /// until the file is written: none of them is copied then.
    /// </param>
    public void Take(IReadOnlyDictionary<string, Tensor> tensors, Func<string, bool> isSteady, MemoryCopies? copies)
    {
        Release();
        _layout = SafeTensorsLayout.Of(tensors);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var live = _layout.Slots.Select(slot => tensors[slot.Name].detach()).ToArray();
        var isThere = live.Select((tensor, i) =>
            tensor.device_type == TorchSharp.DeviceType.CPU && tensor.is_contiguous() && isSteady(_layout.Slots[i].Name)).ToArray();
        Reserve(_layout.Slots.Where((_, i) => copies is not null || !isThere[i]).Sum(slot => Aligned(slot.Length)));
        _sources = new nint[live.Length];
        var position = 0L;
        foreach (var (i, slot) in _layout.Slots.Index().Where(entry => entry.Item.Length > 0))
        {
            if (copies is null && isThere[i])
            {
                _held.Add(live[i].alias().DetachFromDisposeScope());
                _sources[i] = (nint)PointerOf(live[i]);
                continue;
            }

            var destination = _block.Pointer + position;
            (_sources[i], position) = ((nint)destination, position + Aligned(slot.Length));
            if (isThere[i])
            {
                copies!.Add(PointerOf(live[i]), destination, slot.Length);
                continue;
            }

            var host = live[i].cpu().contiguous();
            Buffer.MemoryCopy(PointerOf(host), destination, slot.Length, slot.Length);
        }
    }

    /// <summary>Writes the file.</summary>
    public void WriteTo(Stream stream)
    {
        stream.Write(_layout.Header.Span);
        foreach (var (i, slot) in _layout.Slots.Index())
        {
            for (var begin = 0L; begin < slot.Length; begin += WriteBytes)
                stream.Write(new ReadOnlySpan<byte>((byte*)_sources[i] + begin, (int)Math.Min(WriteBytes, slot.Length - begin)));
        }
    }

    /// <summary>The first of the named tensors with a number that is not finite, or null.</summary>
    public string? FirstNotFinite(IReadOnlySet<string> names) => _layout.Slots.Index()
        .FirstOrDefault(slot =>
            names.Contains(slot.Item.Name) && !FiniteNumbers.Are(slot.Item.Type, (byte*)_sources[slot.Index], slot.Item.Length)).Item?.Name;

    /// <summary>Lets go of tensors that were not copied; the file cannot be written any more.</summary>
    public void Release()
    {
        foreach (var tensor in _held) tensor.Dispose();
        if (_held.Count > 0) (_layout, _sources) = (SafeTensorsLayout.Of(new Dictionary<string, Tensor>()), []);
        _held.Clear();
    }

    public void Dispose()
    {
        Release();
        _block.Dispose();
    }

    private void Reserve(long length)
    {
        if (_block.Length >= length) return;
        _block.Dispose();
        _block = new NativeBlock(length);
    }

    private static long Aligned(long length) => (length + Alignment - 1) / Alignment * Alignment;

    // A span of the whole may be longer than a span can be.
    private static byte* PointerOf(Tensor tensor)
    {
        fixed (byte* pointer = tensor.reshape(-1).narrow(0, 0, 1).bytes) return pointer;
    }
}
