namespace Tfaip.Commands.Tests.Schemas;

/// <summary>The checkout that the tests run from.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Tfaip.sln"))) return folder;
        }

        throw new AssertFailedException("There is no Tfaip.sln above the test's folder.");
    }
}
