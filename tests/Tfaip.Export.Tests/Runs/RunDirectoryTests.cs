using Tfaip.Export.Runs;
using Tfaip.Processors;

namespace Tfaip.Export.Tests.Runs;

[TestClass]
public sealed class RunDirectoryTests
{
    [TestMethod]
    public void A_run_is_opened_by_the_opener_of_its_scenario()
    {
        using var directory = new TinyRun("mine");
        using var run = RunDirectory.Open(directory.Folder);
        Assert.AreEqual("mine", run.Scenario);
    }

    [TestMethod]
    public void A_scenario_that_no_opener_knows_is_refused()
    {
        using var directory = new TinyRun();
        new RunFile(typeof(TfaipException).Assembly.Location, "tiny").Write(directory.Folder);
        var error = Assert.ThrowsExactly<TfaipException>(() => RunDirectory.Open(directory.Folder));
        Assert.AreEqual(
            $"{directory.Folder}: neither the scenario's assembly Tfaip.Processors nor one that it references can open runs. A scenario references Tfaip.Training.",
            error.Message);
    }
}
