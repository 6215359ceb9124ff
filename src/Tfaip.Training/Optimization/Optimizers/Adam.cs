using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tfaip.Training.Optimization.Parameters;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>
/// Adam and AdamW on flat tensors, as PyTorch computes them: in one pass over the CPU's memory, else by tensor operations.
/// </summary>
internal sealed class Adam : FlatOptimizer
{
    private readonly AdamCoefficients _adam;
    private readonly IReadOnlyList<Tensor> _means;
    private readonly IReadOnlyList<Tensor> _squares;
    private readonly IReadOnlyList<Tensor> _maxima;
    private readonly List<AdamKernel?> _kernels;

    public Adam(OptimizerParams parameters, AdamCoefficients coefficients, ParameterSet set)
        : base(parameters, set)
    {
        _adam = coefficients;
        _means = AddState("exp_avg");
        _squares = AddState("exp_avg_sq");
        _maxima = coefficients.IsAmsgrad ? AddState("max_exp_avg_sq") : [];
        _kernels = set.Groups.Select((group, i) => KernelOf(group, i)).ToList();
    }

    private AdamCoefficients Now => ScheduledMomentum is { } beta1 ? _adam with { Beta1 = beta1 } : _adam;

    protected override void Move(int index, FlatParameters group, double learningRate, WeightDecay decay, long step)
    {
        if (_kernels[index] is { } kernel) kernel.Step(Now, decay, learningRate, step, get_num_threads());
        else base.Move(index, group, learningRate, decay, step);
    }

    protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step)
    {
        var (beta1, beta2) = (Now.Beta1, Now.Beta2);
        var mean = _means[index].mul_(beta1).add_(gradients, alpha: 1 - beta1);
        var square = _squares[index].mul_(beta2).addcmul_(gradients, gradients, value: 1 - beta2);
        if (_adam.IsAmsgrad) square = _maxima[index].copy_(_maxima[index].maximum(square));
        var denominator = square.sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, step))).add_(_adam.Epsilon);
        group.Values.addcdiv_(mean, denominator, value: -learningRate / (1 - Math.Pow(beta1, step)));
    }

    // The flat tensors keep their memory as long as they live, which is longer than the optimizer.
    private unsafe AdamKernel? KernelOf(FlatParameters group, int index)
    {
        var values = group.Values;
        if (_adam.IsAmsgrad || values.device_type != DeviceType.CPU || values.dtype != ScalarType.Float32) return null;
        if (values.numel() > int.MaxValue / sizeof(float)) return null;
        return new(MemoryOf(values), MemoryOf(group.Gradients), MemoryOf(_means[index]), MemoryOf(_squares[index]), values.numel());
    }

    private static unsafe float* MemoryOf(Tensor tensor) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
