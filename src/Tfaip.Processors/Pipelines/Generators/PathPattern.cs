using System.IO.Enumeration;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators;

/// <summary>
/// Paths with wildcards: <c>*</c> and <c>?</c> stand for characters of one name, a part <c>**</c> for any folders, none among them. Hidden
/// names, which begin with a point, match only where the pattern has the point.
/// </summary>
internal static class PathPattern
{
    // Deeper nesting comes from folders that are linked into themselves.
    private const int MaxDepth = 64;

    private const string AnyFolders = "**";

    /// <summary>Whether a path has wildcards.</summary>
    public static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>
    /// The files of a pattern, sorted by their paths (ordinal); of a path without wildcards the path itself, whether it is there or not.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="what">What the files are, for messages, such as "CSV file".</param>
    /// <exception cref="TfaipException">No file matches, or a folder cannot be read.</exception>
    public static IReadOnlyList<string> Expand(string pattern, string what)
    {
        if (pattern.Length == 0) throw new TfaipException($"The path of the {what} is empty.");
        var fullPath = Path.GetFullPath(pattern);
        // Two points may take a name with wildcards away.
        if (!IsPattern(pattern) || !IsPattern(fullPath) || File.Exists(fullPath)) return [fullPath];
        var (folder, parts) = Divide(fullPath);
        if (!Directory.Exists(folder))
            throw new TfaipException(
                $"The folder {folder} of the pattern {fullPath} does not exist. Create it, or correct the path in the configuration.");
        var found = Collect(fullPath, folder, parts);
        return found.Length > 0 ? found : throw new TfaipException($"No {what} matches {fullPath}.");
    }

    /// <summary>
    /// What a shell makes of an argument: the files of a pattern, sorted and written as it is, with the folders that it names; anything
    /// else, and a pattern that nothing matches, as it stands.
    /// </summary>
    /// <param name="argument">The argument.</param>
    /// <exception cref="TfaipException">A folder cannot be read.</exception>
    public static IReadOnlyList<string> ExpandArgument(string argument)
    {
        if (!IsPattern(argument) || argument.Contains('\0', StringComparison.Ordinal)) return [argument];
        var fullPath = Path.GetFullPath(argument);
        if (!IsPattern(fullPath) || File.Exists(fullPath)) return [argument];
        var (folder, parts) = Divide(fullPath);
        if (!Directory.Exists(folder)) return [argument];
        var wildcard = argument.AsSpan().IndexOfAny('*', '?');
        var written = argument.LastIndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], wildcard) + 1;
        var found = Collect(fullPath, folder, parts);
        return found.Length > 0 ? [.. found.Select(file => argument[..written] + Path.GetRelativePath(folder, file))] : [argument];
    }

    // The folder before the first part with wildcards, and the parts from there.
    private static (string Folder, string[] Parts) Divide(string fullPath)
    {
        var root = Path.GetPathRoot(fullPath)!;
        var parts = fullPath[root.Length..].Split(Path.DirectorySeparatorChar);
        var known = Array.FindIndex(parts, IsPattern);
        return (Path.Combine(root, Path.Combine(parts[..known])), parts[known..]);
    }

    private static string[] Collect(string fullPath, string folder, string[] parts)
    {
        try
        {
            var found = new SortedSet<string>(StringComparer.Ordinal);
            Collect(folder, parts, 0, found);
            return [.. found];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"The files of the pattern {fullPath} cannot be listed: {error.Message}", error);
        }
    }

    private static void Collect(string folder, ReadOnlySpan<string> parts, int depth, SortedSet<string> found)
    {
        if (depth > MaxDepth) return;
        var part = parts[0];
        var rest = parts[1..];
        if (part == AnyFolders)
        {
            // At the end the files of all folders, else what follows in this folder and in all below.
            Collect(folder, rest.Length == 0 ? new string[] { "*" } : rest, depth, found);
            foreach (var inner in Directory.EnumerateDirectories(folder))
            {
                if (Matches("*", inner)) Collect(inner, parts, depth + 1, found);
            }
        }
        else if (rest.Length == 0)
        {
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                if (Matches(part, file)) found.Add(file);
            }
        }
        else if (!IsPattern(part))
        {
            var inner = Path.Combine(folder, part);
            if (Directory.Exists(inner)) Collect(inner, rest, depth + 1, found);
        }
        else
        {
            foreach (var inner in Directory.EnumerateDirectories(folder))
            {
                if (Matches(part, inner)) Collect(inner, rest, depth + 1, found);
            }
        }
    }

    private static bool Matches(string part, string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        return (name is not ['.', ..] || part.StartsWith('.')) && FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false);
    }
}
