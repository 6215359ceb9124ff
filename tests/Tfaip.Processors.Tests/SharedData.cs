namespace Tfaip.Processors.Tests;

/// <summary>The real data sets: in the folder that TFAIP_DATA names, else in <c>shared/data</c> beside the checkout.</summary>
internal static class SharedData
{
    /// <summary>The path of a file, or the test is inconclusive.</summary>
    public static string PathOf(string name)
    {
        foreach (var root in Candidates())
        {
            var path = Path.Combine(root, name);
            if (File.Exists(path)) return path;
        }

        Assert.Inconclusive($"The data file {name} is not there; set TFAIP_DATA to the folder of the data sets.");
        return "";
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("TFAIP_DATA") is { Length: > 0 } root) yield return root;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "shared", "data");
        }
    }
}
