using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Tfaip.Parameters;
using Tfaip.Torch.Native;

namespace Tfaip.Commands.Scenarios;

/// <summary>
/// Lets a built .NET program take the place of this one: its arguments, terminal, signals and exit code are the caller's.
/// </summary>
internal static partial class ProgramStart
{
    /// <summary>The environment variable that tells a program from which folder it was launched.</summary>
    public const string Variable = "TFAIP_LAUNCHER";

    /// <summary>
    /// Becomes the program. On Unix this process goes on as the program, so whoever ends the one ends the other. On Windows the program
    /// is a child process that ends with this one.
    /// </summary>
    /// <param name="assembly">The full path of the program's assembly.</param>
    /// <param name="arguments">The program's arguments.</param>
    /// <exception cref="TfaipException">The program does not start.</exception>
    [DoesNotReturn]
    public static void Become(string assembly, IReadOnlyList<string> arguments)
    {
        var host = DotNetTool.FindHost();
        string[] words = [host, "exec", assembly, .. arguments];
        Console.Out.Flush();
        Console.Error.Flush();
        if (OperatingSystem.IsWindows()) Environment.Exit(RunChild(words));
        Replace(words);
    }

    [DoesNotReturn]
    private static void Replace(string[] words)
    {
        // What this thread does not hear, the program would not hear either.
        using var mask = SignalMask.Open();
        _ = Execute(words[0], [.. words, null], [.. Variables().Select(pair => $"{pair.Name}={pair.Value}"), null]);
        throw NotStarted(words, new Win32Exception(Marshal.GetLastPInvokeError()));
    }

    private static int RunChild(string[] words)
    {
        var start = new ProcessStartInfo(words[0], words[1..]);
        start.Environment[Variable] = AppContext.BaseDirectory;
        try
        {
            using var job = ChildJob.Create();
            using var process = Process.Start(start)!;
            job.Add(process);
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception error)
        {
            throw NotStarted(words, error);
        }
    }

    private static IEnumerable<(string Name, string Value)> Variables() => Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .Select(entry => (Name: (string)entry.Key, Value: (string?)entry.Value ?? ""))
        .Where(pair => pair.Name != Variable)
        .Append((Variable, AppContext.BaseDirectory));

    private static TfaipException NotStarted(string[] words, Win32Exception error) =>
        new($"{words[2]}: the program does not start: {words[0]}: {error.Message}", error);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string path, string?[] arguments, string?[] environment);
}
