using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>Adagrad on flat tensors, as PyTorch computes it.</summary>
internal sealed class Adagrad : FlatOptimizer
{
    private readonly AdagradParams _params;
    private readonly IReadOnlyList<Tensor> _sums;

    public Adagrad(AdagradParams parameters, ParameterSet set)
        : base(parameters, set)
    {
        _params = parameters;
        _sums = AddState("sum", parameters.InitialAccumulator);
    }

    protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step)
    {
        _sums[index].addcmul_(gradients, gradients, value: 1);
        var denominator = _sums[index].sqrt().add_(_params.Epsilon);
        group.Values.addcdiv_(gradients, denominator, value: -learningRate / (1 + ((step - 1) * _params.LearningRateDecay)));
    }
}
