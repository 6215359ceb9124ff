using System.Runtime.InteropServices;

namespace Tfaip.Torch.Native;

/// <summary>
/// The signals that this thread, and threads and processes that it starts, take; what it was comes back when it is disposed. On
/// Linux alone.
/// </summary>
/// <remarks>
/// The kernel gives a signal of the process to its main thread, but to another one where an earlier signal still waits for the main
/// thread: signals often come in pairs, such as SIGTERM and SIGCONT.
/// </remarks>
internal sealed class SignalMask : IDisposable
{
    private const int SetMask = 2;

    // As large as the set of any C library.
    private const int SetBytes = 128;

    // What a thread does wrong itself is told to that thread, and the runtime has its own signals above these.
    private const int LastSignal = 31;
    private static readonly int[] OwnFaults = [4, 5, 6, 7, 8, 11, 31];

    private readonly byte[]? _before;

    private SignalMask(bool isBlocked)
    {
        if (!OperatingSystem.IsLinux()) return;
        var (set, before) = (new byte[SetBytes], new byte[SetBytes]);
        for (var signal = 1; signal <= LastSignal && isBlocked; signal++)
        {
            if (!OwnFaults.Contains(signal)) set[(signal - 1) / 8] |= (byte)(1 << ((signal - 1) % 8));
        }

        _before = SetThreadMask(SetMask, set, before) == 0 ? before : null;
    }

    /// <summary>Lets this thread take no signals.</summary>
    public static SignalMask Block() => new(isBlocked: true);

    /// <summary>Lets this thread take all signals: for a process that it starts and that is to hear them.</summary>
    public static SignalMask Open() => new(isBlocked: false);

    public void Dispose()
    {
        if (_before is not null) _ = SetThreadMask(SetMask, _before, new byte[SetBytes]);
    }

    [DllImport("libc", EntryPoint = "pthread_sigmask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetThreadMask(int how, byte[] set, byte[] before);
}
