using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Tfaip.EndToEnd.Tests;

/// <summary>A tool of the solution, run as its own process as a user would.</summary>
internal sealed class Tool : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private Tool(string assembly, string folder, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        foreach (var argument in new[] { "exec", Path.Combine(AppContext.BaseDirectory, assembly) }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static Task<ToolResult> TrainAsync(params string[] arguments) => RunAsync("tfaip-train.dll", arguments);

    /// <summary>With environment variables besides those of this process.</summary>
    public static Task<ToolResult> TrainAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunAsync("tfaip-train.dll", arguments, environment);

    public static Task<ToolResult> ExportAsync(params string[] arguments) => RunAsync("tfaip-export.dll", arguments);

    public static Task<ToolResult> PredictAsync(params string[] arguments) => RunAsync("tfaip-predict.dll", arguments);

    /// <summary>Runs an assembly of the tests' output folder.</summary>
    public static async Task<ToolResult> RunAsync(
        string assembly, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var tool = new Tool(assembly, Repository.Root, arguments, environment);
        return await tool.WaitAsync();
    }

    public static Tool StartTraining(params string[] arguments) => new("tfaip-train.dll", Repository.Root, arguments);

    /// <summary>Ends the process as a power cut would (SIGKILL).</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>
    /// Asks the process to stop, on Unix. SIGTERM does what Ctrl-C does; SIGINT itself is ignored by every process below a
    /// shell's background job, where tests may run.
    /// </summary>
    public void Interrupt() => Assert.AreEqual(0, SendSignal(_process.Id, signal: 15));

    /// <summary>Whether there is a process of that number, on Unix.</summary>
    public static bool IsRunning(int process) => SendSignal(process, signal: 0) == 0;

    public async Task<ToolResult> WaitAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw new TimeoutException($"The tool did not end within {Limit}.\n{_output}\n{_error}");
        }

        return new ToolResult(_process.ExitCode, _output.ToString(), _error.ToString());
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }
}

/// <summary>How a tool ended and what it printed; lines end in \n.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public ToolResult MustSucceed()
    {
        Assert.AreEqual(0, ExitCode, $"{Output}\n{Error}");
        return this;
    }
}
