using System.Runtime.InteropServices;

namespace Tfaip.Torch.Native;

/// <summary>The thread that the process began with.</summary>
internal static class MainThread
{
    private const int StackResource = 3;
    private const int Megabyte = 1 << 20;

    /// <summary>Whether it runs this. On Windows, which has no signals, it never does.</summary>
    public static bool IsCurrent =>
        OperatingSystem.IsLinux() ? ThreadId() == Environment.ProcessId : OperatingSystem.IsMacOS() && IsMainThread() == 1;

    /// <summary>The bytes of its stack, between 8 and 256 MiB.</summary>
    public static int StackSize => OperatingSystem.IsWindows() || GetLimit(StackResource, out var limit) != 0
        ? 8 * Megabyte
        : (int)Math.Clamp(limit.Current, 8 * Megabyte, 256 * Megabyte);

    [DllImport("libc", EntryPoint = "gettid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ThreadId();

    [DllImport("libc", EntryPoint = "pthread_main_np")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int IsMainThread();

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly ulong Current;
        public readonly ulong Largest;
    }
}
