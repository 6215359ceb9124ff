using System.Runtime.InteropServices;

namespace Tfaip.Training.Commands;

/// <summary>
/// Ctrl-C and SIGTERM: the first one asks the run to stop where it can be resumed, the second one ends the process at once;
/// so does the first one while there is nothing to resume yet. SIGUSR1 asks for a checkpoint and lets the run go on.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // The runtime knows no name for it; the number differs between systems.
    private static readonly PosixSignal? Usr1 =
        OperatingSystem.IsLinux() ? (PosixSignal)10 : OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? (PosixSignal)30 : null;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations;
    private readonly Action _asked;
    private readonly Action _atOnce;
    private readonly Action _checkpoint;
    private int _signals;
    private volatile bool _canStop;

    /// <summary>Hears the signals of the process.</summary>
    /// <param name="asked">Called on the first signal, on another thread.</param>
    /// <param name="atOnce">Ends the process.</param>
    /// <param name="checkpoint">Called on SIGUSR1, on another thread.</param>
    public StopSignals(Action asked, Action atOnce, Action checkpoint)
    {
        (_asked, _atOnce, _checkpoint) = (asked, atOnce, checkpoint);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
        if (Usr1 is { } signal) _registrations.Add(PosixSignalRegistration.Create(signal, HandleCheckpoint));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>From now on the run can be stopped in order.</summary>
    public void Arm() => _canStop = true;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    internal void Handle(PosixSignalContext context)
    {
        // The runtime would end the process after this handler.
        context.Cancel = true;
        if (!_canStop || Interlocked.Increment(ref _signals) > 1)
        {
            _atOnce();
            return;
        }

        _asked();
        _stop.Cancel();
    }

    internal void HandleCheckpoint(PosixSignalContext context)
    {
        context.Cancel = true;
        _checkpoint();
    }
}
