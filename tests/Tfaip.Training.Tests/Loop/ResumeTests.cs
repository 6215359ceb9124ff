using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Optimization.Averaging;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Schedules;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Tests.Loop;

[TestClass]
public sealed class ResumeTests
{
    private static readonly TrainerParams WithAdam = ToyRun.Parameters with { Optimizer = new AdamParams { LearningRate = 0.01 } };

    private static readonly TrainerParams WithAverages = ToyRun.Parameters with
    {
        Optimizer = new NAdamParams { LearningRate = 0.01 },
        Averaging = new EmaParams(),
        Schedule = new PlateauScheduleParams { Patience = 0, Gamma = 0.5, Threshold = 0.5 },
        ParameterGroups = [new() { Parameters = [".*bias"], LearningRateFactor = 2, WeightDecay = 0 }],
        Clipping = new() { Value = 0.1, TensorNorm = 0.3, Norm = 0.5 },
    };

    private static readonly TrainerParams WithCycle = WithAdam with
    {
        Optimizer = new NAdamParams { LearningRate = 0.01 },
        Schedule = new OneCycleScheduleParams { CycleMomentum = true, Warmup = new() { RiseSteps = 3 } },
    };

    private static readonly TrainerParams WithSgdCycle = ToyRun.Parameters with
    {
        Optimizer = new SgdParams { LearningRate = 0.05 },
        Schedule = new OneCycleScheduleParams { CycleMomentum = true },
    };

    private static readonly TrainerParams WithMicroBatches = WithAverages with { Accumulate = 3, Checkpoint = new() { EverySteps = 1 } };

    private static readonly TrainerParams WithSwa = WithAdam with { Averaging = new SwaParams { StartEpoch = 1 } };

