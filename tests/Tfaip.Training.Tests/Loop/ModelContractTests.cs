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

/// <summary>
/// What a model can say about its training: losses with weights, outputs of its own in training, dependence on the progress.
/// </summary>
[TestClass]
public sealed class ModelContractTests
{
    private static readonly TrainerParams Still = new() { Epochs = 3, Threads = 1, Optimizer = new SgdParams { LearningRate = 0 } };

    [TestMethod]
    public void Row027_Two_halves_of_a_loss_are_the_whole()
    {
        using var folder = new TemporaryFolder();
        var whole = Train(folder.In("whole"), ToyRun.Parameters, p => new SteadyModel(p));
        var halves = Train(folder.In("halves"), ToyRun.Parameters, p => new HalvesModel(p));

        // The same training to the bit, as halves add up without rounding; each loss is logged by its name.
        foreach (var (one, two) in whole.Evaluations.Zip(halves.Evaluations))
        {
            CollectionAssert.AreEqual((string[])["loss", "left", "right", "accuracy", "distance"], two.Metrics.Keys.ToArray());
            Assert.AreEqual(one.Metrics["loss"], two.Metrics["loss"], 1e-12);
            Assert.AreEqual(two.Metrics["loss"], two.Metrics["left"], 1e-12);
            Assert.AreEqual(two.Metrics["loss"], two.Metrics["right"], 1e-12);
            Assert.AreEqual(one.Metrics["distance"], two.Metrics["distance"], 1e-12);
        }
    }

    [TestMethod]
    public void Row029_Training_may_compute_other_outputs_than_prediction()
    {
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(
            folder.Path, Still, new() { TrainingSamples = 10, EvaluationSamples = 10 }, callback: null, model: p => new DoublingModel(p));
        var model = (DoublingModel)run.Model;

        run.Trainer.Train();

        // The weights stay: what training saw of a sample is twice what prediction gives for it, bit by bit.
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (inputs, outputs, isTraining) in model.Calls)
        {
            var prediction = model.Forward(new() { ["x"] = inputs })["y"];
            Assert.IsTrue(outputs.equal(isTraining ? prediction * 2 : prediction).all().item<bool>());
        }

        Assert.IsTrue(model.Calls.Exists(call => call.IsTraining) && model.Calls.Exists(call => !call.IsTraining));

