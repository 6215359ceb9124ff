namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>
/// The program is killed before and within each change that a whole run makes to the disk, or the power fails there; the run that
/// goes on ends with the bytes of one that was left alone.
/// </summary>
[TestClass]
public sealed class RunCrashTests
{
    [TestMethod]
    public void A_run_that_is_killed_at_any_change_of_the_disk_goes_on_to_the_same_bytes() =>
        KillAtEach((index, text) => index % 4 == 0 || !IsForTensorBoard(text), isLate: false);

    // Of the two ends of the time that checkpoints may be written in, the other one; what is on the disk then differs by what else
    // was written.
    [TestMethod]
    public void So_does_one_whose_checkpoints_are_written_as_late_as_they_may_be() =>
        KillAtEach((index, text) => index % 2 == 0 && !IsForTensorBoard(text), isLate: true);

    [TestMethod]
    public void So_does_one_whose_machine_loses_its_power_whatever_was_not_synced()
    {
        using var run = new CrashedRun();
        var disk = run.AsDisk();
        var (whole, journal) = Undisturbed(run, isLate: false);
        foreach (var (index, (text, apply)) in journal.Changes.Index())
        {
            // Where nothing waits to be synced a loss of power is a kill. What TensorBoard shows is not synced.
            if (disk.Unsynced > 0 && !IsForTensorBoard(text))
            {
                var kept = index % 3;
                var message = $"power lost before change {index}, {text}, {kept} of {disk.Unsynced} unsynced changes kept";
                run.BecomeAs(disk.AfterPowerLoss(kept, lengthsOnly: index % 2 == 0));
                run.GoOn(new JournalFiles(), isLate: false, message);
                whole.AssertIs(run, message, withEvents: false);
            }

            apply(disk);
        }
    }

    [TestMethod]
    public void So_does_one_that_is_killed_again_when_it_goes_on()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        using var run = new CrashedRun();
        var begin = run.AsDisk().Seen();
        var (whole, journal) = Undisturbed(run, isLate: false);
        for (var i = 0; i < 40; i++)
        {
            run.BecomeAs(begin);
            var (next, message) = (journal, $"seed {seed}, attempt {i}");
            for (var kills = 0; kills < 3 && next.Changes.Count > 0; kills++)
            {
                // From the disk that the journal begins with; the program has gone on from there, so that this is undone.
                var (kill, disk) = (random.Next(next.Changes.Count), run.AsDisk());
                foreach (var (_, apply) in next.Changes.Take(kill)) apply(disk);
                var killed = disk.Seen();
                message += $", killed before {next.Changes[kill].Text}";
                run.BecomeAs(killed);
                next = new JournalFiles();
                run.GoOn(next, isLate: random.Next(2) == 0, message);
                whole.AssertIs(run, message);
                run.BecomeAs(killed);
            }
        }
    }

    [TestMethod]
    public void A_finished_run_that_is_replaced_is_there_until_the_new_one_has_a_checkpoint()
    {
        using var run = new CrashedRun();
        string[] other = ["--seed", "8", "--trainer.epochs", "1"];
        var (former, _) = Undisturbed(run, isLate: false, "--trainer.epochs", "1");
        var disk = run.AsDisk();
        var journal = new JournalFiles();
        Assert.AreEqual(0, run.Start(journal, more: other).Code);
        var replaced = new Outcome(run);
        var last = journal.Changes.Index().Last(change => change.Item.Text.Contains("discarded.old", StringComparison.Ordinal)).Index;
        var (isFormer, isReplaced) = (0, 0);
        foreach (var (index, (text, apply)) in journal.Changes.Take(last + 2).Index())
        {
            if (!text.StartsWith("write", StringComparison.Ordinal))
            {
                var message = $"killed before change {index}, {text}";
                run.BecomeAs(disk.Seen());
                run.GoOn(new JournalFiles(), isLate: false, message, other);
                if (former.Is(run)) isFormer++;
                else replaced.AssertIs(run, message);
                Assert.AreEqual(
                    (0, ""), (run.Start(new JournalFiles(), more: other) is var (code, _, error) ? (code, error) : default), message);
                replaced.AssertIs(run, message);
                isReplaced++;
            }

            apply(disk);
        }

        Assert.IsGreaterThan(0, isFormer);
        Assert.IsGreaterThan(isFormer, isReplaced);
    }

    private static void KillAtEach(Func<int, string, bool> isTried, bool isLate)
    {
        using var run = new CrashedRun();
        var disk = run.AsDisk();
        var (whole, journal) = Undisturbed(run, isLate);
        foreach (var (index, (text, apply)) in journal.Changes.Index())
        {
            if (isTried(index, text))
            {
                var message = $"killed before change {index}, {text}";
                run.BecomeAs(disk.Seen());
                run.GoOn(new JournalFiles(), isLate, message);
                whole.AssertIs(run, message);
            }

            apply(disk);
        }

        run.BecomeAs(disk.Seen());
        whole.AssertIs(run, "the journal has all that the run wrote");
    }

    private static bool IsForTensorBoard(string text) => text.Contains("/events/", StringComparison.Ordinal);

    private static (Outcome Whole, JournalFiles Journal) Undisturbed(CrashedRun run, bool isLate, params string[] more)
    {
        var journal = new JournalFiles();
        var (code, _, error) = run.Start(journal, isLate, more);
        Assert.AreEqual((0, ""), (code, error));
        return (new Outcome(run), journal);
    }
}
