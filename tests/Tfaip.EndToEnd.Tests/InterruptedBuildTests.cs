using System.Globalization;

namespace Tfaip.EndToEnd.Tests;

/// <summary>A tool that is ended while it builds a scenario, on Unix.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class InterruptedBuildTests
{
    private const string Project = """
        <Project>
          <PropertyGroup><TargetPath>$(MSBuildProjectDirectory)/Endless.dll</TargetPath></PropertyGroup>
          <Target Name="Build"><Exec Command="echo $$ > building; mv building built; exec sleep 600" /></Target>
        </Project>
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [TestMethod]
    public async Task The_build_and_all_that_it_has_started_end_with_the_tool_Async()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("Endless.csproj"), Project);
        await File.WriteAllTextAsync(folder.File("config.yaml"), "scenario: Endless.csproj\n");
        using var tool = Tool.StartTraining(folder.File("config.yaml"));
        await WaitForAsync(() => File.Exists(folder.File("built")) || tool.HasExited);
        var builder = int.Parse(await File.ReadAllTextAsync(folder.File("built")), CultureInfo.InvariantCulture);
        Assert.IsTrue(Tool.IsRunning(builder));

        tool.Interrupt();

        Assert.AreEqual(130, (await tool.WaitAsync()).ExitCode);
        await WaitForAsync(() => !Tool.IsRunning(builder));
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (var end = DateTime.UtcNow + Patience; !condition(); await Task.Delay(50))
            Assert.IsLessThan(end, DateTime.UtcNow, "it takes too long");
    }
}
