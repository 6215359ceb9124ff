namespace Tfaip.Processors.Text.Tests;

/// <summary>Real data that are not part of the repository: in TFAIP_DATA, else in ../shared/data beside the checkout.</summary>
internal static class SharedData
{
    /// <summary>A file of it; the test is inconclusive where it is not there.</summary>
    public static string Find(string name)
    {
        foreach (var folder in Folders())
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path)) return path;
        }

        throw new AssertInconclusiveException($"{name} is not there; set TFAIP_DATA to the folder of the real data.");
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("TFAIP_DATA") is { Length: > 0 } given) yield return given;
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Tfaip.sln"))) yield return Path.Combine(folder, "..", "shared", "data");
        }
    }
}
