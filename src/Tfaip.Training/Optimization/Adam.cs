using static TorchSharp.torch;

namespace Tfaip.Training.Optimization;

/// <summary>Adam on flat tensors, as PyTorch computes it.</summary>
internal sealed class Adam : IOptimizer
{
    private readonly AdamParams _params;
    private readonly ParameterSet _parameters;
    private readonly List<Tensor> _means;
    private readonly List<Tensor> _squares;
    private readonly OptimizerState _state = new();
    private readonly Tensor _step;

    public Adam(AdamParams parameters, ParameterSet set)
    {
        (_params, _parameters) = (parameters, set);
        _step = _state.Add("step");
        _means = _state.Add("exp_avg", set);
        _squares = _state.Add("exp_avg_sq", set);
    }

    public IReadOnlyDictionary<string, Tensor> State => _state.Tensors;

    public void Step(double learningRate)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var step = ++_step.data<long>()[0];
        var stepSize = learningRate / (1 - Math.Pow(_params.Beta1, step));
        var rootCorrection = Math.Sqrt(1 - Math.Pow(_params.Beta2, step));
        for (var i = 0; i < _parameters.Groups.Count; i++)
        {
            var gradients = WeightDecay.Apply(_params, _parameters.Groups[i], learningRate);
            _means[i].mul_(_params.Beta1).add_(gradients, alpha: 1 - _params.Beta1);
            _squares[i].mul_(_params.Beta2).addcmul_(gradients, gradients, value: 1 - _params.Beta2);
            var denominator = _squares[i].sqrt().div_(rootCorrection).add_(_params.Epsilon);
            _parameters.Groups[i].Values.addcdiv_(_means[i], denominator, value: -stepSize);
        }
    }

    public void Dispose() => _state.Dispose();
}
