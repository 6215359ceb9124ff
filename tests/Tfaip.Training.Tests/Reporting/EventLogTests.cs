using Microsoft.Extensions.Time.Testing;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Reporting;
using Tfaip.Training.Runs;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Callbacks;
using Tfaip.Training.Tests.Loop;
using Tfaip.Training.Tests.Reporting.TensorBoard;

namespace Tfaip.Training.Tests.Reporting;

[TestClass]
public sealed class EventLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-events-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Each_split_has_its_values_and_training_the_learning_rate()
    {
        using (var log = new EventLog(new FakeTimeProvider()))
        {
            log.Hear(new RunStarted(SomeRuns.Info(_folder)));
            for (var epoch = 1; epoch <= 2; epoch++)
            {
                log.Hear(SomeRuns.Epoch(epoch));
                log.Hear(SomeRuns.Step(epoch, 4));
                log.Hear(SomeRuns.Evaluation(epoch, "training", 0.5 / epoch, 0.25));
                log.Hear(SomeRuns.Evaluation(epoch, "evaluation", 1.0 / epoch, 0.75));
                log.Hear(new SummariesReady(epoch, 4 * epoch, "evaluation", writer => writer.Scalar("mine", 7)));
            }
        }

        var training = Read("training");
        CollectionAssert.AreEqual(
            new[] { "config", "_hparams_/session_start_info" }, training.Skip(1).Take(2).Select(e => e.Tag).ToArray());
        CollectionAssert.AreEqual(
            new[]
            {
                ("loss", 0.5f, 4L), ("accuracy", 0.25f, 4L), ("samples_per_second", 719.2f, 4L), ("learning_rate", 0.001f, 4L),
                ("loss", 0.25f, 8L), ("accuracy", 0.25f, 8L), ("samples_per_second", 719.2f, 8L), ("learning_rate", 0.0005f, 8L),
            },
            training.Skip(3).Select(e => (e.Tag, e.Scalar, e.Step)).ToArray());
        CollectionAssert.AreEqual(
            new[]
            {
                ("loss", 1f, 4L), ("accuracy", 0.75f, 4L), ("samples_per_second", 719.2f, 4L), ("mine", 7f, 4L),
                ("loss", 0.5f, 8L), ("accuracy", 0.75f, 8L), ("samples_per_second", 719.2f, 8L), ("mine", 7f, 8L),
            },
            Read("evaluation").Skip(1).Select(e => (e.Tag, e.Scalar, e.Step)).ToArray());
    }

    [TestMethod]
    public void An_evaluation_that_comes_again_is_there_once()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var log = new EventLog(new FakeTimeProvider());
            log.Hear(new RunStarted(SomeRuns.Info(_folder, resumedAt: attempt == 0 ? null : 4, reported: attempt == 0 ? null : 3)));
            log.Hear(SomeRuns.Epoch(1, stepsDone: attempt * 4));
            log.Hear(new SummariesReady(1, 4, "evaluation", writer => writer.Scalar("mine", attempt)));
        }

        var all = Directory.GetFiles(Path.Combine(_folder, "events", "evaluation")).Order().SelectMany(EventReader.Read);
        Assert.AreEqual(1f, all.Single(e => e.Step == 4 && e.SessionStatus is null).Scalar);
    }

    [TestMethod]
    public void Row100_Event_files_hold_exactly_what_the_run_logged()
    {
        using (var metrics = new MetricsLog())
        using (var events = new EventLog(new FakeTimeProvider()))
        {
            var definition = new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData)]);
            var parameters = new RunParams<ToyDataParams, ToyModelParams>
            {
                Scenario = "toy",
                Data = ToyRun.Data,
                Trainer = ToyRun.Parameters,
                Export = ExportChoice.None
            };
            new TrainingRun(definition, parameters, _folder, [metrics, events]).Start();
        }

        var logged = MetricsLog.Read(Path.Combine(_folder, "metrics.jsonl"))
            .Select(value => (value.Split, value.Name, value.Step, (float)value.Value)).ToList();
        string[] besides = ["samples_per_second", "learning_rate", "config", "_hparams_/session_start_info"];
        string[] splits = ["training", "evaluation"];
        var written = splits.SelectMany(split => Read(split).Skip(1).Select(e => (Split: split, Event: e))).ToList();
        CollectionAssert.AreEquivalent(
            logged,
            written.Where(one => !besides.Contains(one.Event.Tag))
                .Select(one => (one.Split, one.Event.Tag, one.Event.Step, one.Event.Scalar)).ToList());
        CollectionAssert.AreEqual(
            new long[] { 10, 20, 30 }, written.Where(one => one.Event.Tag == "learning_rate").Select(one => one.Event.Step).ToArray());
        CollectionAssert.AreEquivalent(
            new[] { ("training", 10L), ("training", 20), ("training", 30), ("evaluation", 10), ("evaluation", 20), ("evaluation", 30) },
            logged.Where(value => value.Name == "accuracy").Select(value => (value.Split, value.Step)).ToArray());
    }

    [TestMethod]
    public void Row101_A_model_writes_a_precision_recall_curve_once_an_evaluation()
    {
        using (var events = new EventLog(new FakeTimeProvider()))
        {
            var definition = new ScenarioDefinition(typeof(CurveModel).Assembly, [typeof(CurveModel), typeof(ToyData)]);
            var parameters = new RunParams<ToyDataParams, ToyModelParams>
            {
                Scenario = "toy",
                Data = ToyRun.Data,
                Trainer = ToyRun.Parameters,
                Export = ExportChoice.None
            };
            new TrainingRun(definition, parameters, _folder, [events]).Start();
        }

        var curves = Read("evaluation").Where(e => e.Fields[5].Any() && e.Tag == "curve").ToList();
        CollectionAssert.AreEqual(new long[] { 10, 20, 30 }, curves.Select(e => e.Step).ToArray());

        // The two samples of the curve below: at a threshold of 0 both are answered with yes, at 1 none.
        var table = Encoded(curves[0]);
        CollectionAssert.AreEqual(new float[] { 1, 1, 0 }, table[..3], "true positives");
        CollectionAssert.AreEqual(new float[] { 1, 0, 0 }, table[3..6], "false positives");
    }

    [TestMethod]
    public void Every_so_many_steps_the_loss_and_the_learning_rate_are_written_where_asked_for()
    {
        using (var log = new EventLog(new FakeTimeProvider()))
        {
            var info = SomeRuns.Info(_folder);
            log.Hear(new RunStarted(info with
            {
                Parameters =
                    new RunParams<SomeRuns.NoData, SomeRuns.NoModel> { Trainer = new() { TensorBoard = new() { EverySteps = 3 } } },
            }));
            log.Hear(SomeRuns.Epoch(1));
            for (var step = 1; step <= 4; step++) log.Hear(SomeRuns.Step(1, step, loss: step));
            log.Hear(SomeRuns.Epoch(2));
            for (var step = 1; step <= 4; step++) log.Hear(SomeRuns.Step(2, step, loss: step));
        }

        CollectionAssert.AreEqual(
            new[]
            {
                ("steps/loss", 3f, 3L),
                ("steps/learning_rate", 0.001f, 3L),
                ("steps/loss", 2f, 6L),
                ("steps/learning_rate", 0.0005f, 6L)
            },
            Read("training").Skip(3).Select(e => (e.Tag, e.Scalar, e.Step)).ToArray());
    }

    // Interrupted in the first evaluation after each step of which one is: what that step wrote is there all the same.
    [TestMethod]
    [DataRow(4, 2)]
    [DataRow(1, 1)]
    public void A_run_that_is_interrupted_in_each_evaluation_leaves_the_same_events(int evaluated, int written)
    {
        var definition = new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData)]);
        var parameters = new RunParams<ToyDataParams, ToyModelParams>
        {
            Scenario = "toy",
            Data = ToyRun.Data,
            Trainer =
                ToyRun.Parameters with { Evaluation = new() { EverySteps = evaluated }, TensorBoard = new() { EverySteps = written } },
            Export = ExportChoice.None,
        };
        var (whole, stopped) = (Path.Combine(_folder, "whole"), Path.Combine(_folder, "stopped"));
        using (var log = new EventLog(new FakeTimeProvider())) new TrainingRun(definition, parameters, whole, [log]).Start();

        var interrupted = new HashSet<long>();
        for (var status = RunStatus.Interrupted; status == RunStatus.Interrupted;)
        {
            using var stop = new CancellationTokenSource();
            using var log = new EventLog(new FakeTimeProvider());
            var interrupter = new RecordingCallback
            {
                OnEvent = (happened, _) => { if (happened is SummariesReady summaries && interrupted.Add(summaries.Step)) stop.Cancel(); },
            };
            var run = new TrainingRun(definition, parameters, stopped, [log, interrupter]);
            status = (interrupted.Count == 0 ? run.Start(cancellationToken: stop.Token) : run.Resume(stop.Token)).Status;
        }

        CollectionAssert.AreEquivalent(
            Enumerable.Range(1, 30).Where(step => step % evaluated == 0 || step % 10 == 0).Select(step => (long)step).ToArray(),
            interrupted.ToArray());
        string[] splits = ["training", "evaluation"];
        foreach (var split in splits) CollectionAssert.AreEqual(Values(whole, split), Values(stopped, split), split);
        CollectionAssert.AreEqual(
            Enumerable.Range(1, 30).Where(step => step % written == 0).ToArray(),
            Values(stopped, "training").Where(value => value.Tag == "steps/loss").Select(value => (int)value.Step).ToArray());

        var steps = Directory.GetFiles(Path.Combine(stopped, "events", "training")).Order(StringComparer.Ordinal)
            .SelectMany(EventReader.Read)
            .Where(e => e.SessionStatus is null && e.FileVersion is null).Select(e => e.Step).ToList();
        CollectionAssert.AreEqual(steps.Order().ToArray(), steps);

        static List<(string Tag, float Scalar, long Step)> Values(string run, string split) =>
        [
            .. Directory.GetFiles(Path.Combine(run, "events", split)).Order(StringComparer.Ordinal).SelectMany(EventReader.Read)
                .Where(e => e.SessionStatus is null && e.FileVersion is null && e.Fields[5].Any()
                    && e.Tag is not (EventLog.SamplesPerSecond or "config" or "_hparams_/session_start_info"))
                .Select(e => (e.Tag!, e.Scalar, e.Step)),
        ];
    }

    // TensorProto.float_val (5), packed, of the value's tensor (8).
    private static float[] Encoded(EventReader.ReadEvent written) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(EventReader.Fields(written.Value[8].Single())[5].Single()).ToArray();

    private IReadOnlyList<EventReader.ReadEvent> Read(string split) =>
        EventReader.Read(Path.Combine(_folder, "events", split, "events.out.tfevents.0000000000.tfaip"));

    /// <summary>The toy model, which draws a curve of two fixed scores.</summary>
    public sealed class CurveModel(ToyModelParams p) : ToyModel(p)
    {
        public override void WriteSummaries(ISummaryWriter writer, TensorMap inputs, TensorMap targets, TensorMap outputs)
        {
            using var labels = TorchSharp.torch.tensor(new[] { true, false });
            using var scores = TorchSharp.torch.tensor(new[] { 0.75f, 0.25f });
            writer.PrCurve("curve", labels, scores, thresholds: 3);
        }
    }
}
