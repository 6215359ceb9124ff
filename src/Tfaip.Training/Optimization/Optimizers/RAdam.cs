using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>RAdam on flat tensors, as PyTorch computes it.</summary>
internal sealed class RAdam : FlatOptimizer
{
    private readonly RAdamParams _params;
    private readonly IReadOnlyList<Tensor> _means;
    private readonly IReadOnlyList<Tensor> _squares;

    public RAdam(RAdamParams parameters, ParameterSet set)
        : base(parameters, set)
    {
        _params = parameters;
        _means = AddState("exp_avg");
        _squares = AddState("exp_avg_sq");
    }

    protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step)
    {
        var beta1 = ScheduledMomentum ?? _params.Beta1;
        _means[index].mul_(beta1).add_(gradients, alpha: 1 - beta1);
        _squares[index].mul_(_params.Beta2).addcmul_(gradients, gradients, value: 1 - _params.Beta2);
        var stepSize = learningRate / (1 - Math.Pow(beta1, step));
        if (Rectification.Of(_params.Beta2, step) is not { } factor)
        {
            group.Values.add_(_means[index], alpha: -stepSize);
            return;
        }

        var denominator = _squares[index].sqrt().add_(_params.Epsilon);
        var correction = Math.Sqrt(1 - Math.Pow(_params.Beta2, step));
        group.Values.addcdiv_(_means[index], denominator, value: -stepSize * correction * factor);
    }
}
