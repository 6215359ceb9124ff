namespace Tfaip.EndToEnd.Tests.Architecture;

/// <summary>The circles between folders: namespaces, as they follow folders.</summary>
internal static class FolderCircles
{
    /// <summary>Finds them.</summary>
    /// <param name="arrows">Which types name which.</param>
    /// <returns>A line for each arrow of a circle, with some of the types that make it.</returns>
    public static IReadOnlyList<string> Find(IEnumerable<(string From, string To)> arrows)
    {
        var folders = arrows.Select(
            arrow => (From: FolderOf(arrow.From), To: FolderOf(arrow.To), Types: $"{NameOf(arrow.From)} names {NameOf(arrow.To)}"))
            .Where(arrow => arrow.From != arrow.To).ToLookup(arrow => (arrow.From, arrow.To), arrow => arrow.Types);
        var next = folders.Select(arrow => arrow.Key).ToLookup(arrow => arrow.From, arrow => arrow.To);
        return [.. folders.Where(arrow => Reaches(next, arrow.Key.To, arrow.Key.From)).Select(arrow =>
            $"{arrow.Key.From} -> {arrow.Key.To}: {string.Join(", ", arrow.Distinct().Take(3))}").Order(StringComparer.Ordinal)];
    }

    private static bool Reaches(ILookup<string, string> next, string from, string to)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([from]));
        while (open.TryPop(out var folder))
        {
            if (folder == to) return true;
            if (!seen.Add(folder)) continue;
            foreach (var one in next[folder]) open.Push(one);
        }

        return false;
    }

    private static string FolderOf(string type) => type[..type.LastIndexOf('.')];

    private static string NameOf(string type) => type[(type.LastIndexOf('.') + 1)..];
}
