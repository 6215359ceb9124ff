using Tfaip.Commands.Scenarios;

namespace Tfaip.Commands.Tests.Scenarios;

[TestClass]
public sealed class DotNetToolTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-dotnet-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow(false, "dotnet")]
    [DataRow(true, "dotnet.exe")]
    public void The_program_that_runs_this_one_is_taken(bool isWindows, string name) =>
        Assert.AreEqual(InFolder(name), DotNetTool.Find(_ => null, InFolder(name), isWindows));

    [TestMethod]
    [DataRow(false, "tfaip-train")]
    [DataRow(false, "dotnet.sh")]
    [DataRow(true, "tfaip-train.exe")]
    public void Another_program_is_not(bool isWindows, string name) =>
        Assert.AreEqual("dotnet", DotNetTool.Find(_ => null, InFolder(name), isWindows));

    [TestMethod]
    [DataRow(false, "dotnet")]
    [DataRow(true, "dotnet.exe")]
    public void DOTNET_ROOT_has_it_under_the_systems_name(bool isWindows, string name)
    {
        Assert.AreEqual("dotnet", Find(isWindows), "it is not there");

        File.WriteAllText(InFolder(name), "");

        Assert.AreEqual(InFolder(name), Find(isWindows));
    }

    [TestMethod]
    public void DOTNET_HOST_PATH_comes_first_where_it_is_there()
    {
        var host = InFolder("host");
        Assert.AreEqual(InFolder("dotnet"), DotNetTool.Find(_ => host, InFolder("dotnet"), isWindows: false));

        File.WriteAllText(host, "");

        Assert.AreEqual(host, DotNetTool.Find(_ => host, InFolder("dotnet"), isWindows: false));
    }

    private string Find(bool isWindows) =>
        DotNetTool.Find(name => name == "DOTNET_ROOT" ? _folder : null, InFolder("tfaip-train"), isWindows);

    private string InFolder(string name) => Path.Combine(_folder, name);
}
