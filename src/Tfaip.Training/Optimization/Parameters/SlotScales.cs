using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Parameters;

/// <summary>Norms of the single parameters of a flat tensor, and factors for them.</summary>
internal sealed class SlotScales : IDisposable
{
    private readonly FlatParameters _group;
    private readonly Tensor _lengths;
    private readonly long _total;

    public SlotScales(FlatParameters group)
    {
        _group = group;
        _total = group.Values.numel();
        var ends = group.Slots.Skip(1).Select(slot => slot.Offset).Append(_total);
        _lengths = tensor(group.Slots.Zip(ends, (slot, end) => end - slot.Offset)
            .ToArray(), device: group.Values.device).DetachFromDisposeScope();
    }

    /// <summary>The 2-norm of each parameter's part of a flat tensor.</summary>
    public Tensor Norms(Tensor flat) => stack(_group.Slots.Select(slot => flat.narrow(0, slot.Offset, slot.Length).norm()));

    /// <summary>A flat tensor that repeats one number for each parameter over the parameter's part.</summary>
    public Tensor Spread(Tensor numbers) => numbers.repeat_interleave(_lengths, output_size: _total);

    public void Dispose() => _lengths.Dispose();
}
