using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.MixedPrecision;

/// <summary>
/// The parameters of one group of a <see cref="ParameterSet"/> as training computes with them: in a flat bfloat16 tensor beside the float32
/// one, with a flat bfloat16 tensor of their gradients.
/// </summary>
internal sealed class ComputeGroup : IDisposable
{
    private readonly FlatParameters _masters;
    private readonly List<ParameterSlot> _slots;
    private readonly Tensor _values;
    private readonly Tensor _gradients;

    /// <param name="masters">The group, of float32.</param>
    /// <param name="slots">Those of its parameters that are computed with in bfloat16.</param>
    public ComputeGroup(FlatParameters masters, List<ParameterSlot> slots)
    {
        (_masters, _slots) = (masters, slots);
        _values = zeros_like(masters.Values, ScalarType.BFloat16).DetachFromDisposeScope();
        _gradients = zeros_like(masters.Values, ScalarType.BFloat16).DetachFromDisposeScope();
    }

    /// <summary>The parameters, and the memory that each is to have in training, in the current dispose scope.</summary>
    public IEnumerable<(Tensor Tensor, Tensor Memory)> Computed => _slots.Select(slot => ((Tensor)slot.Parameter, slot.ViewOf(_values)));

    /// <summary>The parameters, and the memory of their float32 values, in the current dispose scope.</summary>
    public IEnumerable<(Tensor Tensor, Tensor Memory)> Masters =>
        _slots.Select(slot => ((Tensor)slot.Parameter, slot.ViewOf(_masters.Values)));

    /// <summary>Rounds the float32 values.</summary>
    public void Refresh() => _values.copy_(_masters.Values);

    /// <summary>Has the parameters' gradients gathered in bfloat16, or in float32.</summary>
    public void UseGradients(bool computed)
    {
        foreach (var slot in _slots.Where(slot => !slot.Parameter.IsInvalid))
            slot.Parameter.grad = slot.ViewOf(computed ? _gradients : _masters.Gradients);
    }

    /// <summary>
    /// Adds the gradients to the float32 ones, and sets them to zero. Those of parameters that stay float32 are there already.
    /// </summary>
    public void AddGradients()
    {
        _masters.Gradients.add_(_gradients);
        _gradients.fill_(0);
    }

    public void Dispose()
    {
        _values.Dispose();
        _gradients.Dispose();
    }
}