    // In the first step, within an epoch, at the last step of an epoch, at the first of the next, at the last but one of all.
    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    [DataRow(10)]
    [DataRow(11)]
    [DataRow(25)]
    [DataRow(29)]
    public void An_interrupted_run_ends_with_the_same_bits(int interruptedAfter)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, parameters) in (IEnumerable<(string, TrainerParams)>)[
            ("sgd", ToyRun.Parameters),
            ("adam", WithAdam),
            ("averages", WithAverages),
            ("swa", WithSwa),
            ("cycle", WithCycle),
            ("sgd cycle", WithSgdCycle)
        ])
        {
            var whole = Train(folder.In(name, "whole"), parameters, []);
            var resumed = Train(folder.In(name, "resumed"), parameters, [interruptedAfter]);
            AssertSame(whole, resumed);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(10)]
    [DataRow(14)]
    [DataRow(29)]
    public void An_interrupted_run_in_bfloat16_ends_with_the_same_bits(int interruptedAfter)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, parameters) in (IEnumerable<(string, TrainerParams)>)[
            ("sgd", ToyRun.Parameters), ("averages", WithAverages), ("swa", WithSwa)
        ])
        {
            var whole = Train(folder.In(name, "whole"), parameters, [], ComputePrecision.Bfloat16);
            var resumed = Train(folder.In(name, "resumed"), parameters, [interruptedAfter], ComputePrecision.Bfloat16);
            AssertSame(whole, resumed);
        }
    }

    [TestMethod]
    public void A_run_that_is_interrupted_after_every_few_steps_ends_with_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var whole = Train(folder.In("whole"), ToyRun.Parameters, []);
        var resumed = Train(folder.In("resumed"), ToyRun.Parameters, [2, 3, 9, 10, 12, 20, 21, 28]);
        AssertSame(whole, resumed);
    }

    private static readonly Dictionary<string, TrainerParams> Variants = new()
    {
        ["evaluations within epochs"] = ToyRun.Parameters with { Evaluation = new() { EverySteps = 3, EveryEpochs = 2 } },
        ["accumulation"] = ToyRun.Parameters with { Accumulate = 3, Epochs = 7 },
        ["epochs of some samples"] = ToyRun.Parameters with { SamplesPerEpoch = 50, Epochs = 2, Checkpoint = new() { EverySteps = 4 } },
        ["all of it"] = WithAdam with
        {
            SamplesPerEpoch = 45,
            Accumulate = 2,
            Epochs = 5,
            Evaluation = new() { EverySteps = 4, FirstEpoch = 2 },
            Checkpoint = new() { EverySteps = 3, Keep = 2 },
        },
    };

    [TestMethod]
    [DataRow("evaluations within epochs")]
    [DataRow("accumulation")]
    [DataRow("epochs of some samples")]
    [DataRow("all of it")]
    public void Every_kind_of_epoch_is_resumed_to_the_same_bits(string variant)
    {
        using var folder = new TemporaryFolder();
        var parameters = Variants[variant];
        foreach (var precision in Enum.GetValues<ComputePrecision>())
        {
            var name = precision.ToString();
            var whole = Train(folder.In(name, "whole"), parameters, [], precision);
            AssertSame(whole, Train(folder.In(name, "resumed"), parameters, [1, 3, 4, 6, 9, 10, 12, 13, 17, 20], precision));
        }
    }

    [TestMethod]
    [DataRow("evaluations within epochs")]
    [DataRow("epochs of some samples")]
    [DataRow("all of it")]
    public void Any_evaluation_that_is_interrupted_is_done_again(string variant)
    {
        using var folder = new TemporaryFolder();
        var parameters = Variants[variant];
        var whole = Train(folder.In("whole"), parameters, []);
        var (evaluations, interrupted) = (new List<string>(), new HashSet<long>());
        for (var status = RunStatus.Interrupted; status != RunStatus.Completed;)
        {
            using var stop = new CancellationTokenSource();
            var callback = new RecordingCallback
            {
                OnEvent = (happened, _) => { if (happened is SummariesReady summaries && interrupted.Add(summaries.Step)) stop.Cancel(); },
            };
            using var run = new ToyRun(folder.In("resumed"), parameters, callback: callback);
            if (run.Store.Newest is not null) run.RestoreNewest();
            status = run.Trainer.Train(stop.Token).Status;
            evaluations.AddRange(callback.Evaluations.Select(Describe));
        }

        Assert.IsGreaterThanOrEqualTo(2, interrupted.Count);
        AssertSame(whole, new Outcome(Files(folder.In("resumed")), evaluations));
    }

    [TestMethod]
    public void An_interruption_in_an_evaluation_is_resumed_with_that_evaluation()
    {
        using var folder = new TemporaryFolder();
        var whole = Train(folder.In("whole"), ToyRun.Parameters, []);

        using var stop = new CancellationTokenSource();
        var callback = new RecordingCallback { OnSummaries = stop.Cancel };
        using (var run = new ToyRun(folder.In("resumed"), callback: callback))
        {
            Assert.AreEqual(RunStatus.Interrupted, run.Trainer.Train(stop.Token).Status);
            Assert.IsEmpty(callback.Evaluations);
        }

        AssertSame(whole, Train(folder.In("resumed"), ToyRun.Parameters, []));
    }

    // A kill leaves the last checkpoint; with every_steps that is one within an epoch.
    [TestMethod]
    public void A_killed_run_goes_on_from_its_last_checkpoint_to_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var parameters = ToyRun.Parameters with { Checkpoint = new CheckpointParams { EverySteps = 3, Keep = 2 } };
        var whole = Train(folder.In("whole"), parameters, []);
        var killer = new RecordingCallback { OnStep = step => { if (step.Step == 17) throw new KilledException(); } };
        using (var run = new ToyRun(folder.In("killed"), parameters, callback: killer))
        {
            Assert.ThrowsExactly<KilledException>(() => run.Trainer.Train());
        }

        var store = new CheckpointStore(folder.In("killed"));
        Assert.EndsWith("step-000015", store.Newest!);
        var resumed = Train(folder.In("killed"), parameters, []);
        AssertSame(whole, resumed with { Evaluations = [.. killer.Evaluations.Select(Describe), .. resumed.Evaluations] });
    }

    // Ten batches an epoch in steps of three and, at its end, one: a request to stop comes while the second batch of a step is computed.
    [TestMethod]
    [DataRow(ComputePrecision.Float32)]
    [DataRow(ComputePrecision.Bfloat16)]
    public void A_stop_between_micro_batches_is_resumed_to_the_same_bits(ComputePrecision precision)
    {
        using var folder = new TemporaryFolder();
        var whole = Train(folder.In("whole"), WithMicroBatches, [], precision);
        foreach (var batch in new[] { 2, 3, 10, 12, 25 })
        {
            using var stop = new CancellationTokenSource();
            var callback = new RecordingCallback();
            var path = folder.In($"at {batch}");
            using (var run = new ToyRun(
                path, WithMicroBatches, callback: callback, precision: precision, model: p => new WatchedModel(p, batch, stop.Cancel)))
            {
                Assert.AreEqual(RunStatus.Interrupted, run.Trainer.Train(stop.Token).Status);
            }

            // The step is done to its end: four steps an epoch, the last of one batch.
            Assert.AreEqual(((batch - 1) / 10 * 4) + (((batch - 1) % 10) / 3) + 1, callback.Steps[^1].Step);
            var resumed = Train(path, WithMicroBatches, [], precision);
            AssertSame(whole, resumed with { Evaluations = [.. callback.Evaluations.Select(Describe), .. resumed.Evaluations] });
        }
    }

    [TestMethod]
    [DataRow(ComputePrecision.Float32)]
    [DataRow(ComputePrecision.Bfloat16)]
    public void A_kill_between_micro_batches_is_resumed_to_the_same_bits(ComputePrecision precision)
    {
        using var folder = new TemporaryFolder();
        var whole = Train(folder.In("whole"), WithMicroBatches, [], precision);
        foreach (var batch in new[] { 2, 3, 10, 12, 25 })
        {
            var callback = new RecordingCallback();
            var path = folder.In($"at {batch}");
            using (var run = new ToyRun(
                path,
                WithMicroBatches,
                callback: callback,
                precision: precision,
                model: p => new WatchedModel(p, batch, () => throw new KilledException())))
            {
                Assert.ThrowsExactly<KilledException>(() => run.Trainer.Train());
            }

            var store = new CheckpointStore(path);
            store.Recover();
            using var newest = store.LoadNewest();
            var step = newest?.Content.State.Step ?? 0;
            Assert.IsLessThanOrEqualTo(callback.Steps.Count, step);
            var resumed = Train(path, WithMicroBatches, [], precision);
            AssertSame(whole, resumed with
            {
                Evaluations =
                [.. callback.Evaluations.Where(evaluation => IsBefore(evaluation, newest)).Select(Describe), .. resumed.Evaluations]
            });
        }

        // One that is older than the checkpoint stands; those after it come again.
        static bool IsBefore(EvaluationCompleted evaluation, LoadedCheckpoint? newest) =>
            newest?.Content.State is { } state
            && (evaluation.Epoch <= state.Epoch || (evaluation.Epoch == state.Epoch + 1 && evaluation.Step < state.Step));
    }

    [TestMethod]
    public void Another_number_of_steps_an_epoch_is_refused()
    {
        using var folder = new TemporaryFolder();
        Train(folder.Path, ToyRun.Parameters with { Epochs = 1 }, []);
        using var run = new ToyRun(folder.Path, data: ToyRun.Data with { TrainingSamples = 20 });
        using var checkpoint = run.Store.LoadNewest()!;

        var error = Assert.ThrowsExactly<Tfaip.Parameters.TfaipException>(() => run.Trainer.Restore(checkpoint));

        Assert.AreEqual(
            $"{folder.In("checkpoints", "step-000010")}: was written with 10 steps an epoch, now there are 5: the training data or "
            + "data.pipeline changed, so the run cannot go on to what it would have been. Train anew.",
            error.Message);
    }

    [TestMethod]
    public void A_resumed_run_takes_the_threads_that_it_began_with_and_says_where_others_are_set()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(("3", ""), Interrupt(WithAdam with { Threads = 3 }, 5));
        Assert.AreEqual(("3", ""), Interrupt(WithAdam with { Threads = 0 }, 10));
        Assert.AreEqual(
            ("1", "trainer.threads is 1, and the run began with 3: sums are split over threads, so it ends with other last bits than "
                + "without the interruption."),
            Interrupt(WithAdam with { Threads = 1 }, 15));

        (string Threads, string Warnings) Interrupt(TrainerParams parameters, int stopAt)
        {
            using var stop = new CancellationTokenSource();
            using var run = new ToyRun(
                folder.Path, parameters, callback: new RecordingCallback
                {
                    OnStep = step =>
                    {
                        if (step.Step == stopAt)
                            stop.Cancel();
                    }
                });
            using (var checkpoint = run.Store.LoadNewest())
            {
                if (checkpoint is not null) run.Trainer.Restore(checkpoint);
            }

            Assert.AreEqual(RunStatus.Interrupted, run.Trainer.Train(stop.Token).Status);
            using var written = run.Store.LoadNewest();
            return ($"{written!.State.Threads}", string.Join(' ', run.Trainer.Warnings));
        }
    }

    private static Outcome Train(
        string folder, TrainerParams parameters, IReadOnlyList<int> interruptions, ComputePrecision precision = ComputePrecision.Float32)
    {
        var evaluations = new List<string>();
        for (var i = 0; ; i++)
        {
            using var stop = new CancellationTokenSource();
            var stopAt = i < interruptions.Count ? interruptions[i] : -1;
            var callback = new RecordingCallback { OnStep = step => { if (step.Step == stopAt) stop.Cancel(); } };
            using var run = new ToyRun(folder, parameters, callback: callback, precision: precision);
            run.Store.Recover();
            using (var checkpoint = run.Store.LoadNewest())
            {
                if (checkpoint is not null) run.Trainer.Restore(checkpoint);
            }

            var result = run.Trainer.Train(stop.Token);
            evaluations.AddRange(callback.Evaluations.Select(Describe));
            if (result.Status == RunStatus.Interrupted)
            {
                // One that comes with the last step of an epoch is only seen in the evaluation after it.
                Assert.AreEqual(stopAt, (int)result.Steps);
                continue;
            }

            return new Outcome(Files(folder), evaluations);
        }
    }

    private static string Describe(EvaluationCompleted info) =>
        $"{info.Epoch} {info.Step} {info.Split} {info.Samples} {string.Join(" ", info.Metrics)} {info.IsBest}";

    private static Dictionary<string, byte[]> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllBytes);

    private static void AssertSame(Outcome expected, Outcome actual)
    {
        CollectionAssert.AreEqual(expected.Evaluations, actual.Evaluations);
        CollectionAssert.AreEquivalent(expected.Files.Keys, actual.Files.Keys);
        Assert.IsTrue(expected.Files.ContainsKey(Path.Combine("best", "weights.safetensors")));
        foreach (var (name, bytes) in expected.Files) CollectionAssert.AreEqual(bytes, actual.Files[name], name);
    }

    private sealed record Outcome(Dictionary<string, byte[]> Files, List<string> Evaluations);

    private sealed class KilledException : Exception;

    /// <summary>Says so when a batch of training is computed, the last thing before its gradients.</summary>
    private sealed class WatchedModel(ToyModelParams parameters, int batch, Action happened) : ToyModel(parameters)
    {
        private int _batches;

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs)
        {
            if (training && ++_batches == batch) happened();
            return base.Loss(inputs, targets, outputs);
        }
    }
}
