using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Optimization.Averaging;
using Tfaip.Training.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Averages of weights in a run: what they are, and that training does not notice them.</summary>
[TestClass]
public sealed class AveragingTests
{
    [TestMethod]
    public void Row070_Training_is_the_same_with_and_without_and_evaluation_uses_the_averages()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var parameters = ToyRun.Parameters with { Averaging = new EmaParams { Decay = 0.9 } };
        var (plain, average) = (Run(folder.In("plain"), ToyRun.Parameters), Run(folder.In("average"), parameters));

        CollectionAssert.AreEqual(
            Values(plain.Listener, EvaluationCompleted.Training), Values(average.Listener, EvaluationCompleted.Training));
        CollectionAssert.AreNotEqual(
            Values(plain.Listener, EvaluationCompleted.Evaluation), Values(average.Listener, EvaluationCompleted.Evaluation));
        foreach (var (name, value) in plain.Weights) AssertEqual(value, average.Weights[name], name);

        // The weights of each step by decay to the power of the steps since then; the initial ones have no part in it.
        using var newest = new CheckpointStore(folder.In("average")).LoadNewest()!;
        var names = newest.Content.Averages.Keys.Order().ToArray();
        CollectionAssert.AreEqual(
            (string[])["head.bias", "head.weight", "hidden.bias", "hidden.weight", "norm.bias", "norm.weight"], names);
        foreach (var name in names)
        {
            var parts = average.Steps
                .Select((weights, i) => (Tensor: weights[name].to(ScalarType.Float64), Part: Math.Pow(0.9, average.Steps.Count - 1 - i)))
                .ToList();
            var expected = parts.Select(part => part.Tensor * part.Part)
                .Aggregate((left, right) => left + right) / parts.Sum(part => part.Part);
            Assert.IsTrue(newest.Content.Averages[name].to(ScalarType.Float64).allclose(expected, 1e-5, 1e-6), name);
            AssertEqual(average.Weights[name], newest.Content.Weights[name], $"the checkpoint has the weights themselves: {name}");
        }
    }

    [TestMethod]
    public void Row070_The_best_checkpoint_is_measured_and_exported_with_the_averages()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var run = new ToyRun(folder.Path, ToyRun.Parameters with { Averaging = new EmaParams { Decay = 0.9 } });
        run.Trainer.Train();
        using var best = run.Store.LoadBest()!;
        using var model = new ToyModel(new ToyModelParams());
        model.Register();

        best.LoadInferenceWeights(model);

        var weights = model.state_dict();
        AssertEqual(best.Content.Averages["head.weight"], weights["head.weight"], "head.weight");
        AssertEqual(best.Content.Weights["norm.running_mean"], weights["norm.running_mean"], "statistics are the model's own");
    }

    // Three quarters are left after an epoch, within bounds.
    [TestMethod]
    [DataRow(1, 0.99)]
    [DataRow(625, 0.99954)]
    [DataRow(100_000, 0.99975)]
    public void Row070_The_automatic_decay_follows_the_length_of_an_epoch(int stepsPerEpoch, double expected) =>
        Assert.AreEqual(
            expected, new EmaParams().Keep(new(10, stepsPerEpoch), new(0, 0), isEpochEnd: false, count: 10_000_000)!.Value, 5e-6);

    [TestMethod]
    public void An_average_begins_with_the_weights_of_the_first_step()
    {
        var ema = new EmaParams { Decay = 0.99 };

        // 1 / 2.9701 of the third step's weights: nearly the plain mean, as long as there are few.
        double[] kept = [.. Enumerable.Range(0, 3).Select(count => ema.Keep(new(1, 3), new(0, 0), isEpochEnd: false, count)!.Value)];
        Assert.AreEqual(0, kept[0]);
        Assert.AreEqual(0.99 / 1.99, kept[1], 1e-12);
        Assert.AreEqual(1.9701 / 2.9701, kept[2], 1e-12);
        Assert.AreEqual(0, new EmaParams { Decay = 0 }.Keep(new(1, 3), new(0, 0), isEpochEnd: false, 7));
    }

    [TestMethod]
    public void SWA_is_the_mean_of_the_weights_at_the_ends_of_epochs_with_statistics_of_its_own()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var parameters = ToyRun.Parameters with
        {
            Epochs = 5,
            Averaging = new SwaParams { StartEpoch = 1, EveryEpochs = 2, BatchNormBatches = 4 }
        };
        var (plain, average) = (Run(folder.In("plain"), parameters with { Averaging = null }), Run(folder.In("average"), parameters));

        // Weights and statistics after an evaluation are those from before it.
        foreach (var (name, value) in plain.Weights) AssertEqual(value, average.Weights[name], name);

        // After the second epoch and the fourth; after the first there is nothing to use yet.
        CollectionAssert.AreEqual(
            Values(plain.Listener, EvaluationCompleted.Evaluation)[..1], Values(average.Listener, EvaluationCompleted.Evaluation)[..1]);
        using var newest = new CheckpointStore(folder.In("average")).LoadNewest()!;
        foreach (var name in (string[])["head.bias", "head.weight", "hidden.bias", "hidden.weight", "norm.bias", "norm.weight"])
        {
            var expected = (average.Steps[19][name] + average.Steps[39][name]) / 2;
            Assert.IsTrue(newest.Content.Averages[name].allclose(expected, 1e-5, 1e-6), name);
        }

        Assert.AreEqual(4, newest.Content.Averages["norm.num_batches_tracked"].item<long>());
        Assert.IsFalse(newest.Content.Averages["norm.running_mean"].allclose(newest.Content.Weights["norm.running_mean"], 1e-3, 1e-4));
    }

    [TestMethod]
    public void Statistics_are_the_means_over_the_batches_and_come_back_to_the_bit()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm1d(3);
        using var model = nn.Sequential(("norm", norm));
        model.train();
        for (var i = 0; i < 3; i++) model.call(rand(4, 3));
        var before = BatchStatistics.Of(model).Select(entry => (entry.Name, Saved: entry.Buffer.clone())).ToList();
        Tensor[] batches = [rand(5, 3), rand(2, 3) * 4];

        using (BatchStatistics.Renew(model, () => { foreach (var batch in batches) model.call(batch); }))
        {
            Assert.IsTrue(norm.running_mean!.allclose((batches[0].mean([0L]) + batches[1].mean([0L])) / 2));
            Assert.IsTrue(norm.running_var!.allclose((batches[0].var(0, true) + batches[1].var(0, true)) / 2));
            Assert.AreEqual(0.1, norm.momentum);
        }

        CollectionAssert.AreEqual(
            (string[])["norm.running_mean", "norm.running_var", "norm.num_batches_tracked"], before.Select(entry => entry.Name).ToArray());
        foreach (var ((_, buffer), (name, saved)) in BatchStatistics.Of(model).Zip(before)) AssertEqual(saved, buffer, name);
    }

    [TestMethod]
    public void SWA_that_never_begins_is_warned_of() =>
        CollectionAssert.AreEqual(
            (string[])["trainer.averaging.start_epoch is 5, but the run has 5 epochs: nothing is averaged."],
            new SwaParams { StartEpoch = 5 }.Warnings(new(5, 10)).ToArray());

    private static Outcome Run(string folder, TrainerParams parameters)
    {
        var steps = new List<Dictionary<string, Tensor>>();
        ToyRun? run = null;
        var listener = new RecordingCallback { OnStep = _ => steps.Add(Snapshot(run!)) };
        using (run = new ToyRun(folder, parameters, callback: listener))
        {
            var initial = Snapshot(run);
            run.Trainer.Train();
            return new(listener, initial, steps, Snapshot(run));
        }
    }

    private static Dictionary<string, Tensor> Snapshot(ToyRun run) =>
        run.Model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());

    private static double[] Values(RecordingCallback listener, string split) =>
        listener.Evaluations.Where(info => info.Split == split).SelectMany(info => info.Metrics.Values).ToArray();

    private static void AssertEqual(Tensor expected, Tensor actual, string name) =>
        Assert.IsTrue(expected.equal(actual).all().item<bool>(), name);

    private sealed record Outcome(
        RecordingCallback Listener,
        Dictionary<string, Tensor> Initial,
        List<Dictionary<string, Tensor>> Steps,
        Dictionary<string, Tensor> Weights);
}
