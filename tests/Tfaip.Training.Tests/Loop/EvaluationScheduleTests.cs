using Tfaip.Parameters;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Metrics;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Loop;

/// <summary>When evaluations come, of which sets, and that training is the same with or without them.</summary>
[TestClass]
public sealed class EvaluationScheduleTests
{
    [TestMethod]
    public void Row079_Every_second_epoch_is_evaluated_and_always_the_last()
    {
        var heard = Train(new() { EveryEpochs = 2 }, epochs: 5);

        CollectionAssert.AreEqual((int[])[2, 4, 5], Epochs(heard, EvaluationCompleted.Evaluation));
        CollectionAssert.AreEqual((int[])[1, 2, 3, 4, 5], Epochs(heard, EvaluationCompleted.Training));
        CollectionAssert.AreEqual((int[])[2, 4, 5], heard.Of<MonitorUpdated>().Select(updated => updated.Epoch).ToArray());
    }

    [TestMethod]
    public void Row079_Without_evaluations_the_values_of_training_are_monitored()
    {
        var heard = Train(new() { EveryEpochs = null }, epochs: 3);

        Assert.IsEmpty(Epochs(heard, EvaluationCompleted.Evaluation));
        Assert.AreEqual(
            heard.Evaluations.Max(info => info.Metrics["accuracy"]), heard.Of<MonitorUpdated>().Last(updated => updated.IsBest).Value);
    }

    [TestMethod]
    public void Evaluations_come_within_epochs_and_at_the_end()
    {
        var heard = Train(new() { EveryEpochs = null, EverySteps = 4 }, epochs: 3);

        // Ten steps an epoch: none is evaluated twice, and the last is.
        CollectionAssert.AreEqual((long[])[4, 8, 12, 16, 20, 24, 28, 30], Steps(heard, EvaluationCompleted.Evaluation));
        CollectionAssert.AreEqual((long[])[4, 8, 10, 12, 16, 20, 24, 28, 30], Steps(heard, EvaluationCompleted.Training));

        // Training's values are those since the last time: every sample is in one of them.
        Assert.AreEqual(3 * 38, heard.Evaluations.Where(info => info.Split == EvaluationCompleted.Training).Sum(info => info.Samples));
    }

    [TestMethod]
    public void Row080_Evaluations_begin_with_an_epoch_but_the_last_is_always_evaluated()
    {
        CollectionAssert.AreEqual((int[])[3, 4], Epochs(Train(new() { FirstEpoch = 3 }, epochs: 4), EvaluationCompleted.Evaluation));
        CollectionAssert.AreEqual(
            (int[])[2], Epochs(Train(new() { FirstEpoch = 9, EverySteps = 3 }, epochs: 2), EvaluationCompleted.Evaluation));
    }

    [TestMethod]
    public void Evaluations_change_no_bit_of_training()
    {
        using var folder = new TemporaryFolder();
        var weights = new List<byte[]>();
        var optimizers = new List<byte[]>();
        foreach (var (name, evaluation) in (IEnumerable<(string, EvaluationParams)>)
            [
                ("epochs", new()),
                ("none", new() { EveryEpochs = null }),
                ("steps", new() { EverySteps = 3 }),
                ("first", new() { FirstEpoch = 3 })
            ])
        {
            using var run = new ToyRun(folder.In(name), ToyRun.Parameters with { Evaluation = evaluation });
            run.Trainer.Train();
            weights.Add(File.ReadAllBytes(Path.Combine(run.Store.Newest!, "weights.safetensors")));
            optimizers.Add(File.ReadAllBytes(Path.Combine(run.Store.Newest!, "optimizer.safetensors")));
        }

        foreach (var other in weights) CollectionAssert.AreEqual(weights[0], other);
        foreach (var other in optimizers) CollectionAssert.AreEqual(optimizers[0], other);
    }

    [TestMethod]
    public void Row080_Each_set_has_values_of_its_own_which_the_evaluator_agrees_with()
    {
        using var folder = new TemporaryFolder();
        var heard = new RecordingCallback();
        using var run = new ToyRun(folder.Path, callback: heard, evaluator: new AnswerCounter(), openData: p => new TwoSets(p));

        var result = run.Trainer.Train();

        // As many values as samples: 10 of the first set, 25 of the second.
        CollectionAssert.AreEqual(
            (string[])["training", "easy", "hard"], heard.Evaluations.Take(3).Select(info => info.Split).ToArray());
        CollectionAssert.AreEqual((long[])[38, 10, 25], heard.Evaluations.Take(3).Select(info => info.Samples).ToArray());
        CollectionAssert.AreEqual(
            (string[])["loss", "cross_entropy", "size", "accuracy", "right", "hard/loss", "hard/cross_entropy", "hard/size",
                "hard/accuracy", "hard/right"],
            result.Metrics.Keys.ToArray());
        foreach (var updated in heard.Of<MonitorUpdated>())
        {
            Assert.AreEqual(updated.Values["accuracy"], updated.Values["right"], 1e-6);
            Assert.AreEqual(updated.Values["hard/accuracy"], updated.Values["hard/right"], 1e-6);
        }
    }

