using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>Adamax on flat tensors, as PyTorch computes it.</summary>
internal sealed class Adamax : FlatOptimizer
{
    private readonly AdamaxParams _params;
    private readonly IReadOnlyList<Tensor> _means;
    private readonly IReadOnlyList<Tensor> _maxima;

    public Adamax(AdamaxParams parameters, ParameterSet set)
        : base(parameters, set)
    {
        _params = parameters;
        _means = AddState("exp_avg");
        _maxima = AddState("exp_inf");
    }

    protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step)
    {
        var beta1 = ScheduledMomentum ?? _params.Beta1;
        _means[index].mul_(beta1).add_(gradients, alpha: 1 - beta1);
        var decayed = _maxima[index].mul_(_params.Beta2);
        _maxima[index].copy_(decayed.maximum(gradients.abs().add_(_params.Epsilon)));
        group.Values.addcdiv_(_means[index], _maxima[index], value: -learningRate / (1 - Math.Pow(beta1, step)));
    }
}
