namespace Tfaip.Training.Tests;

/// <summary>The checkout that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Tfaip.sln"))) return folder;
        }

        throw new AssertFailedException("The test does not run in a checkout.");
    }
}
