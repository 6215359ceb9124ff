using Tfaip.Processors.Samples;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// The sizes at which a model is recorded without arithmetic: all there are where they are few; else both ends of each range with their
/// neighbours, the corners, and sizes all over the ranges, moved one by one and all at once.
/// </summary>
internal static class DrySizes
{
    /// <summary>Where a size is bounded by nothing, it is tried up to here.</summary>
    public const long Farthest = 1 << 14;

    private const long FewAltogether = 256;
    private const int Neighbours = 9;
    private const int Spread = 14;
    private const int Together = 128;
    private const int MostCorners = 64;

    // As far as all sizes go at once.
    private const long FarTogether = 1 << 10;

    /// <summary>The sizes, most telling first.</summary>
    /// <param name="symbols">The free sizes.</param>
    /// <param name="rangeOf">The range of each, or null where it is free from 1 on.</param>
    /// <param name="usual">What the other sizes are while one is moved.</param>
    /// <param name="seed">Decides the sizes between the ends.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, long>> Choose(
        IReadOnlyList<string> symbols, Func<string, SizeRange?> rangeOf, IReadOnlyDictionary<string, long> usual, ulong seed)
    {
        var ranges = symbols.Select(symbol => Bounded(rangeOf(symbol), Farthest)).ToArray();
        if (All(symbols, ranges) is { } all) return all;

        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        var near = symbols.Select(symbol => Bounded(rangeOf(symbol), FarTogether)).ToArray();
        var (chosen, known) = (new List<IReadOnlyDictionary<string, long>>(), new HashSet<string>());
        for (var i = 0; i < Together; i++)
            Add(symbols.Select((_, s) => i % 2 == 0 ? Uniform(near[s], random) : Logarithmic(near[s], random)));
        for (var corner = 0; corner < Math.Min(1 << Math.Min(symbols.Count, 30), MostCorners); corner++)
            Add(symbols.Select((_, s) => ((corner >> s) & 1) == 0 ? near[s].Low : Last(near[s])));
        for (var s = 0; s < symbols.Count; s++)
        {
            foreach (var value in Alone(ranges[s], random)) Add(symbols.Select((symbol, other) => other == s ? value : usual[symbol]));
        }

        return chosen;

        void Add(IEnumerable<long> values)
        {
            var all = values.ToArray();
            if (known.Add(string.Join(' ', all))) chosen.Add(symbols.Zip(all).ToDictionary(pair => pair.First, pair => pair.Second));
        }
    }

    /// <summary>Sizes all over the ranges, to tell functions apart at.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, long>> Scattered(
        IReadOnlyList<string> symbols, Func<string, SizeRange?> rangeOf, int count, ulong seed)
    {
        var random = new Random(unchecked((int)(seed ^ (seed >> 32)) + 1));
        var ranges = symbols.Select(symbol => Bounded(rangeOf(symbol), Farthest)).ToArray();
        return [.. Enumerable.Range(0, count).Select(
            i => symbols.Select((symbol, s) => (symbol, value: i % 2 == 0 ? Uniform(ranges[s], random) : Logarithmic(ranges[s], random)))
                .ToDictionary(pair => pair.symbol, pair => pair.value))];
    }

    private static SizeRange Bounded(SizeRange? range, long farthest)
    {
        if (range is null) return new(1, (int)farthest);
        return range.High <= Math.Max(farthest, range.Low + (Neighbours * (long)range.Step))
            ? range
            : new(range.Low, (int)Math.Max(farthest, range.Low + (Neighbours * (long)range.Step)), range.Step);
    }

    private static List<IReadOnlyDictionary<string, long>>? All(IReadOnlyList<string> symbols, SizeRange[] ranges)
    {
        var count = 1L;
        foreach (var range in ranges)
        {
            count *= Count(range);
            if (count > FewAltogether) return null;
        }

        List<IReadOnlyDictionary<string, long>> all = [new Dictionary<string, long>()];
        for (var s = 0; s < symbols.Count; s++)
        {
            all = [.. all.SelectMany(sizes => Enumerable.Range(0, (int)Count(ranges[s]))
                .Select(i => new Dictionary<string, long>(sizes) { [symbols[s]] = At(ranges[s], i) }))];
        }

        return all;
    }

    private static IEnumerable<long> Alone(SizeRange range, Random random)
    {
        var (count, middle) = (Count(range), Count(range) / 2);
        return Enumerable.Range(0, Neighbours).SelectMany(i => new[] { i, count - 1 - i, middle + i })
            .Concat(Enumerable.Range(0, Spread).Select(_ => (Logarithmic(range, random) - range.Low) / range.Step))
            .Where(i => i >= 0 && i < count).Distinct().Select(i => At(range, i));
    }

    private static long Count(SizeRange range) => (((long)range.High - range.Low) / range.Step) + 1;

    private static long At(SizeRange range, long i) => range.Low + (i * range.Step);

    private static long Last(SizeRange range) => At(range, Count(range) - 1);

    private static long Uniform(SizeRange range, Random random) => At(range, random.NextInt64(Count(range)));

    private static long Logarithmic(SizeRange range, Random random) =>
        At(range, (long)Math.Exp(random.NextDouble() * Math.Log(Count(range) + 1)) - 1 is var i && i < Count(range) ? i : Count(range) - 1);
}
