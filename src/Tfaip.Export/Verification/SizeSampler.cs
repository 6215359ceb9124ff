using Tfaip.Export.Tracing;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Processors.Samples;

namespace Tfaip.Export.Verification;

/// <summary>Chooses sizes at which a graph is compared with its model: the smallest, then sizes that were not recorded, odd ones first.</summary>
internal static class SizeSampler
{
    // Odd, and no multiples of one another: a size that was taken for another, or for a constant, shows.
    private static readonly int[] Candidates = [1, 3, 7, 13, 5, 11, 2, 17, 9, 23, 4, 19, 6, 31, 8, 29];

    // Of sizes of which each one more costs much: the same, but not far up.
    private static readonly int[] Light = [1, 3, 7, 9, 5, 2, 4, 6, 8, 10, 11, 13, 12, 15, 14, 17];

    /// <summary>Candidates in the order in which to try them; one without free sizes where the program has none.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, long>> Choose(TracedProgram program)
    {
        var ranges = program.Inputs.SelectMany(input => input.Spec.Sizes).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.First().Value);
        var values = program.Symbols.Select(symbol => Values(ranges.GetValueOrDefault(symbol), HeavySizes.Contain([.. program.Inputs.Select(input => input.Spec)], symbol) ? Light : Candidates)).ToArray();
        if (values.Length == 0) return [new Dictionary<string, long>()];

        var chosen = new List<IReadOnlyDictionary<string, long>>();
        for (var round = 0; round < Candidates.Length; round++)
        {
            // The smallest of all at first, then the symbols out of step, so that equal sizes do not hide an exchange.
            var sizes = program.Symbols.Select((symbol, i) => (symbol, values[i][(round + (round == 0 ? 0 : i)) % values[i].Count]))
                .ToDictionary(pair => pair.symbol, pair => pair.Item2);
            IEnumerable<IReadOnlyDictionary<string, long>> taken = round == 0 ? [] : [.. program.RecordedSizes, .. chosen];
            if (!taken.Any(known => sizes.All(pair => known.GetValueOrDefault(pair.Key) == pair.Value))) chosen.Add(sizes);
        }

        return chosen;
    }

    private static List<long> Values(SizeRange? range, int[] candidates)
    {
        if (range is null) return [.. candidates.Select(value => (long)value)];
        var count = ((range.High - range.Low) / range.Step) + 1;
        return [.. candidates.Select(value => (value - 1) % count).Distinct().Select(position => (long)range.Low + (position * range.Step))];
    }
}