        // What is exported has prediction's outputs; training's have one more.
        using var checkpoint = run.Store.LoadNewest()!;
        CollectionAssert.AreEqual((string[])["y"], checkpoint.Content.State.Outputs.ToArray());
        foreach (var call in model.Calls)
        {
            call.Inputs.Dispose();
            call.Outputs.Dispose();
        }
    }

    [TestMethod]
    public void Row030_A_loss_can_depend_on_the_epoch_and_the_step()
    {
        using var folder = new TemporaryFolder();
        var heard = Train(folder.Path, Still, p => new ProgressModel(p));

        // The weights stay, so the losses are multiples: of the epoch from 1, in evaluation too, and of the mean of the steps.
        var first = heard.Evaluations[0].Metrics["by_epoch"];
        CollectionAssert.AreEqual(
            (string[])["training", "evaluation", "training", "evaluation", "training", "evaluation"],
            heard.Evaluations.Select(info => info.Split).ToArray());
        foreach (var info in heard.Evaluations.Where(info => info.Split == EvaluationCompleted.Training))
        {
            Assert.AreEqual(first * info.Epoch, info.Metrics["by_epoch"], 1e-5);
            Assert.AreEqual(((info.Epoch - 1) * 10) + 4.5, info.Metrics["step"], 1e-6);
        }

        var evaluated = heard.Evaluations.Where(info => info.Split == EvaluationCompleted.Evaluation).ToList();
        foreach (var info in evaluated) Assert.AreEqual(evaluated[0].Metrics["by_epoch"] * info.Epoch, info.Metrics["by_epoch"], 1e-5);
    }

    [TestMethod]
    public void The_progress_of_a_resumed_run_is_that_of_the_whole()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        Train(folder.In("whole"), ToyRun.Parameters, p => new ProgressModel(p));
        using (var run = Progressing(folder.In("resumed"), new()
        {
            OnStep = step =>
            {
                if (step.Step == 14)
                    stop.Cancel();
            }
        })) run.Trainer.Train(stop.Token);
        using (var run = Progressing(folder.In("resumed"), new()))
        {
            run.RestoreNewest();
            run.Trainer.Train();
        }

        CollectionAssert.AreEqual(
            File.ReadAllBytes(folder.In("whole", "best", "state.json")), File.ReadAllBytes(folder.In("resumed", "best", "state.json")));

        static ToyRun Progressing(string folder, RecordingCallback callback) =>
            new(folder, ToyRun.Parameters, Data, callback, p => new ProgressModel(p));
    }

    [TestMethod]
    [DataRow(MonitorMode.Max, "accuracy")]
    [DataRow(MonitorMode.Min, "loss")]
    public void Row031_The_best_checkpoint_is_that_of_the_best_value(MonitorMode mode, string metric)
    {
        using var folder = new TemporaryFolder();
        var heard = new RecordingCallback();
        using var run = new ToyRun(
            folder.Path, ToyRun.Parameters with { Epochs = 8 }, ToyRun.Data, heard, p => new WatchedModel(p, new(metric, mode)));

        run.Trainer.Train();

        // Of equal values the first.
        var values = heard.Evaluations.Where(info => info.Split == EvaluationCompleted.Evaluation).Select(info => info.Metrics[metric])
            .ToList();
        var expected = values.IndexOf(mode == MonitorMode.Max ? values.Max() : values.Min()) + 1;
        using var saved = run.Store.LoadBest()!;
        Assert.AreEqual((expected * 10L, values[expected - 1]), (saved.Content.State.Step, saved.Content.State.Best!.Value));
    }

    [TestMethod]
    public void Row078_Seeds_repeat_a_run_and_tell_runs_apart()
    {
        using var folder = new TemporaryFolder();
        string[] logs = [.. ((ulong[])[7, 7, 8]).Index().Select(entry => Log(folder.In($"{entry.Index}"), entry.Item))];

        Assert.AreEqual(logs[0], logs[1]);
        Assert.AreNotEqual(logs[0], logs[2]);

        static string Log(string folder, ulong seed)
        {
            var heard = new RecordingCallback();
            using var run = new ToyRun(folder, callback: heard, seed: seed);
            run.Trainer.Train();
            return string.Join('\n', heard.Evaluations.Select(info => $"{info.Epoch} {info.Split} {string.Join(' ', info.Metrics)}"));
        }
    }

    [TestMethod]
    public void Row084_A_callback_sees_all_values_of_an_epoch()
    {
        using var folder = new TemporaryFolder();
        var heard = Train(folder.Path, ToyRun.Parameters, p => new SteadyModel(p));

        var updates = heard.Of<MonitorUpdated>();
        CollectionAssert.AreEqual((int[])[1, 2, 3], updates.Select(updated => updated.Epoch).ToArray());
        foreach (var updated in updates)
        {
            var split = heard.Evaluations.Where(info => info.Epoch == updated.Epoch).ToDictionary(info => info.Split, info => info.Metrics);
            foreach (var (name, value) in split["evaluation"]) Assert.AreEqual(value, updated.Values[name], name);
            foreach (var (name, value) in split["training"]) Assert.AreEqual(value, updated.Values[$"training/{name}"], name);
            Assert.HasCount(2 * split["training"].Count, updated.Values);
        }
    }

    private static readonly ToyDataParams Data = ToyRun.Data with { TrainingSamples = 40, PreProcessing = [] };

    private static RecordingCallback Train(string folder, TrainerParams parameters, Func<ToyModelParams, Model> model)
    {
        var heard = new RecordingCallback();
        using var run = new ToyRun(folder, parameters, Data, heard, model);
        run.Trainer.Train();
        return heard;
    }

    private sealed class HalvesModel(ToyModelParams p) : SteadyModel(p)
    {
        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs)
        {
            var loss = functional.cross_entropy(outputs["logits"], targets["label"]);
            return new() { { "left", loss, 0.5 }, { "right", loss, 0.5 } };
        }
    }

    private sealed class DoublingModel(ToyModelParams p) : Model<ToyModelParams>(p)
    {
        private readonly Linear line = Linear(4, 1);

        public List<(Tensor Inputs, Tensor Outputs, bool IsTraining)> Calls { get; } = [];

        public override TensorMap Forward(TensorMap inputs) => new() { ["y"] = line.call(inputs["x"]) };

        public override TensorMap ForwardTraining(TensorMap inputs, TensorMap targets)
        {
            var output = Forward(inputs)["y"] * 2;
            return new() { ["y"] = output, ["auxiliary"] = output * targets["label"].unsqueeze(1) };
        }

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs)
        {
            Calls.Add(
                (inputs["x"].detach().clone().DetachFromDisposeScope(), outputs["y"].detach().clone().DetachFromDisposeScope(), training));
            Assert.AreEqual(training, outputs.ContainsKey("auxiliary"));
            return new() { { "mean", outputs["y"] } };
        }
    }

    private sealed class ProgressModel(ToyModelParams p) : SteadyModel(p)
    {
        public override Monitor Best => Monitor.Min("cross_entropy");

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs)
        {
            var loss = functional.cross_entropy(outputs["logits"], targets["label"]);
            return new()
            {
                { "cross_entropy", loss },
                { "by_epoch", loss * (Progress.Epoch + 1) },
                { "step", loss * 0 + Progress.Step, 0 }
            };
        }
    }

    private sealed class WatchedModel(ToyModelParams p, Model.Monitor monitor) : ToyModel(p)
    {
        public override Monitor Best => monitor;
    }
}
