using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tfaip.Training.Tests.Configurations.Hostile;

[TestClass]
public sealed class HostileInputTests
{
    private const int MemoryLimit = 400 << 20;

    // All of them in one test would take one processor for longer than the others need.
    [TestMethod]
    [DataRow(0)]
    [DataRow(50_000)]
    public async Task None_crashes_takes_long_or_fills_the_memory(int first)
    {
        const int Count = 50_000;
        var (code, lines) = await ReadAsync(first, Count);
        Assert.AreEqual(0, code, $"the process ended after: {string.Join('\n', lines.TakeLast(10))}");
        var report = JsonSerializer.Deserialize<HostileReport>(lines[^1])!;
        Assert.AreEqual(Count, report.Inputs);
        Assert.IsGreaterThan(100, report.Right, "inputs that are all refused at once show nothing of what comes behind the parser");
        Assert.IsLessThan(MemoryLimit * 2L, report.PeakMemory);
    }

    [TestMethod]
    public void The_inputs_are_of_all_kinds()
    {
        var inputs = new HostileInputs(["seed: 1\n"]);
        var texts = Enumerable.Range(0, 3000).Select(inputs.Text).ToArray();
        foreach (var part in new[] { "\0", "\uFEFF", "\ud800", "*a0", "!!str", "%YAML", "${trainer", "[[[[", "\r\n", "\\U0011FFFF" })
            Assert.IsTrue(texts.Any(text => text.Contains(part, StringComparison.Ordinal)), part);
        Assert.IsTrue(texts.Any(text => text.Length > 150_000));
        CollectionAssert.AreEqual(texts, Enumerable.Range(0, 3000).Select(new HostileInputs(["seed: 1\n"]).Text).ToArray());
    }

    private static async Task<(int Code, List<string> Lines)> ReadAsync(int first, int count)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
                { ["DOTNET_GCHeapHardLimit"] = MemoryLimit.ToString("X", CultureInfo.InvariantCulture), ["DOTNET_gcConcurrent"] = "0" },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(HostileInputTests).Assembly.Location);
        foreach (var argument in new[]
        {
                HostileReader.Verb,
                first.ToString(CultureInfo.InvariantCulture),
                count.ToString(CultureInfo.InvariantCulture)
        })
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var lines = new List<string>();
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Add("the process was stopped after five minutes");
            return (-1, lines);
        }

        return (process.ExitCode, lines);

        void Add(string? line)
        {
            if (line is null) return;
            lock (lines) lines.Add(line);
        }
    }
}
