using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Loop;
using Tfaip.Training.Metrics;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Schedules;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Loop;

[TestClass]
public sealed class TrainingStepTests
{
    private static readonly TrainerParams Parameters = new() { Optimizer = new SgdParams { LearningRate = 0.5 }, Epochs = 4 };

    [TestMethod]
    public void A_step_is_the_learning_rate_times_the_gradient()
    {
        using var scope = NewDisposeScope();
        using var step = new Step(Parameters);
        var before = step.Weights();
        var batch = Batches(8).First();

        var rate = step.Run(new StepPosition(0, 0, 0, 0), batch);

        // The gradient of the mean of w·x is the mean of x.
        Assert.AreEqual(0.5, rate);
        var mean =
            stack(batch.Samples.Select(sample => tensor(((System.Numerics.Tensors.Tensor<float>)sample.Inputs["x"]).ToArray()))).mean([0L]);
        Assert.IsTrue(step.Weights().allclose(before - (0.5 * mean), 1e-6, 1e-7));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(5)]
    public void Micro_batches_are_one_batch_of_all_their_samples(int size)
    {
        using var scope = NewDisposeScope();
        using var whole = new Step(Parameters);
        using var parts = new Step(Parameters);

        // Eight samples: the last micro-batch is smaller for 3 and 5.
        whole.Run(new StepPosition(0, 0, 0, 0), Batches(8).First());
        parts.Run(new StepPosition(0, 0, 0, 0), [.. Batches(size)]);

        Assert.IsTrue(parts.Weights().allclose(whole.Weights(), 1e-6, 1e-7));
        Assert.AreEqual(8, parts.Meter.Samples);
        Assert.AreEqual(whole.Meter.Loss, parts.Meter.Loss, 1e-7);
    }

    [TestMethod]
    public void Gradients_are_clipped_after_they_are_accumulated()
    {
        using var scope = NewDisposeScope();
        using var step = new Step(Parameters with { Clipping = new() { Norm = 0.01 } });
        var before = step.Weights();

        step.Run(new StepPosition(0, 0, 0, 0), [.. Batches(3)]);

        Assert.AreEqual(0.5 * 0.01, (step.Weights() - before).norm().item<float>(), 1e-5);
    }

    [TestMethod]
    public void The_learning_rate_is_that_of_the_position()
    {
        using var step = new Step(Parameters with { Schedule = new CosineScheduleParams { Per = ScheduleUnit.Step } });

        var rate = step.Run(new StepPosition(1, 5, 5, 15), Batches(8).First());

        Assert.AreEqual(0.5 * (1 + Math.Cos(Math.PI * 15 / 40)) / 2, rate!.Value, 1e-15);
    }

    // SGD that is configured without momentum has the schedule's all the same, as in PyTorch: v = m(t)·v + g and w -= lr(t)·v, with the
    // momentum of OneCycleLR over 40 steps on straight lines with pct_start 0.3: the 12th step, number 11, has the lowest.
    [TestMethod]
    public void The_momentum_is_that_of_the_position()
    {
        using var scope = NewDisposeScope();
        using var step = new Step(Parameters with
        {
            Schedule = new OneCycleScheduleParams { CycleMomentum = true, Linear = true, StartDivisor = 1, FinalDivisor = 1 }
        });
        var batch = Batches(8).First();
        var gradient =
            stack(batch.Samples.Select(sample => tensor(((System.Numerics.Tensors.Tensor<float>)sample.Inputs["x"]).ToArray()))).mean([0L]);
        var (weights, velocity) = (step.Weights(), zeros_like(gradient));
        for (var i = 0; i < 40; i++)
        {
            Assert.AreEqual(0.5, step.Run(new StepPosition(i / 10, i % 10, i % 10, i), batch));

            var momentum = i <= 11 ? 0.95 - (0.1 * i / 11) : 0.85 + (0.1 * (i - 11) / 28);
            velocity = i == 0 ? gradient : (velocity * momentum) + gradient;
            weights -= 0.5 * velocity;
            Assert.IsTrue(step.Weights().allclose(weights, 1e-5, 1e-5), $"step {i}");
        }
    }

    [TestMethod]
    public void Randomness_is_that_of_the_epoch_and_the_batch()
    {
        using var scope = NewDisposeScope();
        var weights = new List<Tensor>();
        foreach (var (epoch, batch) in (IEnumerable<(int, int)>)[(0, 0), (0, 0), (0, 1), (1, 0)])
        {
            using var step = new Step(Parameters, dropout: 0.5);
            step.Run(new StepPosition(epoch, batch, batch, 0), Batches(8).First());
            weights.Add(step.Weights());
        }

        Assert.IsTrue(weights[0].equal(weights[1]).all().item<bool>());
        Assert.IsFalse(weights[0].equal(weights[2]).all().item<bool>());
        Assert.IsFalse(weights[0].equal(weights[3]).all().item<bool>());
    }

    [TestMethod]
    public void A_loss_that_depends_on_no_parameter_is_refused()
    {
        using var scope = NewDisposeScope();
        using var step = new Step(Parameters, detached: true);

        var error = Assert.ThrowsExactly<TfaipException>(() => step.Run(new StepPosition(0, 0, 0, 0), Batches(8).First()));

        Assert.AreEqual("No loss of LineModel depends on a trainable parameter.", error.Message);
    }

    private static IEnumerable<Batch> Batches(int size)
    {
        var data = new ToyDataParams { TrainingSamples = 8 };
        var source = new ToyData(data).Open(PipelineMode.Training)!;
        return new SamplePipeline(source, [], new PipelineParams { BatchSize = size, Shuffle = false }, PipelineMode.Training, 1)
            .ReadAsync(0).ToBlockingEnumerable();
    }

    private sealed class Step : IDisposable
    {
        private readonly LineModel _model;
        private readonly TrainingStep _step;

        public Step(TrainerParams parameters, double dropout = 0, bool detached = false)
        {
            TorchSeed.ForInitialWeights(3);
            _model = new LineModel(new ToyModelParams { Dropout = dropout }, detached);
            _model.Register();
            var data = new ToyData(new ToyDataParams());
            _step = new TrainingStep(
                new TrainingSetup { Model = _model, Data = data, Parameters = parameters, Checkpoints = new CheckpointStore("unused") },
                new BatchConverter(data, CPU),
                Meter,
                stepsPerEpoch: 10);
        }

        public SplitMeter Meter { get; } = new([]);

        public double? Run(StepPosition position, params IReadOnlyList<Batch> batches) => _step.Run(position, batches);

        public Tensor Weights() => _model.parameters().Single().detach().clone();

        public void Dispose()
        {
            _step.Dispose();
            Meter.Dispose();
            _model.Dispose();
        }
    }

    private sealed class LineModel(ToyModelParams p, bool detached) : Model<ToyModelParams>(p)
    {
        private readonly Linear line = Linear(4, 1, hasBias: false);
        private readonly Dropout dropout = Dropout(p.Dropout);

        public override TensorMap Forward(TensorMap inputs) => new() { ["y"] = line.call(dropout.call(inputs["x"])) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "mean", detached ? outputs["y"].detach() : outputs["y"] } };
    }
}
