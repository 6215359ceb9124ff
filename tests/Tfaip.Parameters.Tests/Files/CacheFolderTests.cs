using System.Runtime.InteropServices;
using Tfaip.Parameters.Files;

namespace Tfaip.Export.Tests;

[TestClass]
public sealed class CacheFolderTests
{
    private static readonly string Root = Path.GetPathRoot(AppContext.BaseDirectory)!;

    [TestMethod]
    [DataRow("LINUX")]
    [DataRow("OSX")]
    [DataRow("WINDOWS")]
    public void XDG_CACHE_HOME_counts_on_every_system(string system) => Assert.AreEqual(
        At("cache", "tfaip"), Of(system, "", ("XDG_CACHE_HOME", At("cache")), ("HOME", At("home")), ("LOCALAPPDATA", At("local"))));

    [TestMethod]
    [DataRow("LINUX", "home/.cache/tfaip")]
    [DataRow("OSX", "home/Library/Caches/tfaip")]
    [DataRow("WINDOWS", "local/tfaip")]
    public void Without_it_the_systems_own_folder_for_caches_counts(string system, string expected)
    {
        foreach (var useless in (string?[])["", null, "relative"])
        {
            var found = Of(system, "", ("XDG_CACHE_HOME", useless), ("HOME", At("home")), ("LOCALAPPDATA", At("local")));
            Assert.AreEqual(At(expected.Split('/')), found);
        }
    }

    [TestMethod]
    [DataRow("LINUX", "known/.cache/tfaip")]
    [DataRow("OSX", "known/Library/Caches/tfaip")]
    [DataRow("WINDOWS", "known/tfaip")]
    public void Without_any_variable_the_system_is_asked(string system, string expected) =>
        Assert.AreEqual(At(expected.Split('/')), Of(system, At("known")));

    [TestMethod]
    [DataRow("LINUX")]
    [DataRow("OSX")]
    [DataRow("WINDOWS")]
    public void A_user_without_a_home_has_it_among_temporary_files(string system) =>
        Assert.AreEqual(Path.Combine(Path.GetTempPath(), "tfaip"), Of(system, ""));

    private static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Of(string system, string known, params (string Name, string? Value)[] variables) =>
        CacheFolder.Of(name => variables.FirstOrDefault(variable => variable.Name == name).Value, OSPlatform.Create(system), _ => known);
}
