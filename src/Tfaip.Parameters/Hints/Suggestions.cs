namespace Tfaip.Parameters.Hints;

/// <summary>What somebody may have meant who wrote a name that does not exist.</summary>
internal static class Suggestions
{
    // Farther from the best one than that is not worth a place beside it.
    internal const double NearEqual = 0.2;

    internal const int MostShown = 3;

    /// <summary>The known name nearest to a word, or null where none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known) => Ranked(word, known) is [var nearest, ..] ? nearest : null;

    /// <summary>
    /// The known names that a word may stand for: usually one, at most three where they are equally near, the likeliest first. A slip of
    /// the keyboard, another spelling (<c>learningRate</c>), another order of the words and a word left out are all near.
    /// </summary>
    public static IReadOnlyList<string> Ranked(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        var near = Rank(word, known.Select(name => (name, Resemblance.Of(word, name))), name => name);
        return [.. near.TakeWhile(name => name.Cost <= near[0].Cost + NearEqual).Select(name => name.Item).Take(MostShown)];
    }

    /// <summary>A sentence that names what is likely meant; null where nothing is near.</summary>
    internal static string? DidYouMean(IReadOnlyList<string> names) =>
        names.Count == 0 ? null : $"Did you mean {Expectations.Or([.. names.Select(name => $"'{name}'")])}?";

    /// <summary>Those that resemble the word, from the nearest on; of equally near ones those that begin and end alike.</summary>
    internal static IReadOnlyList<(T Item, double Cost)> Rank<T>(
        string word, IEnumerable<(T Item, double? Cost)> candidates, Func<T, string> name) =>
    [
        .. candidates
            .Where(candidate => candidate.Cost is not null)
            .Select(candidate => (candidate.Item, Cost: candidate.Cost!.Value))
            .OrderBy(candidate => candidate.Cost)
            .ThenByDescending(candidate => SameEnds(name(candidate.Item), word)),
    ];

    private static int SameEnds(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var (first, last) = (a.CommonPrefixLength(b), 0);
        while (last < Math.Min(a.Length, b.Length) - first && a[^(last + 1)] == b[^(last + 1)]) last++;
        return first + last;
    }
}
