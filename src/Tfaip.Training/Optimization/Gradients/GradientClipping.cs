using Tfaip.Training.Optimization.Parameters;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Gradients;

/// <summary>Keeps the gradients of a <see cref="ParameterSet"/> small, and their norm at hand, without reading from the device.</summary>
internal sealed class GradientClipping : IDisposable
{
    // PyTorch's clip_grad_norm_ has it too: gradients × min(1, maximum / (norm + 1e-6)).
    private const double Epsilon = 1e-6;

    private readonly ClippingParams _params;
    private readonly ParameterSet _parameters;
    private readonly List<SlotScales> _scales;
    private Tensor? _norm;

    public GradientClipping(ClippingParams parameters, ParameterSet set)
    {
        (_params, _parameters) = (parameters, set);
        _scales = parameters.TensorNorm is null ? [] : set.Groups.Select(group => new SlotScales(group)).ToList();
    }

    /// <summary>The 2-norm of the last step's gradients as they were before clipping; reads from the device.</summary>
    public double ReadNorm()
    {
        if (_norm is not null) return _norm.ToDouble();
        using var norm = _parameters.GradientNorm();
        return norm.ToDouble();
    }

    /// <summary>Clips the gradients of a step.</summary>
    public void Clip()
    {
        if (_params is { Norm: null, TensorNorm: null, Value: null }) return;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var norm = _parameters.GradientNorm();
        _norm?.Dispose();
        _norm = norm.DetachFromDisposeScope();
        if (_params.Value is { } value) ClipValues(value);
        if (_params.TensorNorm is { } each) ClipTensors(each);
        if (_params.Norm is { } all) ClipAll(_params.Value is null && _params.TensorNorm is null ? norm : _parameters.GradientNorm(), all);
    }

    public void Dispose()
    {
        _norm?.Dispose();
        foreach (var scale in _scales) scale.Dispose();
    }

    private void ClipValues(double value)
    {
        foreach (var group in _parameters.Groups) group.Gradients.clamp_(-value, value);
    }

    private void ClipTensors(double maximum)
    {
        for (var i = 0; i < _scales.Count; i++)
        {
            var gradients = _parameters.Groups[i].Gradients;
            gradients.mul_(_scales[i].Spread(Factor(_scales[i].Norms(gradients), maximum)));
        }
    }

    private void ClipAll(Tensor norm, double maximum)
    {
        var factor = Factor(norm, maximum);
        foreach (var group in _parameters.Groups) group.Gradients.mul_(factor.to(group.Gradients.dtype, group.Gradients.device));
    }

    private static Tensor Factor(Tensor norm, double maximum) => (maximum / (norm + Epsilon)).clamp_max_(1);
}
