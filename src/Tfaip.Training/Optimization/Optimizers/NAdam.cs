using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>NAdam on flat tensors, as PyTorch computes it.</summary>
internal sealed class NAdam : FlatOptimizer
{
    private readonly NAdamParams _params;
    private readonly Tensor _product;
    private readonly IReadOnlyList<Tensor> _means;
    private readonly IReadOnlyList<Tensor> _squares;

    public NAdam(NAdamParams parameters, ParameterSet set)
        : base(parameters, set)
    {
        _params = parameters;
        _product = AddNumber("mu_product", 1);
        _means = AddState("exp_avg");
        _squares = AddState("exp_avg_sq");
    }

    protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step)
    {
        var (mu, next) = (Momentum(step), Momentum(step + 1));
        using var number = _product.data<double>();
        if (index == 0) number[0] *= mu;
        var product = number[0];
        _means[index].mul_(Beta1).add_(gradients, alpha: 1 - Beta1);
        _squares[index].mul_(_params.Beta2).addcmul_(gradients, gradients, value: 1 - _params.Beta2);
        var denominator = _squares[index].div(1 - Math.Pow(_params.Beta2, step)).sqrt_().add_(_params.Epsilon);
        group.Values.addcdiv_(gradients, denominator, value: -learningRate * (1 - mu) / (1 - product));
        group.Values.addcdiv_(_means[index], denominator, value: -learningRate * next / (1 - (product * next)));
    }

    private double Beta1 => ScheduledMomentum ?? _params.Beta1;

    private double Momentum(long step) => Beta1 * (1 - (0.5 * Math.Pow(0.96, step * _params.MomentumDecay)));
}
