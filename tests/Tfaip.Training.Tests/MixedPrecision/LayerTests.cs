using Tfaip.Training.MixedPrecision;
using Tfaip.Training.Optimization.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.MixedPrecision;

/// <summary>
/// Which of TorchSharp's layers compute in bfloat16 on the CPU, forward and backward: docs/how-to/train-in-bfloat16.md says that they do.
/// </summary>
[TestClass]
public sealed class LayerTests
{
    private static readonly Dictionary<string, (Func<nn.Module> Create, Func<nn.Module, Tensor> Run)> Layers = new()
    {
        ["Linear"] = Of(() => Linear(4, 3), [2, 4]),
        ["Conv1d"] = Of(() => Conv1d(2, 3, 3), [2, 2, 8]),
        ["Conv2d"] = Of(() => Conv2d(2, 3, 3), [2, 2, 8, 8]),
        ["Conv3d"] = Of(() => Conv3d(2, 3, 3L), [2, 2, 4, 4, 4]),
        ["ConvTranspose2d"] = Of(() => ConvTranspose2d(2, 3, 3), [2, 2, 4, 4]),
        ["BatchNorm1d"] = Of(() => BatchNorm1d(3), [4, 3]),
        ["BatchNorm2d"] = Of(() => BatchNorm2d(3), [2, 3, 4, 4]),
        ["InstanceNorm2d"] = Of(() => InstanceNorm2d(3, affine: true, track_running_stats: true), [2, 3, 4, 4]),
        ["LayerNorm"] = Of(() => LayerNorm(4), [2, 4]),
        ["GroupNorm"] = Of(() => Filled(GroupNorm(2, 4)), [2, 4, 3]),
        ["Embedding"] = (() => Embedding(5, 4), module => ((TorchSharp.Modules.Embedding)module).call(tensor(new long[] { 0, 1, 1 }))),
        ["EmbeddingBag"] =
            (() => EmbeddingBag(5, 4), module => ((TorchSharp.Modules.EmbeddingBag)module).call(tensor(new long[,] { { 0, 1, 1 } }))),
        ["LSTM"] =
            (() => LSTM(4, 3, numLayers: 2, bidirectional: true), module => ((TorchSharp.Modules.LSTM)module).call(Input([5, 2, 4])).Item1),
        ["GRU"] = (() => GRU(4, 3, bidirectional: true), module => ((TorchSharp.Modules.GRU)module).call(Input([5, 2, 4])).Item1),
        ["RNN"] = (() => RNN(4, 3), module => ((TorchSharp.Modules.RNN)module).call(Input([5, 2, 4])).Item1),
        ["MultiheadAttention"] = (() => MultiheadAttention(4, 2), module => Attend((TorchSharp.Modules.MultiheadAttention)module)),
        ["TransformerEncoder"] = (
            () => TransformerEncoder(TransformerEncoderLayer(4, 2, 8), 2),
            module => ((TorchSharp.Modules.TransformerEncoder)module).call(Input([5, 2, 4]), null, null)),
        ["pooling"] = Of(() => Sequential(Conv2d(1, 2, 3), MaxPool2d(2), AvgPool2d(2), AdaptiveAvgPool2d([1L, 1L])), [2, 1, 12, 12]),
        ["activations"] = Of(
            () => Sequential(Linear(4, 4), ReLU(), GELU(), SiLU(), ELU(), LeakyReLU(), Tanh(), Sigmoid(), Hardswish(), Mish(), Softmax(
                1), LogSoftmax(1), Dropout(0.1)), [2, 4]),
    };

    public static IEnumerable<object[]> Names => Layers.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void It_computes_in_bfloat16(string layer)
    {
        using var scope = NewDisposeScope();
        var (create, run) = Layers[layer];
        using var model = new LayerModel(create());
        model.Register();
        using var set = new ParameterSet(model);
        using var weights = new ComputeWeights(model, set);
        weights.Enter();

        var output = run(model.Layer);
        (output * rand_like(output)).sum().backward();
        weights.AddGradients();

        Assert.AreEqual(ScalarType.BFloat16, output.dtype);
        Assert.IsTrue(set.GradientNorm().item<float>() is > 0 and < float.PositiveInfinity);
    }

    private static (Func<nn.Module> Create, Func<nn.Module, Tensor> Run) Of(Func<nn.Module<Tensor, Tensor>> create, long[] shape) =>
        (create, module => ((nn.Module<Tensor, Tensor>)module).call(Input(shape)));

    private static Tensor Input(long[] shape) => randn(shape).to(ScalarType.BFloat16);

    private static Tensor Attend(TorchSharp.Modules.MultiheadAttention attention)
    {
        var x = Input([5, 2, 4]);
        return attention.call(x, x, x).Item1;
    }

    // TorchSharp leaves the weights of a GroupNorm as the memory was.
    private static TorchSharp.Modules.GroupNorm Filled(TorchSharp.Modules.GroupNorm norm)
    {
        using var _ = no_grad();
        norm.weight!.fill_(1);
        norm.bias!.fill_(0);
        return norm;
    }

    private sealed class LayerModel(nn.Module layer) : Model<ToyModelParams>(new())
    {
        private readonly nn.Module layer = layer;

        public nn.Module Layer => layer;

        public override TensorMap Forward(TensorMap inputs) => throw new NotSupportedException();

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) => throw new NotSupportedException();
    }
}
