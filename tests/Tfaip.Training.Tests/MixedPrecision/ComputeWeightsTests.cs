using Tfaip.Training.MixedPrecision;
using Tfaip.Training.Optimization.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.MixedPrecision;

[TestClass]
public sealed class ComputeWeightsTests
{
    private static readonly string[] Staying =
        ["norm.weight", "norm.bias", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked"];

    [TestMethod]
    public void Only_normalisations_with_statistics_stay_float32()
    {
        using var scope = NewDisposeScope();
        using var model = Create();
        using var set = new ParameterSet(model);
        using var weights = new ComputeWeights(model, set);

        weights.Enter();

        var kept = model.state_dict().Where(entry => entry.Value.dtype != ScalarType.BFloat16).Select(entry => entry.Key).ToArray();
        CollectionAssert.AreEquivalent(Staying, kept);
    }

    [TestMethod]
    public void The_float32_weights_come_back_to_the_bit()
    {
        using var scope = NewDisposeScope();
        using var model = Create();
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        using var set = new ParameterSet(model);
        using var weights = new ComputeWeights(model, set);

        weights.Enter();
        AssertSame(before, weights.StateDict());
        weights.Leave();
        AssertSame(before, model.state_dict());
        Assert.AreEqual(ScalarType.Float32, set.Groups[0].Slots[0].Parameter.grad!.dtype);

        weights.Enter();
        weights.Dispose();
        AssertSame(before, model.state_dict());
    }

    [TestMethod]
    public void What_is_computed_is_the_rounded_float32_weight()
    {
        using var scope = NewDisposeScope();
        using var model = Create();
        using var set = new ParameterSet(model);
        using var weights = new ComputeWeights(model, set);
        weights.Enter();

        set.Groups[0].Values.mul_(1.37);
        weights.Refresh();

        foreach (var slot in set.Groups[0].Slots)
        {
            var master = slot.ViewOf(set.Groups[0].Values);
            var expected = Staying.Contains(slot.Name) ? master : master.to(ScalarType.BFloat16);
            Assert.IsTrue(slot.Parameter.equal(expected).all().item<bool>(), slot.Name);
        }
    }

    [TestMethod]
    public void A_model_that_was_disposed_of_before_is_left_alone()
    {
        var model = Create();
        using var set = new ParameterSet(model);
        using var weights = new ComputeWeights(model, set);
        weights.Enter();

        model.Dispose();
        weights.Dispose();

        Assert.IsTrue(set.Groups[0].Slots[0].Parameter.IsInvalid);
    }

    [TestMethod]
    public void A_layer_of_float64_stays_what_it_is()
    {
        using var scope = NewDisposeScope();
        using var model = new DoubleModel();
        model.Register();
        using var set = new ParameterSet(model);
        using var weights = new ComputeWeights(model, set);

        weights.Enter();

        Assert.AreEqual(ScalarType.Float64, model.state_dict()["wide.weight"].dtype);
        Assert.AreEqual(ScalarType.BFloat16, model.state_dict()["narrow.weight"].dtype);
    }

    private static MixedModel Create()
    {
        TorchSeed.ForInitialWeights(5);
        var model = new MixedModel();
        model.Register();
        return model;
    }

    private static void AssertSame(Dictionary<string, Tensor> expected, Dictionary<string, Tensor> actual)
    {
        CollectionAssert.AreEquivalent(expected.Keys, actual.Keys);
        foreach (var (name, tensor) in expected)
        {
            Assert.AreEqual(tensor.dtype, actual[name].dtype, name);
            Assert.IsTrue(tensor.equal(actual[name]).all().item<bool>(), name);
        }
    }

    private sealed class DoubleModel() : Model<Loop.ToyModelParams>(new())
    {
        private readonly Linear wide = Linear(4, 4, dtype: ScalarType.Float64);
        private readonly Linear narrow = Linear(4, 4);

        public override TensorMap Forward(TensorMap inputs) =>
            new() { ["y"] = narrow.call(wide.call(inputs["x"].to(ScalarType.Float64)).to(ScalarType.Float32)) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) => new() { { "y", outputs["y"] } };
    }
}
