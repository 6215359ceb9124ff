using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Optimization.Averaging;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.MixedPrecision;

/// <summary>What a step in bfloat16 computes, against TorchSharp's own bfloat16 and in closed form.</summary>
[TestClass]
public sealed class RoundedStepTests
{
    private const double LastBit = 1.2e-7;

    private static readonly TrainerParams Parameters = new() { Optimizer = new SgdParams { LearningRate = 0.5 }, Epochs = 4 };

    // The same layers, cast by TorchSharp's own Module.to and put together without anything of the trainer's.
    [TestMethod]
    public void Loss_and_gradients_are_those_of_a_model_that_is_cast_by_hand()
    {
        using var scope = NewDisposeScope();
        TorchSeed.ForInitialWeights(5);
        using var step = new RoundedStep(new MixedModel(), Parameters);
        var before = Clones(step.Model);
        var (embed, conv, layer, lstm) = (Linear(4, 8), Conv1d(1, 4, 3, padding: 1L), LayerNorm(4), LSTM(4, 4, batchFirst: true));
        var (first, second, head, norm) = (Linear(4, 4), Linear(4, 4), Linear(4, 2), BatchNorm1d(8));
        foreach (var (name, module) in (IEnumerable<(string, nn.Module)>)
            [("embed", embed), ("conv", conv), ("layerNorm", layer), ("lstm", lstm), ("first", first), ("second", second), ("head", head),
                ("norm", norm)])
        {
            module.load_state_dict(module.state_dict().Keys.ToDictionary(key => key, key => before[$"{name}.{key}"]));
            if (name != "norm") module.to(ScalarType.BFloat16);
        }

        second.weight = first.weight;
        var scale = before["scale"].to(ScalarType.BFloat16).requires_grad_();
        var batch = RoundedStep.Batches(8)[0];
        var x = norm.call(embed.call(RoundedStep.InputOf(batch).to(ScalarType.BFloat16)));
        x = layer.call(conv.call(x.unsqueeze(1)).transpose(1, 2)) + before["position"].to(ScalarType.BFloat16);
        x = lstm.call(x).Item1.mean([1L]);
        var logits = (head.call(second.call(functional.gelu(first.call(x))) * scale)).to(ScalarType.Float32);
        var loss = functional.cross_entropy(logits, RoundedStep.LabelsOf(batch)) + (0.1 * logits.square().mean());
        loss.backward();

        step.Run(0, batch);

        Assert.AreEqual(loss.item<float>(), step.Meter.Loss, 1e-7);
        var expected = new Dictionary<string, Tensor>
        {
            ["embed.weight"] = embed.weight!.grad!,
            ["norm.weight"] = norm.weight!.grad!,
            ["conv.weight"] = conv.weight!.grad!,
            ["layerNorm.bias"] = layer.bias!.grad!,
            ["lstm.weight_hh_l0"] = lstm.get_parameter("weight_hh_l0")!.grad!,
            ["first.weight"] = first.weight!.grad!,
            ["head.bias"] = head.bias!.grad!,
            ["scale"] = scale.grad!,
        };
        var after = step.Step.StateDict();
        foreach (var (name, gradient) in expected)
        {
            Assert.AreNotEqual(0, gradient.abs().max().to(ScalarType.Float32).item<float>(), name);
            Assert.IsTrue(after[name].equal((before[name] - (0.5 * gradient.to(ScalarType.Float32)))).all().item<bool>(), name);
        }

        Assert.IsTrue(after["norm.running_var"].equal(norm.running_var!).all().item<bool>());
        Assert.IsTrue(after["position"].equal(before["position"]).all().item<bool>(), "a constant keeps its float32 bits");
    }

    // Near 1 the next bfloat16 numbers are 2^-8 and 2^-7 away: alone, each of these steps would be lost.
    [TestMethod]
    public void Steps_below_the_resolution_of_bfloat16_add_up()
    {
        using var scope = NewDisposeScope();
        var rate = Math.Pow(2, -12);
        using var step = new RoundedStep(new LineModel(), Parameters with { Optimizer = new SgdParams { LearningRate = rate } });
        Fill(step, "line.weight", 1);

        for (var i = 0; i < 512; i++) step.Run(i, Ones(4));

        // The gradient of the mean of w·1 is 1.
        AssertAll(1 - (512 * rate), step.Step.StateDict()["line.weight"]);
        step.Step.UseMasterWeights();
        AssertAll(1 - (512 * rate), step.Model.state_dict()["line.weight"]);
    }

    // 2^-10 added to 1 in bfloat16 is 1.
    [TestMethod]
    public void Gradients_of_micro_batches_are_added_in_float32()
    {
        using var scope = NewDisposeScope();
        using var step = new RoundedStep(new LineModel(), Parameters with { Optimizer = new SgdParams { LearningRate = 1 } });
        Fill(step, "line.weight", 0);

        step.Run(0, Constant(2, 1), Constant(2, Math.Pow(2, -10)));

        AssertAll(-(0.5 + Math.Pow(2, -11)), step.Step.StateDict()["line.weight"]);
    }

