namespace Tfaip.EndToEnd.Tests;

/// <summary>tfaip-train and tfaip-export start the program of a scenario in their own place, and have no TorchSharp themselves.</summary>
[TestClass]
public sealed class LauncherTests
{
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task The_process_of_the_launcher_goes_on_as_the_scenarios_program_and_ends_with_it_Async()
    {
        if (!OperatingSystem.IsLinux()) Assert.Inconclusive("What a process runs is read from /proc.");
        using var folder = new TemporaryFolder();
        using var tool = Tool.StartTraining(Repository.Digits, "--output", folder.File("run"), "--trainer.epochs", "1000000");
        for (var end = DateTime.UtcNow.AddMinutes(2); !File.Exists(folder.File("run", "run.json")) && !tool.HasExited; await Task.Delay(50))
            Assert.IsLessThan(end, DateTime.UtcNow, "it takes too long");

        var words = (await File.ReadAllTextAsync($"/proc/{tool.Id}/cmdline")).Split('\0');
        Assert.AreEqual("exec", words[1]);
        Assert.AreEqual("Digits.dll", Path.GetFileName(words[2]));
        Assert.AreEqual(Repository.Digits, words[3]);

        // SIGKILL to the launcher's process leaves nothing behind that goes on with the run.
        tool.Kill();
        await tool.WaitAsync();
        Assert.IsFalse(Tool.IsRunning(tool.Id));
    }

    [TestMethod]
    public void The_folder_of_neither_tool_has_TorchSharp_or_libtorch()
    {
        foreach (var tool in new[] { "tfaip-train", "tfaip-export" })
        {
            var folder = Directory.GetParent(Path.Combine(Repository.Root, "tools", tool, "bin", Configuration, "net10.0", tool + ".dll"))!;
            var files = folder.GetFiles("*", SearchOption.AllDirectories).Select(file => file.Name).ToArray();

            Assert.Contains(tool + ".dll", files);
            Assert.IsEmpty(files.Where(file => file is "TorchSharp.dll" || file.Contains("torch_cpu") || file.Contains("LibTorchSharp")));
        }
    }

    [TestMethod]
    public async Task The_exit_code_of_the_program_is_that_of_the_launcher_Async()
    {
        var result = await Tool.TrainAsync(Repository.Digits, "--trainer.epochs", "0", "--output", "none");

        Assert.AreEqual(2, result.ExitCode, result.Output);
        StringAssert.Contains(result.Error, "trainer.epochs", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task The_schema_of_any_scenario_is_that_of_a_program_with_TorchSharp_Async()
    {
        var digits = Path.Combine(Repository.Root, "models", "digits", "bin", Configuration, "net10.0", "Digits.dll");

        var ofProgram = (await DotNet.RunAsync("exec", digits, "schema")).MustSucceed();
        var ofLauncher = (await DotNet.RunAsync("exec", Launcher, "schema")).MustSucceed();

        Assert.Contains("reduce_on_plateau", ofProgram.Output);
        Assert.AreEqual(ofProgram.Output, ofLauncher.Output);
    }

    [TestMethod]
    [DataRow(0, "--version")]
    [DataRow(0, "--help")]
    [DataRow(2, "none.yaml")]
    [DataRow(2, "resume", "none")]
    [DataRow(2, "evaluate", "none")]
    [DataRow(2, "evaluate", "none.jsonl")]
    [DataRow(2, "find-lr")]
    [DataRow(0, "benchmark-data", "--help")]
    [DataRow(1, "export", "none")]
    [DataRow(0, "export", "--help")]
    public async Task What_the_launcher_says_itself_needs_no_TorchSharp_Async(int exitCode, params string[] arguments)
    {
        var result = await DotNet.RunAsync(["exec", Launcher, .. arguments]);

        Assert.AreEqual(exitCode, result.ExitCode, $"{result.Output}\n{result.Error}");
        Assert.DoesNotContain("TorchSharp,", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [TestMethod]
    public async Task A_scenario_that_is_a_library_is_refused_Async()
    {
        using var folder = new TemporaryFolder();
        var library = folder.File("Library.dll");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Tfaip.Parameters.dll"), library);
        await File.WriteAllTextAsync(folder.File("config.yaml"), "scenario: Library.dll\n");

        var result = await Tool.TrainAsync(folder.File("config.yaml"));

        Assert.AreEqual(1, result.ExitCode);
        Assert.AreEqual(
            $"{library}: this is a library, and a scenario is a program. Reference the package Tfaip.Commands in its project, which gives "
            + "it its entry point.\n",
            result.Error);
    }

    [TestMethod]
    public async Task The_program_of_one_scenario_refuses_the_configuration_of_another_Async()
    {
        var digits = Path.Combine(Repository.Root, "models", "digits", "bin", Configuration, "net10.0", "Digits.dll");
        var other = Path.Combine(Repository.Root, "models", "mnist", "config.yaml");

        var result = await DotNet.RunAsync("exec", digits, other, "--help");

        Assert.AreEqual(1, result.ExitCode);
        Assert.AreEqual(
            $"{Path.Combine(Repository.Root, "models", "mnist", "Mnist.csproj")}: this is not the scenario of this program, Digits. Use "
            + "that scenario's own program, or tfaip-train, which starts the right one.\n",
            result.Error);
    }

    // In its own folder: beside the tests lies the TorchSharp of the tests.
    private static string Launcher =>
        Path.Combine(Repository.Root, "tools", "tfaip-train", "bin", Configuration, "net10.0", "tfaip-train.dll");

    private static string Configuration =>
        Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
}