    [TestMethod]
    [DataRow("hard/accuracy", MonitorMode.Max)]
    [DataRow("hard/right", MonitorMode.Max)]
    [DataRow("hard/loss", MonitorMode.Min)]
    [DataRow("training/loss", MonitorMode.Min)]
    public void Row080_A_value_of_any_set_can_be_monitored(string metric, MonitorMode mode)
    {
        using var folder = new TemporaryFolder();
        var heard = new RecordingCallback();
        using var run = new ToyRun(
            folder.Path,
            callback: heard,
            evaluator: new AnswerCounter(),
            openData: p => new TwoSets(p),
            model: p => new Monitoring(p, new(metric, mode)));

        var best = run.Trainer.Train().Best!;

        var values = heard.Of<MonitorUpdated>().Select(updated => updated.Values[metric]).ToList();
        var expected = mode == MonitorMode.Max ? values.Max() : values.Min();
        Assert.AreEqual((metric, expected, values.IndexOf(expected) + 1), (best.Metric, best.Value, best.Epoch));
        using var saved = run.Store.LoadBest()!;
        Assert.AreEqual(best.Step, saved.Content.State.Step);
    }

    [TestMethod]
    [DataRow("training")]
    [DataRow("a/b")]
    [DataRow("easy")]
    [DataRow("")]
    public void Names_of_sets_that_cannot_be_are_refused(string name)
    {
        using var folder = new TemporaryFolder();

        var error = Assert.ThrowsExactly<TfaipException>(() => new ToyRun(folder.Path, openData: p => new TwoSets(p, name)));

        Assert.AreEqual(
            $"TwoSets.OpenEvaluationSets names a set '{name}': names of sets are not empty, have no '/', are not 'training', and differ "
            + "from each other.",
            error.Message);
    }

    [TestMethod]
    public void An_evaluation_comes_when_it_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var heard = new RecordingCallback
        {
            OnEvent = (happened, run) => { if (happened is StepCompleted { Step: 3 or 10 }) run.RequestEvaluation(); },
        };
        using var run = new ToyRun(
            folder.Path, ToyRun.Parameters with { Epochs = 2, Evaluation = new() { EveryEpochs = 2 } }, callback: heard);

        run.Trainer.Train();

        CollectionAssert.AreEqual((long[])[3, 10, 20], Steps(heard, EvaluationCompleted.Evaluation));
    }

    [TestMethod]
    public void A_stop_within_an_epoch_is_evaluated_and_goes_on_where_it_was()
    {
        using var folder = new TemporaryFolder();
        var whole = new RecordingCallback();
        using (var run = new ToyRun(folder.In("whole"), callback: whole)) run.Trainer.Train();
        var stopper = new RecordingCallback
        {
            OnEvent = (happened, run) =>
            {
                if (happened is StepCompleted { Step: 14 })
                    run.Stop("enough");
            }
        };
        using (var run = new ToyRun(folder.In("stopped"), callback: stopper))
        {
            var result = run.Trainer.Train();

            Assert.AreEqual((RunStatus.Completed, 1, 14L), (result.Status, result.Epochs, result.Steps));
            CollectionAssert.AreEqual((long[])[10, 14], Steps(stopper, EvaluationCompleted.Evaluation));
            using var checkpoint = run.Store.LoadNewest()!;
            Assert.AreEqual((14L, "enough"), (checkpoint.Content.State.Step, checkpoint.Content.State.StopReason));
        }

        using var resumed = new ToyRun(folder.In("stopped"));
        resumed.RestoreNewest();
        resumed.Trainer.Train();

        CollectionAssert.AreEqual(
            File.ReadAllBytes(folder.In("whole", "checkpoints", "step-000030", "weights.safetensors")),
            File.ReadAllBytes(folder.In("stopped", "checkpoints", "step-000030", "weights.safetensors")));
    }

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(3, 3)]
    [DataRow(11, 10)]
    [DataRow(-1, 10)]
    public void Row032_As_many_finished_samples_are_shown_as_are_asked_for(int limit, int expected)
    {
        var heard = Train(new() { ShowSamples = limit }, epochs: 2);

        // The first ones, of each evaluation.
        var sources = Enumerable.Range(0, expected).Select(i => $"toy:{i}").ToArray();
        foreach (var epoch in (int[])[1, 2])
        {
            var shown = heard.Of<SampleEvaluated>().Where(sample => sample.Epoch == epoch).ToList();
            CollectionAssert.AreEqual(sources, shown.Select(sample => sample.Sample.Source).ToArray());
            Assert.IsTrue(shown.TrueForAll(sample => sample.Sample.Outputs.ContainsKey("logits")
                && sample.Text.StartsWith($"{sample.Sample.Source}: target label ", StringComparison.Ordinal)));
        }
    }

    private static RecordingCallback Train(EvaluationParams evaluation, int epochs)
    {
        using var folder = new TemporaryFolder();
        var heard = new RecordingCallback();
        using var run = new ToyRun(folder.Path, ToyRun.Parameters with { Epochs = epochs, Evaluation = evaluation }, callback: heard);
        run.Trainer.Train();
        return heard;
    }

    private static int[] Epochs(RecordingCallback heard, string split) =>
        [.. heard.Evaluations.Where(info => info.Split == split).Select(info => info.Epoch)];

    private static long[] Steps(RecordingCallback heard, string split) =>
        [.. heard.Evaluations.Where(info => info.Split == split).Select(info => info.Step)];

    private sealed class TwoSets(ToyDataParams p, string second = "hard") : ToyData(p)
    {
        public override IReadOnlyList<EvaluationSet> OpenEvaluationSets() =>
            [new("easy", Open(PipelineMode.Evaluation)!), new(second, Samples(25, 3))];
    }

    private sealed class Monitoring(ToyModelParams p, Model.Monitor monitor) : ToyModel(p)
    {
        public override Monitor Best => monitor;
    }
}
