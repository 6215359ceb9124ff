using System.Diagnostics;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs.Signals;

/// <summary>Signals that come while the scenario is still being built, in a process that may end of them.</summary>
[TestClass]
public sealed class EarlySignalTests : IDisposable
{
    private const string Config = """
        scenario: Toy.csproj
        output: run
        data: {training_samples: 20, evaluation_samples: 0, pipeline: {batch_size: 4}}
        trainer: {epochs: 2, threads: 1, predictions: 0}
        export: none
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestInitialize]
    public void Write()
    {
        if (OperatingSystem.IsWindows()) Assert.Inconclusive("Windows has no such signals.");
        File.WriteAllText(_folder.In("Toy.csproj"), "");
        File.WriteAllText(_folder.In("config.yaml"), Config);
    }

    [TestMethod]
    public void A_checkpoint_that_is_asked_for_is_written_at_the_first_step()
    {
        if (!OperatingSystem.IsLinux()) Assert.Inconclusive("The number of SIGUSR1 is that of Linux.");
        using var tool = Start();
        Await(tool, SignalledTool.Building);
        Signal(tool, "USR1");
        Await(tool, SignalledTool.Heard);
        tool.StandardInput.WriteLine();

        Await(tool, "checkpoint of step 1");
        Await(tool, "checkpoint of step 10");

        Assert.AreEqual((0, ""), End(tool));
    }

    [TestMethod]
    [DataRow("TERM")]
    [DataRow("INT")]
    [DataRow("HUP")]
    public void A_stop_that_is_asked_for_ends_the_program_as_one_that_was_interrupted(string signal)
    {
        using var tool = Start();
        Await(tool, SignalledTool.Building);
        Signal(tool, signal);

        Assert.AreEqual(
            (130, $"Ended before training began: nothing was trained, so there is nothing to resume.{Environment.NewLine}"), End(tool));
        Assert.IsFalse(Directory.Exists(_folder.In("run")));
    }

    [TestMethod]
    public void A_run_that_was_started_with_nohup_ignores_a_closed_terminal()
    {
        if (!OperatingSystem.IsLinux()) Assert.Inconclusive("The program env of Linux starts it.");
        using var tool = Start("--ignore-signal=HUP");
        Await(tool, SignalledTool.Building);
        Signal(tool, "HUP");
        tool.StandardInput.WriteLine();

        Await(tool, "checkpoint of step 10");

        Assert.AreEqual((0, ""), End(tool));
    }

    [TestMethod]
    public void A_run_trains_on_a_thread_that_is_not_the_main_one_and_takes_no_signals()
    {
        if (!OperatingSystem.IsLinux()) Assert.Inconclusive("The masks of threads are read from /proc.");
        using var tool = Start();
        tool.StandardInput.WriteLine();

        Await(tool, SignalledTool.Protected);

        Assert.AreEqual((0, ""), End(tool));
    }

    // Where a script runs the tests in the background, or without a terminal, signals are ignored, and a program that is started so keeps
    // to it.
    private Process Start(string signals = "--default-signal=INT,HUP")
    {
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : Environment.ProcessPath!)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        if (OperatingSystem.IsLinux()) Array.ForEach([signals, Environment.ProcessPath!], start.ArgumentList.Add);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(EarlySignalTests).Assembly.Location);
        foreach (var argument in (string[])[SignalledTool.Verb, _folder.In("config.yaml"), "--progress", "none"])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static void Await(Process tool, string line)
    {
        string? said;
        while ((said = tool.StandardOutput.ReadLine()) != line)
            Assert.IsNotNull(said, $"ended before '{line}': {tool.StandardError.ReadToEnd()}");
    }

    private static void Signal(Process tool, string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -s {signal} {tool.Id}"]);
        kill.WaitForExit();
        Assert.AreEqual(0, kill.ExitCode);
    }

    private static (int Code, string Error) End(Process tool)
    {
        var error = tool.StandardError.ReadToEndAsync();
        var output = tool.StandardOutput.ReadToEndAsync();
        if (!tool.WaitForExit(Patience))
        {
            tool.Kill();
            Assert.Fail($"The tool does not end: {output.Result}");
        }

        return (tool.ExitCode, error.Result);
    }
}
