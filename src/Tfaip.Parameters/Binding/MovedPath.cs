namespace Tfaip.Parameters.Binding;

/// <summary>Paths in a file that may have been moved without what they lead to.</summary>
internal static class MovedPath
{
    private static readonly char[] Wildcards = ['*', '?'];

    /// <summary>The full path: from the folder, unless it leads nowhere from there but somewhere from the former one.</summary>
    public static string Resolve(string path, string folder, string? formerFolder)
    {
        var here = Path.GetFullPath(Path.Combine(folder, path));
        if (formerFolder is null || Exists(here)) return here;
        var there = Path.GetFullPath(Path.Combine(formerFolder, path));
        return Exists(there) ? there : here;
    }

    // Of a pattern, the folder that it looks into.
    private static bool Exists(string path) =>
        path.IndexOfAny(Wildcards) is var wildcard && wildcard >= 0
            ? Directory.Exists(path[..(path.LastIndexOf(Path.DirectorySeparatorChar, wildcard) + 1)])
            : Path.Exists(path);
}
