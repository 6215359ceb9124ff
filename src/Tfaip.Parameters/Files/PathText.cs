namespace Tfaip.Parameters.Files;

/// <summary>Texts that are taken for paths: .NET throws for one that no file can have.</summary>
internal static class PathText
{
    /// <summary>Why a text is no path, as the end of a message; null where it may be one.</summary>
    public static string? Fault(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? "the path has the character U+0000, which no file's name has." : null;
}
