namespace Tfaip.Processors.Parameters;

/// <summary>What somebody may have meant who wrote a name that does not exist.</summary>
public static class Suggestions
{
    /// <summary>The known name nearest to a word, or null where none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        var plain = Plain(word);
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var name in known)
        {
            var candidate = Plain(name);
            var distance = Distance(plain, candidate);
            // One edit in three characters is a slip, more is another word.
            if (distance < least && distance <= Math.Max(1, Math.Max(plain.Length, candidate.Length) / 3) && distance < candidate.Length)
                (nearest, least) = (name, distance);
        }

        return nearest;
    }

    /// <summary>A sentence that names the nearest of the known names, with a space before it; empty where none is near.</summary>
    internal static string DidYouMean(string word, IEnumerable<string> known) =>
        Nearest(word, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>The number of letters to insert, delete, replace or swap with their neighbour to make one word of the other.</summary>
    internal static int Distance(string a, string b)
    {
        var (beforeLast, last, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                current[j] = Math.Min(
                    Math.Min(last[j], current[j - 1]) + 1,
                    last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length];
    }

    // learningRate, learning-rate and LEARNING_RATE are spellings of learning_rate, not other words. Cut, for hostile lengths.
    private static string Plain(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-')).Take(100)).ToLowerInvariant();
}
