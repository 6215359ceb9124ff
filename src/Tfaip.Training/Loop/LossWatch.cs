using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Training.Loop;

/// <summary>
/// Finds the first step whose loss is not a finite number, without waiting for the device in every step: on the CPU, where reading a
/// number costs nothing, it looks at once; elsewhere losses are gathered on the device and looked at together.
/// </summary>
internal sealed class LossWatch : IDisposable
{
    private const int Capacity = 64;

    private readonly Tensor? _losses;
    private readonly long[] _steps = new long[Capacity];
    private int _count;

    /// <param name="device">The run's device.</param>
    public LossWatch(Device device)
        : this(device, device.type != DeviceType.CPU)
    {
    }

    internal LossWatch(Device device, bool isDeferred)
    {
        if (isDeferred) _losses = zeros(Capacity, ScalarType.Float32, device).DetachFromDisposeScope();
    }

    /// <summary>The first step with a loss that is not finite, as far as has been looked; null where there is none.</summary>
    public (long Step, double Loss)? Found { get; private set; }

    /// <summary>Takes the total loss of a step, before its gradients are used.</summary>
    /// <returns>False where a loss is known not to be finite: nothing should be learnt from it.</returns>
    public bool Take(Tensor total, long step)
    {
        if (_losses is null)
        {
            var loss = total.ToDouble();
            if (!double.IsFinite(loss)) Found ??= (step, loss);
            return Found is null;
        }

        using (no_grad())
        using (var scope = NewDisposeScope())
        {
            _losses[_count].copy_(total.detach());
        }

        _steps[_count++] = step;
        return _count < Capacity || Look();
    }

    /// <summary>Looks at what has been gathered; waits for the device.</summary>
    /// <returns>False where a loss was not finite.</returns>
    public bool Look()
    {
        if (_losses is null || _count == 0) return Found is null;
        using var gathered = _losses.cpu();
        var losses = gathered.data<float>();
        for (var i = 0; i < _count && Found is null; i++)
        {
            if (!float.IsFinite(losses[i])) Found = (_steps[i], losses[i]);
        }

        _count = 0;
        return Found is null;
    }

    public void Dispose() => _losses?.Dispose();
}
