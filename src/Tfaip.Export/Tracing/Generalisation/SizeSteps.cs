using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>
/// Finds the sizes between which a function changes. A function that was found may step elsewhere than the one that the model's code
/// computes, in a gap between the recordings; recordings at both sides of its steps tell.
/// </summary>
internal static class SizeSteps
{
    private const int MostSteps = 8;

    /// <summary>Pairs of sizes, next to each other, that the function differs at.</summary>
    /// <param name="function">The function.</param>
    /// <param name="places">Sizes within the declared bounds, between which steps are looked for.</param>
    /// <param name="stepOf">The step of a size's declared range.</param>
    public static IEnumerable<IReadOnlyDictionary<string, long>> Around(
        Size function, IReadOnlyList<IReadOnlyDictionary<string, long>> places, Func<string, long> stepOf)
    {
        // From each value to the next larger one; where they are many, the ends and some between.
        var levels = places.GroupBy(function.ValueAt).OrderBy(level => level.Key).Select(level => level.First()).ToArray();
        var count = Math.Min(MostSteps, levels.Length - 1);
        for (var i = 0; i < count; i++)
        {
            var level = count < 2 ? 0 : (int)((long)i * (levels.Length - 2) / (count - 1));
            foreach (var sizes in Between(function, levels[level], levels[level + 1], stepOf)) yield return sizes;
        }
    }

    // One size after the other goes from the first place to the last; the first that changes the function is searched by halves.
    private static IReadOnlyDictionary<string, long>[] Between(
        Size function, IReadOnlyDictionary<string, long> first, IReadOnlyDictionary<string, long> last, Func<string, long> stepOf)
    {
        var (at, start) = (new Dictionary<string, long>(first), function.ValueAt(first));
        foreach (var symbol in first.Keys)
        {
            var (from, step) = (at[symbol], stepOf(symbol));
            at[symbol] = last[symbol];
            if (function.ValueAt(at) == start) continue;

            var (same, other) = (0L, (last[symbol] - from) / step);
            while (Math.Abs(other - same) > 1)
            {
                var middle = (same + other) / 2;
                at[symbol] = from + (middle * step);
                if (function.ValueAt(at) == start) same = middle;
                else other = middle;
            }

            return
            [
                new Dictionary<string, long>(at) { [symbol] = from + (same * step) },
                new Dictionary<string, long>(at) { [symbol] = from + (other * step) },
            ];
        }

        return [];
    }
}
