namespace Tfaip.Parameters;

/// <summary>The order in which errors are reported: those of files by their places, then those of arguments, then all others.</summary>
internal static class OriginOrder
{
    /// <summary>Sorts what has a place; files come in the order in which they are first met.</summary>
    /// <param name="items">What has a place.</param>
    /// <param name="originOf">The place.</param>
    public static IEnumerable<T> InOrder<T>(this IReadOnlyCollection<T> items, Func<T, Origin> originOf)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(originOf);
        var files = items.Select(item => FileOf(originOf(item))).Distinct().Index()
            .ToDictionary(file => file.Item ?? "", file => file.Index);
        return items
            .Select(item => (Item: item, Place: Place(originOf(item)), File: files[FileOf(originOf(item)) ?? ""]))
            .OrderBy(each => each.Place.Group)
            .ThenBy(each => each.File)
            .ThenBy(each => each.Place.Line)
            .ThenBy(each => each.Place.Column)
            .Select(each => each.Item);
    }

    private static string? FileOf(Origin origin) => origin switch
    {
        FileOrigin file => file.File,
        InterpolatedOrigin { At: var at } => FileOf(at),
        _ => null,
    };

    private static (int Group, int Line, int Column) Place(Origin origin) => origin switch
    {
        FileOrigin file => (0, file.Line, file.Column),
        ArgumentOrigin argument => (1, argument.Position, argument.Column ?? 0),
        InterpolatedOrigin { At: var at } => Place(at),
        _ => (2, 0, 0),
    };
}
