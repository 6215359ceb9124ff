using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Metrics;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Loop;

[TestClass]
public sealed class TrainerTests
{
    [TestMethod]
    public void A_separable_problem_is_learned_and_everything_is_reported()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var parameters = new TrainerParams { Epochs = 15, Threads = 1, Optimizer = new AdamParams { LearningRate = 0.02 } };
        using var run = new ToyRun(folder.Path, parameters, new ToyDataParams { TrainingSamples = 320, EvaluationSamples = 50 }, callback);

        var result = run.Trainer.Train();

        Assert.AreEqual(RunStatus.Completed, result.Status);
        Assert.AreEqual(15, result.Epochs);
        Assert.AreEqual(15 * 20, result.Steps);
        Assert.IsGreaterThan(0.95, result.Best!.Value);
        Assert.AreEqual("accuracy", result.Best.Metric);
        Assert.AreEqual(result.Best.Value, result.Best.Metrics["accuracy"]);
        CollectionAssert.AreEqual((string[])["loss", "cross_entropy", "size", "accuracy"], result.Metrics.Keys.ToArray());
        Assert.AreEqual(result.Metrics["cross_entropy"] + (0.01 * result.Metrics["size"]), result.Metrics["loss"], 1e-6);
        Assert.HasCount(30, callback.Evaluations);
        Assert.AreEqual(15, callback.SummariesCount);
        Assert.IsTrue(callback.Evaluations.Where(info => info.Split == EvaluationCompleted.Training)
            .All(info => info is { Samples: 320, IsBest: false }));
        Assert.IsTrue(callback.Evaluations.Where(info => info.Split == EvaluationCompleted.Evaluation).All(info => info.Samples == 50));

