using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>Lion on flat tensors (Chen et al., 2023, algorithm 2).</summary>
internal sealed class Lion : FlatOptimizer
{
    private readonly LionParams _params;
    private readonly IReadOnlyList<Tensor> _means;

    public Lion(LionParams parameters, ParameterSet set)
        : base(parameters, set) => (_params, _means) = (parameters, AddState("exp_avg"));

    protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step)
    {
        var beta1 = ScheduledMomentum ?? _params.Beta1;
        var direction = _means[index].mul(beta1).add_(gradients, alpha: 1 - beta1).sign_();
        group.Values.add_(direction, alpha: -learningRate);
        _means[index].mul_(_params.Beta2).add_(gradients, alpha: 1 - _params.Beta2);
    }
}
