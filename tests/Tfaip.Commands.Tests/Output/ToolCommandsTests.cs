using Tfaip.Commands.Output;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Output;

[TestClass]
public sealed class ToolCommandsTests
{
    [TestMethod]
    public void In_a_clone_the_command_builds_and_runs_the_project()
    {
        using var clone = new TemporaryFolder();
        var program = Directory.CreateDirectory(clone.In("tools", "tfaip-train", "bin", "Release", "net10.0")).FullName;
        Directory.CreateDirectory(clone.In("tools", "tfaip-predict"));
        File.WriteAllText(clone.In("tools", "tfaip-train", "tfaip-train.csproj"), "");
        File.WriteAllText(clone.In("tools", "tfaip-predict", "tfaip-predict.csproj"), "");

        Assert.AreEqual(
            $"dotnet run -c Release --project {clone.In("tools", "tfaip-predict")} --",
            ToolCommands.Of("tfaip-predict", program));
        Assert.AreEqual("tfaip-other", ToolCommands.Of("tfaip-other", program));
    }

    [TestMethod]
    public void Elsewhere_it_is_the_tool()
    {
        using var installed = new TemporaryFolder();

        Assert.AreEqual("tfaip-predict", ToolCommands.Of("tfaip-predict", installed.Path));
    }
}
