using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Loop;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Weights, buffers, losses and inputs that are not finite numbers, each with its name.</summary>
[TestClass]
public sealed class FiniteStateTests
{
    [TestMethod]
    public void A_last_batch_of_one_is_refused_by_the_batch_normalisation_that_cannot_learn_from_it()
    {
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path, data: ToyRun.Data with { TrainingSamples = 9 });

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train());

        Assert.AreEqual(
            "The batch normalisation 'norm' (BatchNorm1d) gets one value for each channel in training, an input of [1, 8]: a single value "
            + "has no variance, and the running "
            + "statistics would not be numbers any more. Leave out a last batch of one sample with data.pipeline.drop_remainder: true, or "
            + "choose another data.pipeline.batch_size.",
            error.Message);
    }

    [TestMethod]
    public void An_instance_normalisation_of_single_values_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path, model: p => new PointModel(p, 1));
        Assert.AreEqual(
            "The instance normalisation 'norm' (InstanceNorm1d) gets one value for each channel of a sample in training, an input of [4, "
            + "4, 1]: a single value has no variance. "
            + "Give it larger inputs, pool less before it, or take another normalisation, such as GroupNorm.",
            Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train()).Message);

        using var other = new ToyRun(folder.Path, model: p => new PointModel(p, 2));
        Assert.AreEqual(RunStatus.Completed, other.Trainer.Train().Status);
    }

    [TestMethod]
    public void Without_the_last_batch_of_one_it_trains()
    {
        using var folder = new TemporaryFolder();
        var data = ToyRun.Data with { TrainingSamples = 9, Pipeline = new PipelineParams { BatchSize = 4, DropRemainder = true } };
        using var run = new ToyRun(folder.Path, data: data);

        Assert.AreEqual((RunStatus.Completed, 6L), (run.Trainer.Train().Status, run.Trainer.Progress(RunStatus.Completed).Steps));
    }

    [TestMethod]
    public void A_frozen_batch_normalisation_takes_a_batch_of_one()
    {
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(
            folder.Path, ToyRun.Parameters with { Freeze = ["norm\\..*"] }, ToyRun.Data with { TrainingSamples = 9 });

        Assert.AreEqual(RunStatus.Completed, run.Trainer.Train().Status);
    }

    [TestMethod]
    public void A_buffer_that_is_not_a_number_is_an_error_with_its_name_before_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path, model: p => new BufferModel(p, float.NaN));

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train());

        Assert.AreEqual(
            "The buffer 'seen' is not a finite number in epoch 1, step 10. Look at what the model computes it from, such as an input that "
            + "is not finite.", error.Message);
        Assert.IsNull(run.Store.Newest);
    }

    [TestMethod]
    public void A_mask_of_infinities_is_no_error()
    {
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path, model: p => new BufferModel(p, 1));

        Assert.AreEqual(RunStatus.Completed, run.Trainer.Train().Status);
    }

    [TestMethod]
    public void An_export_of_weights_that_are_not_finite_is_refused()
    {
        using var model = new BufferModel(new(), 1);
        model.Register();
        Assert.IsNull(FiniteState.FirstNotExportable(model));

        using (no_grad()) model.get_parameter("head.bias")!.fill_(float.PositiveInfinity);

        Assert.AreEqual("head.bias", FiniteState.FirstNotExportable(model));
    }

    [TestMethod]
    public void A_loss_that_is_not_a_number_names_the_sample_whose_input_is_none()
    {
        using var folder = new TemporaryFolder();
        var data = ToyRun.Data with
        {
            TrainingSamples = 8,
            PreProcessing = [new ToyHoleParams()],
            Pipeline = new PipelineParams { BatchSize = 4, Shuffle = false }
        };
        using var run = new ToyRun(folder.Path, data: data, model: p => new SteadyModel(p));

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train());

        Assert.AreEqual(
            "The loss is NaN in epoch 1, step 2: the input 'x' of toy:5 at [2] (row 1 of the batch) is NaN. Correct the sample, or leave "
            + "it out with a processor.", error.Message);
    }

    /// <summary>Normalises each sample over so many points, with running statistics.</summary>
    private sealed class PointModel(ToyModelParams p, long points) : Model<ToyModelParams>(p)
    {
        private readonly TorchSharp.Modules.InstanceNorm1d norm = nn.InstanceNorm1d(4, track_running_stats: true);
        private readonly TorchSharp.Modules.Linear head = nn.Linear(4, 2);

        public override TensorMap Forward(TensorMap inputs)
        {
            var x = inputs["x"].unsqueeze(2);
            return new()
            {
                ["logits"] = head.call(norm.call(cat(Enumerable.Range(0, (int)points).Select(i => x * (i + 1)).ToArray(), 2)).mean([2L]))
            };
        }

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "cross_entropy", nn.functional.cross_entropy(outputs["logits"], targets["label"]) } };
    }

    /// <summary>Changes a buffer of its own, and has a mask.</summary>
    private sealed class BufferModel(ToyModelParams p, float now) : Model<ToyModelParams>(p)
    {
        private readonly TorchSharp.Modules.Linear head = nn.Linear(4, 2);
        private readonly Tensor seen = zeros(1);
        private readonly Tensor mask = full([2], float.NegativeInfinity);

        public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = head.call(inputs["x"]) };

        public override TensorMap ForwardTraining(TensorMap inputs, TensorMap targets)
        {
            using (no_grad()) seen.fill_(now);
            GC.KeepAlive(mask);
            return Forward(inputs);
        }

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "cross_entropy", nn.functional.cross_entropy(outputs["logits"], targets["label"]) } };
    }
}
