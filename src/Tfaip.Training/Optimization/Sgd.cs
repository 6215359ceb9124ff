using static TorchSharp.torch;

namespace Tfaip.Training.Optimization;

/// <summary>Stochastic gradient descent on flat tensors, as PyTorch computes it.</summary>
internal sealed class Sgd : IOptimizer
{
    private readonly SgdParams _params;
    private readonly ParameterSet _parameters;
    private readonly List<Tensor> _momenta;
    private readonly OptimizerState _state = new();

    public Sgd(SgdParams parameters, ParameterSet set)
    {
        (_params, _parameters) = (parameters, set);
        _momenta = parameters.Momentum == 0 ? [] : _state.Add("momentum_buffer", set);
    }

    public IReadOnlyDictionary<string, Tensor> State => _state.Tensors;

    public void Step(double learningRate)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        for (var i = 0; i < _parameters.Groups.Count; i++)
        {
            var direction = WeightDecay.Apply(_params, _parameters.Groups[i], learningRate);
            if (_params.Momentum != 0)
            {
                // PyTorch starts the buffer with the first gradient; from zero that is the same, as there is no dampening.
                _momenta[i].mul_(_params.Momentum).add_(direction);
                direction = _params.Nesterov ? direction.add(_momenta[i], alpha: _params.Momentum) : _momenta[i];
            }

            _parameters.Groups[i].Values.add_(direction, alpha: -learningRate);
        }
    }

    public void Dispose() => _state.Dispose();
}
