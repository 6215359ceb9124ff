using System.Runtime.InteropServices;
using Tfaip.Training.Commands;

namespace Tfaip.Training.Tests.Commands;

[TestClass]
public sealed class StopSignalsTests
{
    private readonly List<string> _calls = [];

    [TestMethod]
    public void The_first_signal_asks_the_second_ends()
    {
        using var signals = Signals();
        signals.Arm();

        Assert.IsTrue(Handled(signals));
        Assert.IsTrue(signals.Token.IsCancellationRequested);
        CollectionAssert.AreEqual(new[] { "asked" }, _calls);

        Assert.IsTrue(Handled(signals));
        CollectionAssert.AreEqual(new[] { "asked", "at once" }, _calls);
    }

    [TestMethod]
    public void While_there_is_nothing_to_resume_the_first_signal_ends()
    {
        using var signals = Signals();

        Assert.IsTrue(Handled(signals));

        CollectionAssert.AreEqual(new[] { "at once" }, _calls);
        Assert.IsFalse(signals.Token.IsCancellationRequested);
    }

    private StopSignals Signals() => new(() => _calls.Add("asked"), () => _calls.Add("at once"));

    // Whether the runtime is kept from ending the process.
    private static bool Handled(StopSignals signals)
    {
        var context = new PosixSignalContext(PosixSignal.SIGTERM);
        signals.Handle(context);
        return context.Cancel;
    }
}
