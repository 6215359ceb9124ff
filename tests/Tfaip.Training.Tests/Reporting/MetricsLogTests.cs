using Tfaip.Training.Callbacks;
using Tfaip.Training.Reporting;
using Tfaip.Training.Tests.Callbacks;

namespace Tfaip.Training.Tests.Reporting;

[TestClass]
public sealed class MetricsLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-metrics-").FullName;

    private string Log => Path.Combine(_folder, "metrics.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Every_value_is_a_line_that_gives_the_same_number_back()
    {
        Write(null, log => log.Hear(SomeRuns.Evaluation(1, "training", 1.0 / 3, double.NaN)));

        Assert.AreEqual(
            """
            {"epoch":1,"step":4,"split":"training","name":"loss","value":0.3333333333333333}
            {"epoch":1,"step":4,"split":"training","name":"accuracy","value":"NaN"}

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(Log));
    }

    [TestMethod]
    public void Row081_The_log_is_read_as_it_was_written()
    {
        var values = new Dictionary<string, double>
        {
            ["ctc-loss"] = 0.1,
            ["loss/mean"] = double.NaN,
            ["F1 (macro)"] = -1e-300,
            ["up"] = double.PositiveInfinity
        };
        Write(null, log => log.Hear(SomeRuns.Evaluation(2, "training", 0, 0) with { Metrics = values }));
        File.AppendAllText(Log, "{\"epoch\":3,\"step\":12,\"spl");

        var read = MetricsLog.Read(Log).ToList();

        CollectionAssert.AreEqual(values.Select(value => new LoggedValue(2, 8, "training", value.Key, value.Value)).ToArray(), read);
    }

    [TestMethod]
    public void Lines_are_on_the_disk_when_the_evaluation_is_over()
    {
        using var log = new MetricsLog();
        log.Hear(new RunStarted(SomeRuns.Info(_folder)));
        log.Hear(SomeRuns.Epoch(1));
        log.Hear(SomeRuns.Evaluation(1, "training", 0.5, 0.5));

        Assert.HasCount(2, File.ReadAllLines(Log));
    }

    [TestMethod]
    public void A_run_that_goes_on_ends_with_the_file_of_one_that_was_never_interrupted()
    {
        Write(null, log => Epochs(log, 1, 3));
        var undisturbed = File.ReadAllBytes(Log);

        // Wherever the kill tore the file after the checkpoint's step, the rest is written as if it had not been.
        var checkpoint = File.ReadLines(Log).Take(8).Sum(line => line.Length + 1);
        for (var length = checkpoint; length <= undisturbed.Length; length += 7)
        {
            File.WriteAllBytes(Log, undisturbed[..length]);
            Write(8, log => Epochs(log, 3, 3));
            CollectionAssert.AreEqual(undisturbed, File.ReadAllBytes(Log), $"torn after {length} bytes");
        }
    }

    [TestMethod]
    public void An_evaluation_that_comes_again_is_there_once()
    {
        Write(null, log => Epochs(log, 1, 2));
        var undisturbed = File.ReadAllBytes(Log);

        // Stopped during the evaluation after step 8, killed after the next attempt at it, resumed at step 8 once more.
        Write(8, log => Epochs(log, 2, 2), reported: 7);

        CollectionAssert.AreEqual(undisturbed, File.ReadAllBytes(Log));
    }

    [TestMethod]
    public void A_completed_run_keeps_its_file()
    {
        Write(null, log => Epochs(log, 1, 3));
        var written = File.ReadAllBytes(Log);

        using (var log = new MetricsLog()) log.Hear(new RunStarted(SomeRuns.Info(_folder, resumedAt: 12)));

        CollectionAssert.AreEqual(written, File.ReadAllBytes(Log));
    }

    [TestMethod]
    public void A_new_run_begins_a_new_file()
    {
        Write(null, log => Epochs(log, 1, 3));
        Write(null, log => Epochs(log, 1, 1));

        Assert.HasCount(4, File.ReadAllLines(Log));
    }

    [TestMethod]
    public void A_damaged_line_ends_what_is_kept()
    {
        Write(null, log => Epochs(log, 1, 1));
        var lines = File.ReadAllLines(Log);
        File.WriteAllText(Log, $"{lines[0]}\n\0\0\0\n{lines[1]}\n");

        Write(8, _ => { });

        Assert.AreEqual(lines[0] + "\n", File.ReadAllText(Log));
    }

    private static void Epochs(MetricsLog log, int first, int last)
    {
        for (var epoch = first; epoch <= last; epoch++)
        {
            log.Hear(SomeRuns.Evaluation(epoch, "training", 1.0 / epoch, 0.5));
            log.Hear(SomeRuns.Evaluation(epoch, "evaluation", 1.1 / epoch, 0.6));
        }
    }

    private void Write(long? resumedAt, Action<MetricsLog> write, long? reported = null)
    {
        using var log = new MetricsLog();
        log.Hear(new RunStarted(SomeRuns.Info(_folder, resumedAt, reported: reported)));
        log.Hear(SomeRuns.Epoch((int)(resumedAt ?? 0) / 4 + 1));
        write(log);
    }
}
