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
        var program = Directory.CreateDirectory(clone.In("src", "Tfaip.Training", "bin", "Release", "net10.0")).FullName;
        Directory.CreateDirectory(clone.In("src", "Tfaip.Predict"));
        File.WriteAllText(clone.In("src", "Tfaip.Training", "Tfaip.Training.csproj"), "");
        File.WriteAllText(clone.In("src", "Tfaip.Predict", "Tfaip.Predict.csproj"), "");

        Assert.AreEqual(
            $"dotnet run -c Release --project {clone.In("src", "Tfaip.Predict")} --",
            ToolCommands.Of("tfaip-predict", "Tfaip.Predict", program));
        Assert.AreEqual("tfaip-other", ToolCommands.Of("tfaip-other", "Tfaip.Other", program));
    }

    [TestMethod]
    public void Elsewhere_it_is_the_tool()
    {
        using var installed = new TemporaryFolder();

        Assert.AreEqual("tfaip-predict", ToolCommands.Of("tfaip-predict", "Tfaip.Predict", installed.Path));
    }
}
