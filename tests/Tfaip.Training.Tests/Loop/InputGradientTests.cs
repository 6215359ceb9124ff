using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Loop;
using Tfaip.Training.Metrics;
using Tfaip.Training.Optimization.Gradients;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Loop;

[TestClass]
public sealed class InputGradientTests
{
    private static readonly TrainerParams Plain = new() { Optimizer = new SgdParams { LearningRate = 0.5 } };

    private static readonly TrainerParams Regularised = Plain with { InputGradient = new() { Input = "x", Lambda = 0.25, H = 0.01 } };

    // The loss of a sample is w·x: its gradient by x is w, the direction w / ‖w‖, the slope ‖w‖, and the punishment λ ‖w‖².
    [TestMethod]
    public void Row037_The_punishment_of_a_linear_loss_is_the_square_of_its_length()
    {
        using var scope = NewDisposeScope();
        var (plain, regularised) = (Step(Plain, 1), Step(Regularised, 1));

        var square = plain.Before.square().sum().item<float>();
        Assert.AreEqual(plain.Loss + (0.25 * square), regularised.Loss, 1e-4);
        Assert.IsTrue(regularised.After.allclose(plain.After - (0.5 * 0.25 * 2 * plain.Before), 1e-3, 1e-4));
    }

    [TestMethod]
    public void Row037_Without_weight_it_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var (plain, regularised) = (Step(Plain, 1), Step(Regularised with { InputGradient = new() { Input = "x", Lambda = 0 } }, 1));

        Assert.AreEqual(plain.Loss, regularised.Loss);
        Assert.IsTrue(plain.After.equal(regularised.After).all().item<bool>());
    }

    [TestMethod]
    public void Row037_A_gradient_of_zero_gives_finite_numbers()
    {
        using var scope = NewDisposeScope();
        var (plain, regularised) = (Step(Plain, 0), Step(Regularised, 0));

        Assert.AreEqual(0, regularised.Loss);
        Assert.IsTrue(plain.After.allclose(regularised.After));
    }

    // Dropout doubles or removes an input at random: with other random numbers the losses would differ by more than h · ‖w‖.
    [TestMethod]
    public void Row037_The_moved_input_meets_the_same_dropout()
    {
        using var scope = NewDisposeScope();
        var result = Step(Regularised, 1, dropout: 0.5);

        Assert.IsLessThan(
            0.25 * 4 * 4 * result.Before.square().sum().item<float>(), Math.Abs(result.Loss - Step(Plain, 1, dropout: 0.5).Loss));
    }

    [TestMethod]
    public void Row037_What_cannot_be_moved_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.AreEqual(
            "trainer.input_gradient.input: there is no input 'image'; there are: x.",
            Assert.ThrowsExactly<TfaipException>(() => Step(Plain with { InputGradient = new() { Input = "image" } }, 1)).Message);
        Assert.AreEqual(
            "trainer.input_gradient.input: 'x' holds int64; only floating-point numbers have gradients.",
            Assert.ThrowsExactly<TfaipException>(() =>
                InputGradientPenalty.Prepare(new() { Input = "x" }, new() { ["x"] = zeros(1, int64) })).Message);
        Assert.AreEqual(
            "trainer.input_gradient needs what each sample has of the loss 'mean', but that is one number for the batch. "
            + "Have Model.Loss add it without a mean (reduction: Reduction.None); the trainer takes the mean.",
            Assert.ThrowsExactly<TfaipException>(() => Step(Regularised, 1, isMean: true)).Message);
    }

    private static (double Loss, Tensor Before, Tensor After) Step(
        TrainerParams parameters, double scale, double dropout = 0, bool isMean = false)
    {
        TorchSeed.ForInitialWeights(3);
        using var model = new LineModel(new() { Dropout = dropout }, isMean);
        model.Register();
        var weights = model.parameters().Single();
        using (no_grad()) weights.mul_(scale);
        var before = weights.detach().clone();
        var data = new ToyData(new ToyDataParams { TrainingSamples = 8 });
        using var meter = new SplitMeter([]);
        using var step = new TrainingStep(
            new TrainingSetup { Model = model, Data = data, Parameters = parameters, Checkpoints = new CheckpointStore("unused") },
            new BatchConverter(data, CPU),
            meter,
            stepsPerEpoch: 1);
        using var source = data.Open(PipelineMode.Training)!;
        var pipeline = new SamplePipeline(source, [], new PipelineParams { BatchSize = 8 }, PipelineMode.Training, 1);
        step.Run(new(0, 0, 0, 0), pipeline.ReadAsync(0).ToBlockingEnumerable().First());
        return (meter.Loss, before, weights.detach().clone());
    }

    private sealed class LineModel(ToyModelParams p, bool isMean) : Model<ToyModelParams>(p)
    {
        private readonly Linear line = Linear(4, 1, hasBias: false);
        private readonly Dropout dropout = Dropout(p.Dropout);

        public override TensorMap Forward(TensorMap inputs) => new() { ["y"] = line.call(dropout.call(inputs["x"])) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "mean", isMean ? outputs["y"].mean() : outputs["y"] } };
    }
}
