using System.Diagnostics;
using System.Text;

namespace KillStorm;

/// <summary>A run of <c>tfaip-train</c> in a process of its own.</summary>
internal sealed class TrainingProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    public TrainingProcess(string phaseFile, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment[PhaseMark.Variable] = phaseFile;
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "Tfaip.Training.dll")).Prepend("exec"))
        {
            start.ArgumentList.Add(argument);
        }

        PhaseMark.Reset(phaseFile);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Append;
        _process.ErrorDataReceived += Append;
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Waits for the end at most so long.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public bool Waits(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>Waits for the end, which must be a good one.</summary>
    public void MustSucceed()
    {
        _process.WaitForExit();
        if (_process.ExitCode != 0) throw new InvalidOperationException($"tfaip-train ended with {_process.ExitCode}:\n{_output}");
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
