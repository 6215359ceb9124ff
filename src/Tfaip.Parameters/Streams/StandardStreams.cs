using System.Runtime.InteropServices;
using System.Text;

namespace Tfaip.Parameters.Streams;

/// <summary>
/// The standard streams of a program, as far as they were open when it started: UTF-8 without a byte order mark, whatever the system's
/// settings say.
/// </summary>
internal static class StandardStreams
{
    private const int InputDescriptor = 0;
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;
    private const int GetFlags = 1;
    private const int CloseOnExec = 1;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    static StandardStreams()
    {
        // On Windows this belongs to the window, whose next program has its own again.
        if (OperatingSystem.IsWindows())
        {
            var before = Console.OutputEncoding;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.OutputEncoding = before;
        }

        Console.OutputEncoding = Utf8;
    }

    /// <summary>Standard input; empty where it is closed. A byte order mark at the beginning is none of its text.</summary>
    public static TextReader Input()
    {
        if (!IsOpen(InputDescriptor)) return TextReader.Null;
        if (Console.IsInputRedirected) return new StreamReader(Console.OpenStandardInput(), Utf8, detectEncodingFromByteOrderMarks: true);

        // A window of Windows gives all characters in UTF-16 alone.
        Console.InputEncoding = OperatingSystem.IsWindows() ? Encoding.Unicode : Utf8;
        return Console.In;
    }

    /// <summary>Standard output, which never throws.</summary>
    public static GuardedWriter Output() => new(IsOpen(OutputDescriptor) ? Console.Out : null, "Standard output");

    /// <summary>Standard output by a writer of the program's own, which never throws.</summary>
    /// <param name="open">Makes the writer.</param>
    public static GuardedWriter Output(Func<Stream, TextWriter> open) =>
        new(IsOpen(OutputDescriptor) ? open(Console.OpenStandardOutput()) : null, "Standard output");

    /// <summary>Standard error, which never throws.</summary>
    public static GuardedWriter Error() => new(IsOpen(ErrorDescriptor) ? Console.Error : null, "Standard error");

    // Where a stream was closed, the runtime has opened a pipe of its own under the number; to write there would speak to the runtime. What
    // a program inherits is not closed on exec, what the runtime opens is.
    private static bool IsOpen(int descriptor) =>
        OperatingSystem.IsWindows() || (Control(descriptor, GetFlags) is >= 0 and var flags && (flags & CloseOnExec) == 0);

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command);
}
