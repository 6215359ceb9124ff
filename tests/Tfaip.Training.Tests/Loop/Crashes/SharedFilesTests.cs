using Tfaip.Training.Checkpoints;
using Tfaip.Training.Files;

namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>
/// Whole runs under Windows' rules of sharing files: other programs open what a run writes, while it is written, renamed and deleted.
/// </summary>
[TestClass]
public sealed class SharedFilesTests
{
    private static readonly TimeSpan Scan = TimeSpan.FromMilliseconds(300);

    [TestMethod]
    public void A_run_whose_files_are_scanned_as_they_are_written_ends_with_the_same_bytes()
    {
        using var run = new CrashedRun();
        var whole = Undisturbed(run);
        var scanned = new SharedFiles(Scan);
        var patient = new PatientFiles(scanned, scanned.Pause);

        Assert.AreEqual((0, ""), run.Start(patient) is var (code, _, error) ? (code, error) : default);
        whole.AssertIs(run, "the run");
        Assert.AreEqual((0, ""), run.Start(patient) is var (again, _, problem) ? (again, problem) : default);
        whole.AssertIs(run, "the run that replaces it");
        Assert.IsGreaterThan(10, scanned.Refused);
    }

    [TestMethod]
    public void A_reader_of_the_best_checkpoint_only_makes_the_run_wait()
    {
        using var run = new CrashedRun();
        var whole = Undisturbed(run);
        LoadedCheckpoint? loaded = null;
        var shared = new SharedFiles(TimeSpan.Zero)
        {
            OnRenamed = to => loaded ??= to == run.In("best") ? new CheckpointStore(run.Path).LoadBest() : null,
            OnPause = now =>
            {
                if (now >= TimeSpan.FromSeconds(2)) loaded?.Dispose();
            },
        };

        var (code, output, error) = run.Start(new PatientFiles(shared, shared.Pause));

        Assert.AreEqual((0, ""), (code, error));
        Assert.DoesNotContain("warning", output);
        Assert.IsNotNull(loaded);
        if (OperatingSystem.IsLinux()) Assert.IsGreaterThan(0, shared.Refused);
        whole.AssertIs(run, "the run");
    }

    [TestMethod]
    public void A_checkpoint_that_cannot_be_deleted_is_a_warning_and_is_deleted_later()
    {
        using var run = new CrashedRun();
        var first = run.In("checkpoints", "step-000002");
        var shared = new SharedFiles(TimeSpan.Zero) { Held = { first } };
        var patient = new PatientFiles(shared, shared.Pause);

        var (code, output, error) = run.Start(patient);

        Assert.AreEqual((0, ""), (code, error));
        var warnings = output.Split('\n').Where(line => line.StartsWith("warning:", StringComparison.Ordinal)).ToArray();
        CollectionAssert.AreEqual(
            (string[])[
                $"warning: {first}: cannot be deleted: Access to the path '{first}' is denied. Another program has kept it open for 5 "
                + "seconds: "
                + "a virus scanner, a search indexer, a backup, or one that shows it. Close that program, or exclude the run directory "
                + "from it. It is deleted later."],
            warnings);
        Assert.IsTrue(Directory.Exists(first));
        shared.Held.Clear();
        run.GoOn(patient, isLate: false, "later");
        Assert.IsFalse(Directory.Exists(first));
    }

    [TestMethod]
    public void A_best_checkpoint_that_cannot_be_replaced_is_beside_its_successor_until_it_can()
    {
        using var run = new CrashedRun();
        var whole = Undisturbed(run);
        var shared = new SharedFiles(TimeSpan.Zero) { Held = { run.In("best", "state.json") } };
        var patient = new PatientFiles(shared, shared.Pause);

        var (code, output, error) = run.Start(patient);

        Assert.AreEqual((0, ""), (code, error));
        Assert.Contains($"warning: {run.In("best")}: cannot be deleted: ", output);
        Assert.IsTrue(Directory.Exists(run.In("best.next")));
        Assert.AreEqual(run.In("best.next"), new CheckpointStore(run.Path).Best);
        shared.Held.Clear();
        run.GoOn(patient, isLate: false, "later");
        whole.AssertIs(run, "the run that went on", withEvents: false);
    }

    [TestMethod]
    public void A_file_that_cannot_be_replaced_ends_the_run_with_the_likely_cause()
    {
        using var run = new CrashedRun();
        var package = run.In("model.tfaip");
        var shared = new SharedFiles(TimeSpan.Zero) { Held = { package } };

        var (code, _, error) = run.Start(new PatientFiles(shared, shared.Pause));

        Assert.AreEqual(
            (1,
                $"{package}: cannot be written: Access to the path '{package}' is denied. Another program has kept it open for 5 seconds: "
                + "a virus scanner, a search indexer, a backup, or one that shows it. Close that program, or "
                + "exclude the run directory from it.\n"),
            (code, error));
    }

    [TestMethod]
    public void A_content_of_which_a_part_is_written_is_not_written_twice()
    {
        using var folder = TemporaryFolder.InMemory();
        var patient = new PatientFiles(new DurableFiles(), _ => Assert.Fail("nobody waits"));
        var calls = 0;

        Assert.ThrowsExactly<UnauthorizedAccessException>(() => patient.WriteFile(folder.In("file"), _ =>
        {
            calls++;
            throw new UnauthorizedAccessException();
        }));

        Assert.AreEqual(1, calls);
    }

    // What the run ends with that nobody disturbs; all is again as it was before.
    private static Outcome Undisturbed(CrashedRun run)
    {
        var begin = run.AsDisk().Seen();
        Assert.AreEqual(0, run.Start(new JournalFiles()).Code);
        var whole = new Outcome(run);
        run.BecomeAs(begin);
        return whole;
    }
}
