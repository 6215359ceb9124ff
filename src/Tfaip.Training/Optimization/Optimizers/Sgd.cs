using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>Stochastic gradient descent on flat tensors, as PyTorch computes it.</summary>
internal sealed class Sgd : FlatOptimizer
{
    private readonly SgdParams _params;
    private readonly IReadOnlyList<Tensor> _momenta;

    public Sgd(SgdParams parameters, ParameterSet set)
        : base(parameters, set)
    {
        _params = parameters;
        _momenta = parameters.Momentum == 0 ? [] : AddState("momentum_buffer");
    }

    protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step)
    {
        var direction = gradients;
        if (_momenta.Count > 0)
        {
            // PyTorch starts the buffer with the first gradient, whatever the dampening.
            var share = step == 1 ? 1 : 1 - _params.Dampening;
            var momentum = ScheduledMomentum ?? _params.Momentum;
            var buffer = _momenta[index].mul_(momentum).add_(gradients, alpha: share);
            direction = _params.Nesterov ? gradients.add(buffer, alpha: momentum) : buffer;
        }

        group.Values.add_(direction, alpha: -learningRate);
    }
}
