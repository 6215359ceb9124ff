using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>RMSprop on flat tensors, as PyTorch computes it.</summary>
internal sealed class Rmsprop : FlatOptimizer
{
    private readonly RmspropParams _params;
    private readonly IReadOnlyList<Tensor> _squares;
    private readonly IReadOnlyList<Tensor> _means;
    private readonly IReadOnlyList<Tensor> _momenta;

    public Rmsprop(RmspropParams parameters, ParameterSet set)
        : base(parameters, set)
    {
        _params = parameters;
        _squares = AddState("square_avg");
        _means = parameters.Centered ? AddState("grad_avg") : [];
        _momenta = parameters.Momentum == 0 ? [] : AddState("momentum_buffer");
    }

    protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step)
    {
        var share = 1 - _params.Alpha;
        _squares[index].mul_(_params.Alpha).addcmul_(gradients, gradients, value: share);
        var denominator = Variance(index, gradients, share).sqrt().add_(_params.Epsilon);
        if (_momenta.Count == 0)
        {
            group.Values.addcdiv_(gradients, denominator, value: -learningRate);
            return;
        }

        _momenta[index].mul_(ScheduledMomentum ?? _params.Momentum).addcdiv_(gradients, denominator, value: 1);
        group.Values.add_(_momenta[index], alpha: -learningRate);
    }

    // Rounding can leave the variance of equal gradients a little below zero, which PyTorch turns into a NaN.
    private Tensor Variance(int index, Tensor gradients, double share)
    {
        if (!_params.Centered) return _squares[index];
        _means[index].mul_(_params.Alpha).add_(gradients, alpha: share);
        return _squares[index].addcmul(_means[index], _means[index], value: -1).clamp_min_(0);
    }
}
