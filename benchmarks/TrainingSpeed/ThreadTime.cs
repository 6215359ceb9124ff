using System.Runtime.InteropServices;

namespace TrainingSpeed;

/// <summary>The processor time of the calling thread: what other programs take does not count.</summary>
internal static partial class ThreadTime
{
    private const int ThreadCpuTime = 3;

    /// <summary>Seconds since the thread began; not a number where the system has no such clock.</summary>
    public static double Now =>
        OperatingSystem.IsLinux() && GetTime(ThreadCpuTime, out var time) == 0 ? time.Seconds + (time.Nanoseconds * 1e-9) : double.NaN;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    private readonly record struct Time(long Seconds, long Nanoseconds);
}
