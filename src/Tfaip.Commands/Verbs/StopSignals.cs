using System.Runtime.InteropServices;

namespace Tfaip.Commands.Verbs;

/// <summary>
/// The signals of the process, from its beginning on. Ctrl-C, SIGTERM and SIGHUP: the first one asks the run to stop where it can be
/// resumed, the second one ends the process at once; so does the first one while there is nothing to resume yet. What the process was
/// started to ignore, as <c>nohup</c> has it ignore SIGHUP, it ignores. SIGUSR1 asks for a checkpoint and lets the run go on; one that
/// comes before the run is remembered.
/// </summary>
/// <remarks>
/// On Windows, Ctrl-Break is as Ctrl-C. A window that is closed, or a session that ends, ends the process as soon as its handler returns,
/// and after some seconds in any case, so the handler waits until the checkpoint is written.
/// </remarks>
internal sealed class StopSignals : IDisposable
{
    // The runtime knows no name for it; the number differs between systems.
    private static readonly PosixSignal? Usr1 =
        OperatingSystem.IsLinux() ? (PosixSignal)10 : OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? (PosixSignal)30 : null;

    // Once heard, it is heard for the life of the process: after the run, while the program ends, it must not kill it.
    private static readonly Lazy<PosixSignalRegistration?> CheckpointSignal =
        new(() => Usr1 is { } signal ? PosixSignalRegistration.Create(signal, Hear) : null);

    private static StopSignals? _current;

    private readonly CancellationTokenSource _stop = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly List<PosixSignalRegistration> _registrations;
    private readonly Action<string?> _atOnce;
    private readonly Lock _lock = new();
    private Action? _asked;
    private Action? _checkpoint;
    private int _signals;
    private bool _isCheckpointWanted;

    /// <summary>Hears the signals of the process.</summary>
    /// <param name="atOnce">Ends the process; it gets what to say, if anything.</param>
    public StopSignals(Action<string?> atOnce)
    {
        _atOnce = atOnce;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
        ];
        if (OperatingSystem.IsWindows()) _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Handle));
        Volatile.Write(ref _current, this);
        _ = CheckpointSignal.Value;
    }

    /// <summary>Cancelled by the first signal that asks a run to stop.</summary>
    public CancellationToken Token => _stop.Token;

    /// <value>
    /// What is said where the first signal ends the process; null for nothing. Default: that nothing was done, as long as nothing is known.
    /// </value>
    public string? EndedEarly { get; set; } = "Ended at the start: nothing was done.";

    /// <value>Whether the system ends the process when the handler of a closed window returns. Default: on Windows.</value>
    internal bool ClosingEnds { get; init; } = OperatingSystem.IsWindows();

    /// <summary>From now on the run can be stopped in order, and a checkpoint be had.</summary>
    /// <param name="asked">Called on the first signal, on another thread.</param>
    /// <param name="checkpoint">Called on SIGUSR1, on another thread; and now, where it came before.</param>
    public void Arm(Action asked, Action checkpoint)
    {
        lock (_lock)
        {
            (_asked, _checkpoint) = (asked, checkpoint);
            if (!_isCheckpointWanted) return;
        }

        checkpoint();
    }

    public void Dispose()
    {
        _ended.Set();
        Interlocked.CompareExchange(ref _current, null, this);
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    internal void Handle(PosixSignalContext context)
    {
        // The runtime would end the process after this handler.
        context.Cancel = true;
        Action? asked;
        bool isFirst;
        lock (_lock) (isFirst, asked) = (_signals == 0, _signals++ == 0 ? _asked : null);
        if (asked is null)
        {
            _atOnce(isFirst ? EndedEarly : null);
            return;
        }

        asked();
        _stop.Cancel();
        if (ClosingEnds && context.Signal is PosixSignal.SIGHUP or PosixSignal.SIGTERM) _ended.Wait();
    }

    private static void Hear(PosixSignalContext context)
    {
        context.Cancel = true;
        Volatile.Read(ref _current)?.HandleCheckpoint(context);
    }

    internal void HandleCheckpoint(PosixSignalContext context)
    {
        context.Cancel = true;
        Action? checkpoint;
        lock (_lock)
        {
            checkpoint = _checkpoint;
            _isCheckpointWanted = checkpoint is null;
        }

        checkpoint?.Invoke();
    }
}
