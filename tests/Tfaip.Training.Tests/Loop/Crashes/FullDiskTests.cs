using System.Text.RegularExpressions;

namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>The disk is full at one operation of a run: the run ends with an error that says so, and can be resumed.</summary>
[TestClass]
public sealed class FullDiskTests
{
    private static readonly string[] Short = ["--trainer.epochs", "1"];

    [TestMethod]
    [DataRow(false, DisplayName = "the disk has room again afterwards")]
    [DataRow(true, DisplayName = "the disk stays full until the run goes on")]
    public void A_run_whose_disk_is_full_at_any_operation_says_so_and_goes_on_to_the_same_bytes(bool staysFull)
    {
        using var run = new CrashedRun();
        var begin = run.AsDisk().Seen();
        var sound = new FailingFiles(int.MaxValue);
        Assert.AreEqual(0, run.Start(sound, more: Short).Code);
        var whole = new Outcome(run);
        foreach (var (index, operation) in sound.Operations.Index())
        {
            // Each event is appended alike.
            if (operation.StartsWith($"append {run.In("events")}", StringComparison.Ordinal) && index % 8 != 0) continue;
            run.BecomeAs(begin);
            var files = new FailingFiles(index, staysFull);

            var (code, _, error) = run.Start(files, more: Short);

            Assert.IsTrue(files.HasFailed, operation);
            Assert.AreEqual(1, code, $"{operation}: {error}");
            Assert.MatchesRegex(
                new Regex(
                    $"^({Regex.Escape(run.Path)}[^:\n]*: (the checkpoint |the resource )?cannot be (written|copied into the run "
                    + $"directory): {FailingFiles.Error}\n){{1,{(staysFull ? 2 : 1)}}}$"),
                error,
                operation);
            run.GoOn(new JournalFiles(), isLate: false, operation, Short);
            whole.AssertIs(run, operation);
        }
    }

    [TestMethod]
    [DataRow("append RUN/metrics.jsonl", "RUN/metrics.jsonl: cannot be written: No space left on device\n")]
    [DataRow("write RUN/checkpoints/step-000004.partial/weights.safetensors", "RUN/checkpoints/step-000004: the checkpoint cannot be "
        + "written: No space left on device\n")]
    [DataRow("rename RUN/checkpoints/step-000003", "RUN/checkpoints/step-000003: the checkpoint cannot be written: "
        + "No space left on device\n")]
    [DataRow("create RUN", "RUN: cannot be written: No space left on device\n")]
    [DataRow("rename RUN/config.yaml", "RUN/config.yaml: cannot be written: No space left on device\n")]
    [DataRow("rename RUN/resources/labels.txt", "RUN/resources/labels.txt: cannot be written: No space left on device\n")]
    [DataRow("rename RUN/model.tfaip", "RUN/model.tfaip: cannot be written: No space left on device\n")]
    [DataRow("open RUN/events/training/events.out.tfevents.0000000000.tfaip", "RUN/events/training/events.out.tfevents.0000000000.tfaip: "
        + "cannot be written: No space left on device\n")]
    [DataRow("rename RUN/summary.json", "RUN/summary.json: cannot be written: No space left on device\n")]
    public void The_error_names_what_cannot_be_written(string operation, string expected)
    {
        using var run = new CrashedRun();
        Assert.AreEqual(expected.Replace("RUN", run.Path, StringComparison.Ordinal), FailAt(run, operation, staysFull: false));
    }

    [TestMethod]
    public void Where_the_disk_stays_full_both_errors_are_said()
    {
        using var run = new CrashedRun();
        Assert.AreEqual(
            $"""
            {run.In("checkpoints", "step-000004")}: the checkpoint cannot be written: No space left on device
            {run.In("summary.json")}: cannot be written: No space left on device

            """.ReplaceLineEndings("\n"),
            FailAt(run, "write RUN/checkpoints/step-000004.partial/weights.safetensors", staysFull: true));
    }

    [TestMethod]
    public void A_folder_that_is_in_the_way_of_a_replacement_is_named()
    {
        using var run = new CrashedRun();
        run.Start(new JournalFiles());
        Directory.CreateDirectory(run.Path + ".previous");

        Assert.AreEqual(
            (1, $"{run.Path}.previous: is in the way: the run at {run.Path} is put there until the new one has its first checkpoint. "
                + "Rename or delete it.\n"),
            run.Start(new JournalFiles()) is var (code, _, error) ? (code, error) : default);
    }

    private static string FailAt(CrashedRun run, string operation, bool staysFull)
    {
        var begin = run.AsDisk().Seen();
        var sound = new FailingFiles(int.MaxValue);
        run.Start(sound);
        run.BecomeAs(begin);
        var index = sound.Operations.ToList().IndexOf(operation.Replace("RUN", run.Path, StringComparison.Ordinal));
        Assert.IsGreaterThanOrEqualTo(0, index, string.Join('\n', sound.Operations));
        var (code, _, error) = run.Start(new FailingFiles(index, staysFull));
        Assert.AreEqual(1, code);
        return error;
    }
}
