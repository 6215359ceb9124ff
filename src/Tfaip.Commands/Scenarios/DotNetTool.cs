using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Tfaip.Parameters;
using Tfaip.Torch.Native;

namespace Tfaip.Commands.Scenarios;

/// <summary>The command line of the .NET SDK.</summary>
internal static class DotNetTool
{
    // Under its own lock, as is whether the program ends.
    private static readonly HashSet<Process> Running = [];
    private static bool _isEnding;

    static DotNetTool() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    /// <summary>Ends what is running, with all that it has started: a build would go on without this program.</summary>
    public static void EndAll()
    {
        lock (Running)
        {
            _isEnding = true;
            foreach (var process in Running) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Runs <c>dotnet</c>.</summary>
    /// <returns>Its exit code and what it said, both streams in one.</returns>
    /// <exception cref="TfaipException">There is no SDK.</exception>
    public static (int ExitCode, string Output) Run(IReadOnlyList<string> arguments)
    {
        var program = Find(Environment.GetEnvironmentVariable, Environment.ProcessPath, OperatingSystem.IsWindows());
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // What a build above this process set for itself would lead another build astray.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        try
        {
            using var process = Start(start);
            try
            {
                return (Wait(process, out var output), output);
            }
            finally
            {
                Forget(process);
            }
        }
        catch (Win32Exception error)
        {
            throw new TfaipException(
                "The .NET SDK is needed to build a project, but 'dotnet' is not found. Install it, or name the built assembly (.dll).",
                error);
        }
    }

    // It ends by a signal that ends this program.
    private static Process Start(ProcessStartInfo start)
    {
        using var mask = SignalMask.Open();
        lock (Running)
        {
            var process = Process.Start(start)!;
            Running.Add(process);
            return process;
        }
    }

    private static int Wait(Process process, out string said)
    {
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        lock (output) said = output.ToString();
        return process.ExitCode;
    }

    private static void Forget(Process process)
    {
        bool isEnding;
        lock (Running)
        {
            Running.Remove(process);
            isEnding = _isEnding;
        }

        // Ended with this program, which ends while this thread waits: it is no build that failed.
        if (isEnding) Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>
    /// The full path of the program that runs assemblies: that of the runtime in this process, where it is one of a .NET installation.
    /// </summary>
    /// <exception cref="TfaipException">It is not found.</exception>
    public static string FindHost()
    {
        var isWindows = OperatingSystem.IsWindows();
        var name = isWindows ? "dotnet.exe" : "dotnet";

        // ROOT/shared/Microsoft.NETCore.App/VERSION/
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        if (Path.Combine(root, name) is var own && File.Exists(own)) return own;
        var found = Find(Environment.GetEnvironmentVariable, Environment.ProcessPath, isWindows);
        if (Path.IsPathFullyQualified(found)) return found;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.GetFullPath(Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new TfaipException("The program 'dotnet' is not found. Install the .NET runtime, or set DOTNET_ROOT to its folder.");
    }

    /// <summary>The program: that which runs this one, else that of <c>DOTNET_ROOT</c>, else what the system finds by its name.</summary>
    /// <param name="environment">Gives environment variables.</param>
    /// <param name="program">The running program.</param>
    /// <param name="isWindows">Whether programs end in <c>.exe</c>.</param>
    internal static string Find(Func<string, string?> environment, string? program, bool isWindows)
    {
        var name = isWindows ? "dotnet.exe" : "dotnet";
        if (environment("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host)) return host;
        var comparison = isWindows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (program is not null && Path.GetFileName(program).Equals(name, comparison)) return program;
        return environment("DOTNET_ROOT") is { Length: > 0 } root && File.Exists(Path.Combine(root, name))
            ? Path.Combine(root, name)
            : "dotnet";
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is null) return;
        lock (output) output.Append(line).Append('\n');
    }
}
