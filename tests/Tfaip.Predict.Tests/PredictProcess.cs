using System.Diagnostics;
using System.Text;

namespace Tfaip.Predict.Tests;

/// <summary>The tool as its own process, as a user would run it.</summary>
internal static class PredictProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs the tool by a shell, on Unix.</summary>
    /// <param name="redirection">What the shell does with its streams, such as <c>&gt;/dev/full</c>.</param>
    /// <param name="environment">Variables besides those of this process; null removes one.</param>
    /// <param name="arguments">The arguments of the tool.</param>
    public static (int ExitCode, string Output, string Error) Run(
        string redirection, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in new[]
        {
            "-c",
            $"exec dotnet exec \"$@\" {redirection}",
            "sh",
            Path.Combine(AppContext.BaseDirectory, "tfaip-predict.dll")
        }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            throw new TimeoutException($"The tool did not end within {Limit}.");
        }

        return (process.ExitCode, output.Result, error.Result);
    }
}
