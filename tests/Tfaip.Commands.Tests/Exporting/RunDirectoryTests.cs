using Tfaip.Commands.Exporting;
using Tfaip.Commands.Scenarios;
using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Tests.Exporting;

/// <summary>What opens is tested with the tool, over a run of the digits.</summary>
[TestClass]
public sealed class RunDirectoryTests
{
    [TestMethod]
    public void A_run_whose_assembly_has_no_scenario_is_refused()
    {
        using var directory = new TinyRunDirectory();
        new RunFile(typeof(TfaipException).Assembly.Location, "tiny").Write(directory.Folder);
        var error = Assert.ThrowsExactly<TfaipException>(() => RunDirectory.Open(
            directory.Folder, path => ScenarioDefinition.Find(ScenarioAssembly.Load(path))));
        Assert.AreEqual(
            "Tfaip.Parameters: a scenario has exactly one model: a public class derived from Model<TParams>. Found: none.", error.Message);
    }
}
