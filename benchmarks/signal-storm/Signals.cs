using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SignalStorm;

/// <summary>Sends signals. The numbers are those of Linux.</summary>
internal static class Signals
{
    public const int Terminate = 15;

    // SIGUSR1, SIGWINCH, SIGCONT.
    private static readonly int[] Harmless = [10, 28, 18];

    /// <summary>Sends the signal of a number in the storm.</summary>
    public static void Send(int process, int number, SignalTarget target)
    {
        var signal = Harmless[number % Harmless.Length];
        var isForMain = target == SignalTarget.MainThread || (target == SignalTarget.Alternating && number / Harmless.Length % 2 == 1);
        Check(isForMain ? SendToThread(process, process, signal) : SendToProcess(process, signal));
    }

    /// <summary>Asks a process to end.</summary>
    public static void End(int process) => Check(SendToProcess(process, Terminate));

    private static void Check(int result)
    {
        if (result != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendToProcess(int process, int signal);

    [DllImport("libc", EntryPoint = "tgkill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendToThread(int process, int thread, int signal);
}
