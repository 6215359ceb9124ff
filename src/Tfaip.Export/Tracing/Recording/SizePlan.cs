using Tfaip.Processors.Samples;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// The sizes at which a model is recorded: the free sizes of its inputs take values that differ from each other and between
/// recordings, odd and even, so that a number can be told from another that happens to be equal.
/// </summary>
internal sealed class SizePlan
{
    private const int PoolSize = 14;

    private readonly SortedDictionary<int, IReadOnlyDictionary<string, long>> _planned = [];
    private readonly Dictionary<string, SizeRange> _ranges = [];
    private readonly Dictionary<string, long[]> _pools = [];

    /// <summary>Plans for the free sizes of inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="seed">Decides the order of values.</param>
    /// <param name="from">The smallest value for sizes whose range allows it.</param>
    public SizePlan(IReadOnlyList<TensorSpec> inputs, ulong seed, long from)
    {
        Symbols = [.. inputs.SelectMany(input => input.Shape).Where(size => size.Name is not null).Select(size => size.Name!).Distinct()];
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        foreach (var symbol in Symbols)
        {
            var range = _ranges[symbol] = Range(inputs, symbol);
            var pool = Pool(range, from);
            random.Shuffle(pool);
            _pools.Add(symbol, pool);
        }
    }

    /// <summary>The free sizes.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>The sizes of the n-th recording.</summary>
    public IReadOnlyDictionary<string, long> this[int recording]
    {
        get
        {
            if (_planned.TryGetValue(recording, out var planned)) return planned;
            var sizes = new Dictionary<string, long>();
            for (var i = 0; i < Symbols.Count; i++)
            {
                // Pools are walked through at different paces, so that no two sizes keep a distance.
                var pool = _pools[Symbols[i]];
                var start = (recording * (1 + (2 * (i % 3)))) + i;
                var choices = Enumerable.Range(0, pool.Length).Select(offset => pool[(start + offset) % pool.Length]).ToArray();
                sizes[Symbols[i]] = choices.FirstOrDefault(value => !sizes.ContainsValue(value), choices[0]);
            }

            return _planned[recording] = sizes;
        }
    }

    /// <summary>
    /// The sizes at the ends of the ranges, each size in turn: at one, axes broadcast and vanish that do not elsewhere; at the
    /// upper end, what was cut to a limit shows.
    /// </summary>
    public IEnumerable<IReadOnlyDictionary<string, long>> Ends(long largest)
    {
        foreach (var symbol in Symbols)
        {
            var range = _ranges[symbol];
            if (range.Low == 1) yield return new Dictionary<string, long>(this[0]) { [symbol] = 1 };
            if (range.High <= largest && !_pools[symbol].Contains(range.High))
            {
                yield return new Dictionary<string, long>(this[0]) { [symbol] = range.High };
            }
        }
    }

    /// <summary>Sizes as messages show them.</summary>
    public static string Describe(IReadOnlyDictionary<string, long> sizes) =>
        sizes.Count == 0 ? "the given sizes" : string.Join(", ", sizes.Select(size => $"{size.Key}={size.Value}"));

    private static SizeRange Range(IReadOnlyList<TensorSpec> inputs, string symbol)
    {
        var ranges = inputs.Where(input => input.Sizes.ContainsKey(symbol)).Select(input => input.Sizes[symbol]).ToArray();
        if (ranges.Length == 0) return new(1, int.MaxValue);
        return new(ranges.Max(range => range.Low), ranges.Min(range => range.High), ranges.Max(range => range.Step));
    }

    private static long[] Pool(SizeRange range, long from)
    {
        var all = ((long)range.High - range.Low) / range.Step;
        var first = Math.Clamp((from - range.Low + range.Step - 1) / range.Step, 0, Math.Max(0, all - PoolSize + 1));
        if (range.Low == 1 && range.Step == 1 && all > 0) first = Math.Max(first, 1);
        var count = Math.Min(PoolSize, all - first + 1);
        return [.. Enumerable.Range(0, (int)count).Select(i => range.Low + ((first + i) * range.Step))];
    }
}
