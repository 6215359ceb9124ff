namespace Tfaip.Datasets.Tests;

[TestClass]
public sealed class DatasetFolderTests
{
    [TestMethod]
    public void TFAIP_DATA_comes_first() => Assert.AreEqual(
        Path.GetFullPath(Path.Combine("some", "data", "mnist")),
        Default(("TFAIP_DATA", Path.Combine("some", "data")), ("XDG_CACHE_HOME", "/cache"), ("HOME", "/home/me")));

    [TestMethod]
    [DataRow("/cache", "/home/me", "/cache/tfaip/datasets/mnist")]
    [DataRow("relative", "/home/me", "/home/me/.cache/tfaip/datasets/mnist")]
    [DataRow("", "/home/me", "/home/me/.cache/tfaip/datasets/mnist")]
    [DataRow(null, "/home/me", "/home/me/.cache/tfaip/datasets/mnist")]
    public void On_Linux_the_users_cache_folder_is_next(string? cache, string? home, string expected)
    {
        if (!OperatingSystem.IsLinux()) Assert.Inconclusive("The XDG folders are Linux's.");

        Assert.AreEqual(expected, Default(("XDG_CACHE_HOME", cache), ("HOME", home)));
    }

    private static string Default(params (string Name, string? Value)[] variables) =>
        DatasetFolder.Default("mnist", name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
