using System.Runtime.InteropServices;

namespace Tfaip.Streams;

/// <summary>The standard streams of a program, as far as they were open when it started.</summary>
internal static class StandardStreams
{
    private const int InputDescriptor = 0;
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;
    private const int GetFlags = 1;
    private const int CloseOnExec = 1;

    /// <summary>Standard input; empty where it is closed.</summary>
    public static TextReader Input() => IsOpen(InputDescriptor) ? Console.In : TextReader.Null;

    /// <summary>Standard output, which never throws.</summary>
    public static GuardedWriter Output() => new(IsOpen(OutputDescriptor) ? Console.Out : null, "Standard output");

    /// <summary>Standard output by a writer of the program's own, which never throws.</summary>
    /// <param name="open">Makes the writer.</param>
    public static GuardedWriter Output(Func<Stream, TextWriter> open) =>
        new(IsOpen(OutputDescriptor) ? open(Console.OpenStandardOutput()) : null, "Standard output");

    /// <summary>Standard error, which never throws.</summary>
    public static GuardedWriter Error() => new(IsOpen(ErrorDescriptor) ? Console.Error : null, "Standard error");

    // Where a stream was closed, the runtime has opened a pipe of its own under the number; to write there would speak to the runtime. What a
    // program inherits is not closed on exec, what the runtime opens is.
    private static bool IsOpen(int descriptor) =>
        OperatingSystem.IsWindows() || (Control(descriptor, GetFlags) is >= 0 and var flags && (flags & CloseOnExec) == 0);

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command);
}
