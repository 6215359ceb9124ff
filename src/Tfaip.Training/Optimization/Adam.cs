using static TorchSharp.torch;

namespace Tfaip.Training.Optimization;

/// <summary>Adam and AdamW on flat tensors, as PyTorch computes them.</summary>
internal sealed class Adam : FlatOptimizer
{
    private readonly AdamCoefficients _adam;
    private readonly IReadOnlyList<Tensor> _means;
    private readonly IReadOnlyList<Tensor> _squares;
    private readonly IReadOnlyList<Tensor> _maxima;

    public Adam(OptimizerParams parameters, AdamCoefficients coefficients, ParameterSet set)
        : base(parameters, set)
    {
        _adam = coefficients;
        _means = AddState("exp_avg");
        _squares = AddState("exp_avg_sq");
        _maxima = coefficients.IsAmsgrad ? AddState("max_exp_avg_sq") : [];
    }

    protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step)
    {
        var (beta1, beta2) = (_adam.Beta1, _adam.Beta2);
        var mean = _means[index].mul_(beta1).add_(gradients, alpha: 1 - beta1);
        var square = _squares[index].mul_(beta2).addcmul_(gradients, gradients, value: 1 - beta2);
        if (_adam.IsAmsgrad) square = _maxima[index].copy_(_maxima[index].maximum(square));
        var denominator = square.sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, step))).add_(_adam.Epsilon);
        group.Values.addcdiv_(mean, denominator, value: -learningRate / (1 - Math.Pow(beta1, step)));
    }
}
