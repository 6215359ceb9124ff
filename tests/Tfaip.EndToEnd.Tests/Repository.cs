namespace Tfaip.EndToEnd.Tests;

/// <summary>The checkout that the tests run from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Digits => Path.Combine(Root, "models", "digits", "config.yaml");

    public static IReadOnlyList<string> DigitsExamples =>
        [.. Directory.GetFiles(Path.Combine(Root, "models", "digits", "examples"), "*.png").Order(StringComparer.Ordinal)];

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tfaip.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No Tfaip.sln above {AppContext.BaseDirectory}.");
    }
}
