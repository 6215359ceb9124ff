using System.Diagnostics;
using System.Text;

namespace KillStorm;

/// <summary>A run of <c>tfaip-train</c> in a process of its own. The signal storm uses it too.</summary>
internal sealed class TrainingProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    /// <summary>Starts the run.</summary>
    /// <param name="arguments">The arguments of <c>tfaip-train</c>.</param>
    /// <param name="environment">Environment variables, beside those of this process.</param>
    public TrainingProcess(IEnumerable<string> arguments, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(
            "dotnet")
        { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "tfaip-train.dll")).Prepend("exec"))
            start.ArgumentList.Add(argument);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Append;
        _process.ErrorDataReceived += Append;
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has said.</summary>
    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>Waits for the end at most so long.</summary>
    /// <returns>Whether it ended.</returns>
    public bool Waits(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public int End()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Waits for the end, which must be a good one.</summary>
    public void MustSucceed()
    {
        if (End() is not 0 and var code) throw new InvalidOperationException($"tfaip-train ended with {code}:\n{Output}");
    }

    /// <summary>Ends the process at once, as SIGKILL does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private void Append(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (_output) _output.Append(line.Data).Append('\n');
    }
}
