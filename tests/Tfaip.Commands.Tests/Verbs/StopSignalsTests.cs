using System.Runtime.InteropServices;
using Tfaip.Commands.Verbs;
using Tfaip.Training.Tests.Callbacks;
using Tfaip.Training.Tests.Reporting;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class StopSignalsTests
{
    private readonly List<string> _calls = [];

    [TestMethod]
    public void The_first_signal_asks_the_second_ends()
    {
        using var signals = Signals();
        Arm(signals);

        Assert.IsTrue(Handled(signals));
        Assert.IsTrue(signals.Token.IsCancellationRequested);
        CollectionAssert.AreEqual(new[] { "asked" }, _calls);

        Assert.IsTrue(Handled(signals));
        CollectionAssert.AreEqual(new[] { "asked", "at once" }, _calls);
    }

    // By its default SIGUSR1 ends a process, and one that comes while a program ends would take its exit code away.
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_request_for_a_checkpoint_after_the_end_of_the_run_does_nothing()
    {
        Signals().Dispose();
        for (var i = 0; i < 20; i++)
        {
            using var kill = System.Diagnostics.Process.Start("kill", ["-s", "USR1", $"{Environment.ProcessId}"]);
            kill.WaitForExit();
            Assert.AreEqual(0, kill.ExitCode);
        }

        Thread.Sleep(100);
        Assert.IsEmpty(_calls);
    }

    [TestMethod]
    public void While_there_is_nothing_to_resume_the_first_signal_ends()
    {
        using var signals = Signals();

        Assert.IsTrue(Handled(signals));

        Assert.IsTrue(Handled(signals));
        CollectionAssert.AreEqual(new[] { "ended early", "at once" }, _calls);
        Assert.IsFalse(signals.Token.IsCancellationRequested);
    }

    [TestMethod]
    [DataRow(PosixSignal.SIGHUP, true)]
    [DataRow(PosixSignal.SIGTERM, true)]
    [DataRow(PosixSignal.SIGINT, false)]
    [DataRow(PosixSignal.SIGQUIT, false)]
    public void Where_a_closed_window_ends_the_process_its_handler_waits_for_the_end_of_the_run(PosixSignal signal, bool waits)
    {
        var signals = new StopSignals(message => _calls.Add(message ?? "at once")) { ClosingEnds = true };
        var asked = new ManualResetEventSlim();
        signals.Arm(asked.Set, () => { });
        var token = signals.Token;

        var handler = Task.Run(() => signals.Handle(new PosixSignalContext(signal)));
        asked.Wait();
        Assert.AreEqual(!waits, handler.Wait(waits ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromMinutes(1)));
        signals.Dispose();

        Assert.IsTrue(handler.Wait(TimeSpan.FromMinutes(1)));
        Assert.IsTrue(token.IsCancellationRequested);
    }

    [TestMethod]
    public void A_checkpoint_is_asked_for_and_the_run_goes_on()
    {
        using var signals = Signals();
        Arm(signals);
        var context = new PosixSignalContext((PosixSignal)10);

        signals.HandleCheckpoint(context);
        signals.HandleCheckpoint(context);

        Assert.IsTrue(context.Cancel);
        Assert.IsFalse(signals.Token.IsCancellationRequested);
        CollectionAssert.AreEqual(new[] { "checkpoint", "checkpoint" }, _calls);
    }

    [TestMethod]
    public void A_checkpoint_that_is_asked_for_before_the_run_is_remembered()
    {
        using var signals = Signals();
        var context = new PosixSignalContext((PosixSignal)10);

        signals.HandleCheckpoint(context);
        signals.HandleCheckpoint(context);
        Assert.IsTrue(context.Cancel);
        Assert.IsEmpty(_calls);
        Arm(signals);

        CollectionAssert.AreEqual(new[] { "checkpoint" }, _calls);
    }

    [TestMethod]
    public void A_wanted_checkpoint_is_requested_at_the_next_step_once()
    {
        var (wanted, run) = (new RequestedCheckpoint(), new FakeControl());
        var step = SomeRuns.Step(1, 1);

        wanted.On(step, run);
        wanted.Want();
        wanted.On(SomeRuns.Epoch(1), run);
        Assert.AreEqual(0, run.CheckpointRequests);
        wanted.On(step, run);
        wanted.On(step, run);

        Assert.AreEqual(1, run.CheckpointRequests);
    }

    private StopSignals Signals() => new(message => _calls.Add(message ?? "at once")) { EndedEarly = "ended early" };

    private void Arm(StopSignals signals) => signals.Arm(() => _calls.Add("asked"), () => _calls.Add("checkpoint"));

    // Whether the runtime is kept from ending the process.
    private static bool Handled(StopSignals signals)
    {
        var context = new PosixSignalContext(PosixSignal.SIGTERM);
        signals.Handle(context);
        return context.Cancel;
    }
}