    [TestMethod]
    public void Micro_batches_are_one_batch_but_for_the_rounding()
    {
        using var scope = NewDisposeScope();
        using var whole = new RoundedStep(new LineModel(), Parameters);
        using var parts = new RoundedStep(new LineModel(), Parameters);
        Fill(whole, "line.weight", 0);
        Fill(parts, "line.weight", 0);

        whole.Run(0, RoundedStep.Batches(8)[0]);
        parts.Run(0, [.. RoundedStep.Batches(3)]);

        var mean = RoundedStep.InputOf(RoundedStep.Batches(8)).mean([0L], keepdim: true);
        Assert.IsTrue(whole.Step.StateDict()["line.weight"].allclose(-0.5 * mean, 1e-2, 2e-3));
        Assert.IsTrue(parts.Step.StateDict()["line.weight"].allclose(-0.5 * mean, 1e-2, 2e-3));
        Assert.AreEqual(8, parts.Meter.Samples);
    }

    [TestMethod]
    public void Losses_groups_and_what_is_frozen_have_their_meaning()
    {
        using var scope = NewDisposeScope();
        var parameters = Parameters with
        {
            Optimizer = new SgdParams { LearningRate = 0.25 },
            ParameterGroups = [new() { Parameters = ["other.*"], LearningRateFactor = 4 }],
            Freeze = ["frozen.*"],
        };
        using var step = new RoundedStep(new LineModel(weight: 0.5), parameters);
        Fill(step, "line.weight", 1);
        Fill(step, "other.weight", 1);
        var frozen = step.Model.state_dict()["frozen.weight"].clone();

        step.Run(0, Ones(4));
        step.Run(1, Ones(4));

        AssertAll(1 - (2 * 0.25), step.Step.StateDict()["line.weight"]);
        AssertAll(1 - (2 * 0.25 * 4 * 0.5), step.Step.StateDict()["other.weight"]);
        Assert.IsTrue(step.Step.StateDict()["frozen.weight"].equal(frozen).all().item<bool>());
        Assert.AreEqual(ScalarType.BFloat16, step.Model.state_dict()["frozen.weight"].dtype);
        step.Step.UseMasterWeights();
        Assert.IsTrue(step.Model.state_dict()["frozen.weight"].equal(frozen).all().item<bool>());
    }

    // A third of the first step's weights and two thirds of the second's: after two steps of 2^-12 from 1, in float32.
    [TestMethod]
    public void Averages_are_those_of_the_float32_weights()
    {
        using var scope = NewDisposeScope();
        var rate = Math.Pow(2, -12);
        using var step = new RoundedStep(
            new LineModel(),
            Parameters with { Optimizer = new SgdParams { LearningRate = rate }, Averaging = new EmaParams { Decay = 0.5 } },
            fill: 1);

        step.Run(0, Ones(4));
        step.Run(1, Ones(4));

        AssertAll(1 - (rate * 5 / 3), step.Step.Averages!.Tensors["line.weight"], LastBit);
        using (step.Step.UseAverages(() => []))
        {
            AssertAll(1 - (rate * 5 / 3), step.Model.state_dict()["line.weight"], LastBit);
        }

        AssertAll(1 - (2 * rate), step.Model.state_dict()["line.weight"]);
        step.Run(2, Ones(4));
        AssertAll(1 - (3 * rate), step.Step.StateDict()["line.weight"]);
    }

    [TestMethod]
    public void The_number_of_live_tensors_is_constant()
    {
        using var step = new RoundedStep(new MixedModel(), Parameters with { Clipping = new() { Norm = 1 } });
        var batches = RoundedStep.Batches(4);
        step.Run(0, batches);
        var before = Tensor.TotalCount;
        for (var i = 1; i < 20; i++)
        {
            step.Run(i, batches);
            if (i % 7 == 0) step.Step.UseMasterWeights();
            using var scope = NewDisposeScope();
            if (i % 5 == 0) step.Step.StateDict();
        }

        Assert.AreEqual(before, Tensor.TotalCount);
    }

    private static Batch Ones(int samples) => Constant(samples, 1);

    private static Batch Constant(int samples, double value)
    {
        using var source = new ConstantSource(samples, (float)value);
        return new SamplePipeline(source, [], new PipelineParams { BatchSize = samples }, PipelineMode.Training, 1).ReadAsync(0)
            .ToBlockingEnumerable().Single();
    }

    private static void Fill(RoundedStep step, string name, double value)
    {
        using var _ = no_grad();
        step.Model.state_dict()[name].fill_(value);
    }

    private static void AssertAll(double expected, Tensor actual, double tolerance = 0)
    {
        Assert.AreEqual(ScalarType.Float32, actual.dtype);
        foreach (var value in actual.detach().contiguous().data<float>()) Assert.AreEqual((float)expected, value, tolerance);
    }

    private static Dictionary<string, Tensor> Clones(nn.Module model) =>
        model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());

    /// <summary>
    /// The means of w·x for two weights are its losses, whose gradients are the means of x; a third weight adds nothing that can be learnt.
    /// </summary>
    private sealed class LineModel(double weight = 1) : Model<ToyModelParams>(new())
    {
        private readonly Linear line = Linear(4, 1, hasBias: false);
        private readonly Linear other = Linear(4, 1, hasBias: false);
        private readonly Linear frozen = Linear(4, 1, hasBias: false);

        public override TensorMap Forward(TensorMap inputs) =>
            new() { ["y"] = line.call(inputs["x"]) + frozen.call(inputs["x"]), ["z"] = other.call(inputs["x"]) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "y", outputs["y"] }, { "z", outputs["z"], weight } };
    }

    private sealed class ConstantSource(int count, float value) : ISampleSource
    {
        public int Count => count;

        public Sample Read(int index) => new Sample()
            .WithInput("x", System.Numerics.Tensors.Tensor.Create((float[])[value, value, value, value]))
            .WithTarget("label", 0L);

        public void Dispose()
        {
        }
    }
}
