using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Loop;
using Tfaip.Training.Metrics;
using Tfaip.Training.Optimization.Averaging;
using Tfaip.Training.Optimization.Gradients;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Loop;

/// <summary>
/// Clipping and averages of weights together, in closed form: the loss is linear, so that every step has the same gradients.
/// </summary>
[TestClass]
public sealed class ClippedAveragesTests
{
    private const double LearningRate = 0.5;
    private const double Decay = 0.9;
    private const int Steps = 3;

    private static readonly Dictionary<string, ClippingParams> Kinds = new()
    {
        ["value"] = new() { Value = 0.5 },
        ["tensor_norm"] = new() { TensorNorm = 0.5 },
        ["norm"] = new() { Norm = 0.5 },
    };

    private static readonly Dictionary<string, AveragingParams> Averages =
        new() { ["ema"] = new EmaParams { Decay = Decay }, ["swa"] = new SwaParams { StartEpoch = 0 } };

    [TestMethod]
    [DataRow("value", "ema")]
    [DataRow("value", "swa")]
    [DataRow("tensor_norm", "ema")]
    [DataRow("tensor_norm", "swa")]
    [DataRow("norm", "ema")]
    [DataRow("norm", "swa")]
    public void Row068_Each_kind_of_clipping_is_the_same_with_averaging(string kind, string averaging)
    {
        using var scope = NewDisposeScope();
        using var model = new SteepModel();
        model.Register();
        var data = new ToyData(new ToyDataParams());
        using var meter = new SplitMeter([]);
        using var step = new TrainingStep(
            new TrainingSetup
            {
                Model = model,
                Data = data,
                Parameters = new()
                {
                    Epochs = Steps,
                    Optimizer = new SgdParams { LearningRate = LearningRate },
                    Clipping = Kinds[kind],
                    Averaging = Averages[averaging]
                },
                Checkpoints = new CheckpointStore("unused"),
            },
            new BatchConverter(data, CPU),
            meter,
            stepsPerEpoch: 1);
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        var batch = Batch();
        var mean = stack(batch.Samples.Select(sample =>
            tensor(((System.Numerics.Tensors.Tensor<float>)sample.Inputs["x"]).ToArray()))).mean([0L], keepdim: true);

        // Together the two gradients have the norm 100, in the ratio of 4 to 3.
        model.Scale = 100 / mean.norm().item<float>();
        var gradients = new Dictionary<string, Tensor>
        {
            ["steep.weight"] = 0.8 * model.Scale * mean,
            ["flat.weight"] = 0.6 * model.Scale * mean
        };

        for (var i = 0; i < Steps; i++)
        {
            step.Run(new StepPosition(i, 0, 0, i), batch);
            step.EpochDone(i + 1);
        }

        Assert.AreEqual(100, step.ReadGradientNorm(), 1e-3);
        foreach (var (name, gradient) in gradients)
        {
            var moved = LearningRate * (kind switch
            {
                "value" => gradient.clamp(-0.5, 0.5),
                "tensor_norm" => gradient * (0.5 / gradient.norm()),
                _ => gradient * (0.5 / 100),
            });
            Assert.IsTrue(model.state_dict()[name].allclose(before[name] - (Steps * moved), 1e-5, 1e-6), $"{name}: the weights");

            // After the steps the weights are 1, 2 and 3 moves away; their mean is 2, and (0.81 · 1 + 0.9 · 2 + 3) / (0.81 + 0.9 + 1) is
            // the moving average.
            var moves = averaging == "swa" ? 2 : ((Decay * Decay) + (2 * Decay) + 3) / ((Decay * Decay) + Decay + 1);
            Assert.IsTrue(step.Averages!.Tensors[name].allclose(before[name] - (moves * moved), 1e-5, 1e-6), $"{name}: the averages");
        }
    }

    private static Batch Batch()
    {
        using var source = new ToyData(new ToyDataParams { TrainingSamples = 8 }).Open(PipelineMode.Training)!;
        return new SamplePipeline(source, [], new PipelineParams { BatchSize = 8 }, PipelineMode.Training, 1).ReadAsync(0)
            .ToBlockingEnumerable().Single();
    }

    /// <summary>Two weights whose gradients are multiples of the mean of the inputs.</summary>
    private sealed class SteepModel() : Model<ToyModelParams>(new())
    {
        private readonly Linear steep = Linear(4, 1, hasBias: false);
        private readonly Linear flat = Linear(4, 1, hasBias: false);

        public double Scale { get; set; } = 1;

        public override TensorMap Forward(TensorMap inputs) =>
            new() { ["steep"] = steep.call(inputs["x"]), ["flat"] = flat.call(inputs["x"]) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "steep", outputs["steep"], 0.8 * Scale }, { "flat", outputs["flat"], 0.6 * Scale } };
    }
}