        // The best one: the first of those with the largest value.
        var best = callback.Evaluations.Where(info => info.Split == EvaluationCompleted.Evaluation)
            .MaxBy(info => info.Metrics["accuracy"])!;
        Assert.AreEqual((best.Epoch, best.Step), (result.Best.Epoch, result.Best.Step));
        using var saved = run.Store.LoadBest()!;
        Assert.AreEqual(best.Step, saved.Content.State.Step);
        CollectionAssert.AreEqual((string[])["logits"], saved.Content.State.Outputs.ToArray());
    }

    [TestMethod]
    public void Two_runs_give_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["a", "b"])
        {
            using var run = new ToyRun(folder.In(name));
            run.Trainer.Train();
        }

        foreach (var file in (string[])["weights.safetensors", "optimizer.safetensors", "state.json"])
        {
            CollectionAssert.AreEqual(File.ReadAllBytes(folder.In("a", "best", file)), File.ReadAllBytes(folder.In("b", "best", file)));
        }
    }

    [TestMethod]
    public void Steps_leave_no_tensors_behind()
    {
        using var folder = new TemporaryFolder();
        var counts = new List<long>();

        // What other tests left to the finalizers must not go away meanwhile.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var callback = new RecordingCallback { OnStep = _ => counts.Add(Tensor.TotalCount) };
        using var run = new ToyRun(folder.Path, ToyRun.Parameters with { Epochs = 6 }, callback: callback);

        run.Trainer.Train();

        Assert.HasCount(60, counts);

        // The first evaluation creates what gathers its values; from then on nothing is added.
        Assert.AreEqual(1, counts.Take(10).Distinct().Count(), string.Join(" ", counts));
        Assert.AreEqual(1, counts.Skip(10).Distinct().Count(), string.Join(" ", counts));
    }

    [TestMethod]
    public void The_learning_rate_follows_the_schedule_step_by_step()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        using var run = new ToyRun(folder.Path, callback: callback);

        run.Trainer.Train();

        var expected = Enumerable.Range(0, 30).Select(step => 0.05 * (1 + Math.Cos(Math.PI * step / 30)) / 2).ToList();
        foreach (var (step, info) in callback.Steps.Index()) Assert.AreEqual(expected[step], info.LearningRate, 1e-12);
    }

    [TestMethod]
    public void The_mean_loss_counts_samples_not_batches()
    {
        using var folder = new TemporaryFolder();
        var losses = new List<(double Loss, int Count)>();
        var last = double.NaN;
        var callback = new RecordingCallback { OnStep = step => last = step.MeanLoss() };
        using var run = new ToyRun(
            folder.Path,
            ToyRun.Parameters with { Epochs = 1 },
            ToyRun.Data with { TrainingSamples = 10 },
            callback,
            p => new SpyModel(p, losses));

        run.Trainer.Train();

        CollectionAssert.AreEqual((int[])[4, 4, 2], losses.Take(3).Select(entry => entry.Count).ToArray());
        Assert.AreEqual(losses.Take(3).Sum(entry => entry.Loss * entry.Count) / 10, last, 1e-6);
        Assert.AreEqual(last, callback.Evaluations[0].Metrics["loss"]);
    }

    [TestMethod]
    public void Without_held_out_samples_the_training_values_are_monitored()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        using var run = new ToyRun(folder.Path, data: ToyRun.Data with { EvaluationSamples = 0 }, callback: callback);

        var result = run.Trainer.Train();

        Assert.IsTrue(callback.Evaluations.All(info => info.Split == EvaluationCompleted.Training));
        Assert.AreEqual(callback.Evaluations.Max(info => info.Metrics["accuracy"]), result.Best!.Value);
    }

    [TestMethod]
    public void An_evaluator_sees_each_post_processed_sample_in_order()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var evaluator = new ToyEvaluator();
        using var run = new ToyRun(folder.Path, ToyRun.Parameters with { Epochs = 2 }, callback: callback, evaluator: evaluator);

        run.Trainer.Train();

        var info = callback.Evaluations[^1];
        Assert.AreEqual(10, info.Metrics["seen"]);
        Assert.AreEqual(info.Metrics["accuracy"], info.Metrics["right"] / 10, 1e-9);
        CollectionAssert.AreEqual(Enumerable.Range(0, 10).Select(i => $"toy:{i}").ToArray(), evaluator.Sources);
    }

    [TestMethod]
    public void Divergence_names_epoch_and_step_and_keeps_the_last_good_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var evaluations = 0;
        using var run = new ToyRun(
            folder.Path,
            callback: new RecordingCallback { OnSummaries = () => evaluations++ },
            model: p => new DivergingModel(p, () => evaluations >= 2));

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train());

        Assert.AreEqual(
            "The loss is NaN in epoch 3, step 21: training diverged. The last good checkpoint is "
            + $"{folder.In("checkpoints", "step-000020")}. Try a smaller trainer.optimizer.learning_rate, or set trainer.clipping.norm.",
            error.Message);
        using var kept = run.Store.LoadNewest()!;
        Assert.AreEqual(20, kept.Content.State.Step);
    }

    [TestMethod]
    public void A_gradient_that_is_not_finite_names_its_step()
    {
        using var folder = new TemporaryFolder();
        var steps = 0;
        using var run = new ToyRun(folder.Path, model: p => new SteepModel(p, () => ++steps == 17));

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train());

        Assert.AreEqual(
            "A gradient, and with it the weight 'hidden.weight', is not a finite number in epoch 2, step 17: training diverged. The last "
            + $"good checkpoint is {folder.In("checkpoints", "step-000010")}. "
            + "Try a smaller trainer.optimizer.learning_rate, or set trainer.clipping.norm.",
            error.Message);
        using var kept = run.Store.LoadNewest()!;
        Assert.AreEqual(10, kept.Content.State.Step);
    }

    [TestMethod]
    public void An_unknown_monitor_is_named_with_what_there_is()
    {
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path, model: p => new MonitorModel(p));

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train());

        Assert.AreEqual(
            "MonitorModel.Best monitors 'acuracy', which nothing measures; there are: loss, cross_entropy, size, accuracy, training/loss, "
            + "training/cross_entropy, training/size, training/accuracy.", error.Message);
    }

    [TestMethod]
    public void Two_values_of_one_name_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path, model: p => new SameNameModel(p));

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train());

        Assert.AreEqual(
            "Two values are called 'size': losses, metrics and values of the evaluator share their names' space, and "
            + "'loss' is the total. Rename one.",
            error.Message);
    }

    [TestMethod]
    public void Too_few_samples_for_a_batch_are_refused()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataParams { TrainingSamples = 3, Pipeline = new PipelineParams { BatchSize = 4, DropRemainder = true } };

        var error = Assert.ThrowsExactly<TfaipException>(() => new ToyRun(folder.Path, data: data));

        Assert.AreEqual(
            "There is no batch to train with: 3 training samples, data.pipeline.batch_size 4, drop_remainder true.", error.Message);
    }

    [TestMethod]
    public void Dropping_every_sample_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path, data: ToyRun.Data with { PreProcessing = [new ToyDropAllParams()] });

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train());

        Assert.AreEqual("Processors dropped every sample of the epoch; there is nothing to train with.", error.Message);
    }

    [TestMethod]
    public void A_model_without_parameters_is_refused()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.ThrowsExactly<TfaipException>(() => new ToyRun(folder.Path, model: p => new EmptyModel(p)));

        Assert.AreEqual(
            "EmptyModel has nothing to train: no field of it holds a module or parameter that requires gradients.", error.Message);
    }

    [TestMethod]
    public void Checkpoints_come_when_they_are_due_and_the_newest_are_kept()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var parameters = ToyRun.Parameters with
        {
            Epochs = 5,
            Checkpoint = new CheckpointParams { EveryEpochs = 2, EverySteps = 8, Keep = 3 }
        };
        using var run = new ToyRun(folder.Path, parameters, callback: callback);

        run.Trainer.Train();

        var bestSteps = callback.Evaluations.Where(info => info.IsBest).Select(info => info.Step);
        CollectionAssert.AreEquivalent(
            ((long[])[8, 16, 20, 24, 32, 40, 48, 50]).Union(bestSteps).ToArray(), callback.Checkpoints.Select(info => info.Step).ToArray());
        CollectionAssert.AreEqual(
            (string[])["step-000040", "step-000048", "step-000050"],
            Directory.EnumerateDirectories(folder.In("checkpoints")).Select(Path.GetFileName).Order().ToArray());
    }

    private sealed class SpyModel(ToyModelParams p, List<(double, int)> losses) : ToyModel(p)
    {
        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs)
        {
            var map = base.Loss(inputs, targets, outputs);
            losses.Add((map.Total().item<float>(), (int)inputs["x"].shape[0]));
            return map;
        }
    }

    private sealed class DivergingModel(ToyModelParams p, Func<bool> diverges) : ToyModel(p)
    {
        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "cross_entropy", outputs["logits"].mean() * (diverges() ? double.NaN : 1) } };
    }

    // The root of nothing is 0, and has no slope.
    private sealed class SteepModel(ToyModelParams p, Func<bool> isSteep) : ToyModel(p)
    {
        public override TensorMap ForwardTraining(TensorMap inputs, TensorMap targets)
        {
            var outputs = base.Forward(inputs);
            return isSteep() ? new() { ["logits"] = outputs["logits"] + (outputs["logits"] * 0).sqrt() } : outputs;
        }
    }

    private sealed class MonitorModel(ToyModelParams p) : ToyModel(p)
    {
        public override Monitor Best => Monitor.Max("acuracy");
    }

    private sealed class SameNameModel(ToyModelParams p) : ToyModel(p)
    {
        public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label", "size")];
    }

    private sealed class EmptyModel(ToyModelParams p) : Model<ToyModelParams>(p)
    {
        private readonly ReLU relu = ReLU();

        public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = relu.call(inputs["x"]) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) => new() { { "loss", outputs["logits"] } };
    }

    private sealed class ToyEvaluator : Evaluator
    {
        private int _right;

        public List<string> Sources { get; } = [];

        public override void Reset()
        {
            _right = 0;
            Sources.Clear();
        }

        public override void Update(Sample sample)
        {
            var logits = (System.Numerics.Tensors.Tensor<float>)sample.Outputs["logits"];
            if ((logits[1] > logits[0] ? 1L : 0L) == (long)sample.Targets["label"]) _right++;
            Sources.Add(sample.Source);
        }

        public override IReadOnlyDictionary<string, double> Result() =>
            new Dictionary<string, double> { ["seen"] = Sources.Count, ["right"] = _right };
    }
}
