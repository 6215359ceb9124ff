using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>AdaBelief on flat tensors (Zhuang et al., 2020, algorithm 2), rectified as in RAdam at will.</summary>
internal sealed class AdaBelief : FlatOptimizer
{
    private readonly AdaBeliefParams _params;
    private readonly IReadOnlyList<Tensor> _means;
    private readonly IReadOnlyList<Tensor> _variances;

    public AdaBelief(AdaBeliefParams parameters, ParameterSet set)
        : base(parameters, set)
    {
        _params = parameters;
        _means = AddState("exp_avg");
        _variances = AddState("exp_avg_var");
    }

    protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step)
    {
        var (beta1, beta2) = (ScheduledMomentum ?? _params.Beta1, _params.Beta2);
        _means[index].mul_(beta1).add_(gradients, alpha: 1 - beta1);
        var residual = gradients.sub(_means[index]);
        _variances[index].mul_(beta2).addcmul_(residual, residual, value: 1 - beta2).add_(_params.Epsilon);

        var stepSize = learningRate / (1 - Math.Pow(beta1, step));
        var rectification = _params.Rectify ? Rectification.Of(beta2, step) : 1;
        if (rectification is not { } factor)
        {
            group.Values.add_(_means[index], alpha: -stepSize);
            return;
        }

        var denominator = _variances[index].sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, step))).add_(_params.Epsilon);
        group.Values.addcdiv_(_means[index], denominator, value: -stepSize * factor);
    }
}
