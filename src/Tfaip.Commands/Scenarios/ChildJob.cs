using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tfaip.Commands.Scenarios;

/// <summary>A job object of Windows: its processes end when the process that made it ends, however that ends.</summary>
internal sealed partial class ChildJob : IDisposable
{
    // JobObjectExtendedLimitInformation, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
    private const int ExtendedLimits = 9;
    private const uint EndOnClose = 0x2000;

    private readonly SafeFileHandle _handle;

    private ChildJob(SafeFileHandle handle) => _handle = handle;

    /// <summary>Creates a job without processes.</summary>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public static ChildJob Create()
    {
        var handle = CreateJobObject(0, 0);
        if (handle.IsInvalid) throw new Win32Exception(Marshal.GetLastPInvokeError());
        var limits = new Limits { Flags = EndOnClose };
        if (!SetInformationJobObject(handle, ExtendedLimits, in limits, Marshal.SizeOf<Limits>()))
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        return new ChildJob(handle);
    }

    /// <summary>Takes a process into the job.</summary>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public void Add(Process process)
    {
        if (!AssignProcessToJobObject(_handle, process.Handle)) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    public void Dispose() => _handle.Dispose();

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial SafeFileHandle CreateJobObject(nint security, nint name);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(SafeFileHandle job, int kind, in Limits limits, int length);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(SafeFileHandle job, nint process);

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Limits
    {
        public long ProcessTime;
        public long JobTime;
        public uint Flags;
        public nuint LeastWorkingSet;
        public nuint MostWorkingSet;
        public uint Processes;
        public nuint Affinity;
        public uint Priority;
        public uint Scheduling;
        public ulong ReadCount;
        public ulong WriteCount;
        public ulong OtherCount;
        public ulong ReadBytes;
        public ulong WrittenBytes;
        public ulong OtherBytes;
        public nuint ProcessMemory;
        public nuint JobMemory;
        public nuint PeakProcessMemory;
        public nuint PeakJobMemory;
    }
}
