using Tfaip.Training.Files;

namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>
/// The program is killed before and within each change that a whole run makes to the disk, or the power fails there; the run that
/// goes on ends with the bytes of one that was left alone.
/// </summary>
[TestClass]
public sealed class RunCrashTests
{
    private static readonly int[] KeptOfUnsynced = [0, 1, 2];

    [TestMethod]
    [DataRow(false, DisplayName = "checkpoints written as soon as they are begun")]
    [DataRow(true, DisplayName = "checkpoints written as late as they may be")]
    public void A_run_that_is_killed_at_any_change_of_the_disk_goes_on_to_the_same_bytes(bool isLate)
    {
        using var run = new CrashedRun();
        var disk = run.AsDisk();
        var (whole, journal) = Undisturbed(run, isLate);
        foreach (var (index, (text, apply)) in journal.Changes.Index())
        {
            run.BecomeAs(disk.Seen());
            run.GoOn(new JournalFiles(), isLate, $"killed before change {index}, {text}");
            whole.AssertIs(run, $"killed before change {index}, {text}");
            apply(disk);
        }

        run.BecomeAs(disk.Seen());
        whole.AssertIs(run, "the journal has all that the run wrote");
    }

    [TestMethod]
    public void So_does_one_whose_machine_loses_its_power_whatever_was_not_synced()
    {
        using var run = new CrashedRun();
        var disk = run.AsDisk();
        var (whole, journal) = Undisturbed(run, isLate: false);
        foreach (var (index, (text, apply)) in journal.Changes.Index())
        {
            // Where nothing waits to be synced a loss of power is a kill.
            var kept = KeptOfUnsynced[index % KeptOfUnsynced.Length];
            if (disk.Unsynced > 0)
            {
                var message = $"power lost before change {index}, {text}, {kept} of {disk.Unsynced} unsynced changes kept";
                run.BecomeAs(disk.AfterPowerLoss(kept, lengthsOnly: index % 2 == 0));
                run.GoOn(new JournalFiles(), isLate: false, message);
                whole.AssertIs(run, message, withEvents: false);
            }

            apply(disk);
        }
    }

    private static (Outcome Whole, JournalFiles Journal) Undisturbed(CrashedRun run, bool isLate)
    {
        var journal = new JournalFiles();
        var (code, _, error) = run.Start(journal, isLate);
        Assert.AreEqual((0, ""), (code, error));
        return (new Outcome(run), journal);
    }
}
