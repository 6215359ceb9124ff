using Tfaip.Processors.Samples;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// The sizes at which a model is recorded: the free sizes of its inputs take values that differ from each other and between
/// recordings, odd and even, so that a number can be told from another that happens to be equal.
/// </summary>
internal sealed class SizePlan
{
    // In so many recordings all sizes move at once; those after them move one size each.
    private const int Together = 12;

    private const int PoolSize = 14;
    private const int MostAttempts = 50;

    // What the plans begin from where the model needs no more.
    private const long Smallest = 4;
    private const long Farthest = 1031;
    private const long MostElements = 1 << 18;
    private static readonly int[] FarOff = [17, 26, 43];

    // Of heavy sizes: odd and even, with all rests of small divisors, and small odd ones left over for the verification; the rest where
    // more are needed.
    private static readonly int[] HeavySteps = [1, 3, 4, 5, 7, 10, 2, 6, 8, 9, 11, 12];

    private readonly IReadOnlyList<TensorSpec> _inputs;
    private readonly SortedDictionary<int, IReadOnlyDictionary<string, long>> _planned = [];
    private readonly Dictionary<string, SizeRange> _ranges = [];
    private readonly Dictionary<string, long[]> _pools = [];
    private readonly Dictionary<string, long[]> _orders = [];
    private readonly HashSet<string> _heavy = [];

    /// <summary>Plans for the free sizes of inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="seed">Decides the order of values.</param>
    /// <param name="from">The smallest value for sizes whose range allows it.</param>
    public SizePlan(IReadOnlyList<TensorSpec> inputs, ulong seed, long from)
    {
        _inputs = inputs;
        Symbols = [.. inputs.SelectMany(input => input.Shape).Where(size => size.Name is not null).Select(size => size.Name!).Distinct()];
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        foreach (var symbol in Symbols)
        {
            _ranges[symbol] = Range(inputs, symbol);
            if (HeavySizes.Contain(inputs, symbol) && HeavyPool(_ranges[symbol], from) is { } pool)
                (_pools[symbol], _) = (pool, _heavy.Add(symbol));
            else _pools[symbol] = Pool(_ranges[symbol], from);
        }

        for (var attempt = 0; attempt == 0 || (attempt < MostAttempts && AreTied()); attempt++)
        {
            _planned.Clear();
            foreach (var symbol in Symbols)
                _orders[symbol] = _heavy.Contains(symbol) ? HeavyOrder(_pools[symbol], random) : Order(_pools[symbol], random);
        }
    }

    /// <summary>The free sizes.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>The smallest of all sizes, where axes broadcast and vanish that do not elsewhere.</summary>
    public IReadOnlyDictionary<string, long> Lowest => Symbols.ToDictionary(symbol => symbol, symbol => (long)_ranges[symbol].Low);

    /// <summary>The declared range of a size; null where it is free from 1 on.</summary>
    public SizeRange? RangeOf(string symbol) => _ranges[symbol] is { High: int.MaxValue, Low: 1, Step: 1 } ? null : _ranges[symbol];

    /// <summary>So many recordings tell the simple functions of sizes.</summary>
    public static int Few => 6;

    /// <summary>So many recordings tell all functions of sizes that are searched.</summary>
    public int Many => Together + (2 * Symbols.Count);

    /// <summary>The sizes of the n-th recording.</summary>
    public IReadOnlyDictionary<string, long> this[int recording]
    {
        get
        {
            if (_planned.TryGetValue(recording, out var planned)) return planned;
            if (recording > 0) _ = this[recording - 1];
            if (recording >= Together && Symbols.Count > 0) return _planned[recording] = Apart(recording);
            var sizes = new Dictionary<string, long>();
            foreach (var symbol in Symbols)
            {
                // Each value once; where it is another size's too, a later one is taken first.
                var order = _orders[symbol];
                var at = recording % order.Length;
                var free = Array.FindIndex(order, at, value => !sizes.ContainsValue(value));
                if (free > at) (order[at], order[free]) = (order[free], order[at]);
                sizes[symbol] = order[at];
            }

            return _planned[recording] = sizes;
        }
    }

    /// <summary>
    /// The sizes at the ends of the ranges, each size in turn: at the smallest, axes broadcast and vanish that do not elsewhere; at the
    /// largest, what was cut to a limit shows. Where there is no end that can be tried, it is one that is far off.
    /// </summary>
    public IEnumerable<IReadOnlyDictionary<string, long>> Ends()
    {
        foreach (var symbol in Symbols)
        {
            var range = _ranges[symbol];
            if (!_pools[symbol].Contains(range.Low)) yield return new Dictionary<string, long>(this[0]) { [symbol] = range.Low };
            var far = Far(symbol);
            if (far > _pools[symbol].Max()) yield return new Dictionary<string, long>(this[0]) { [symbol] = far };
        }
    }

    /// <summary>Sizes as messages show them.</summary>
    public static string Describe(IReadOnlyDictionary<string, long> sizes) =>
        sizes.Count == 0 ? "the given sizes" : string.Join(", ", sizes.Select(size => $"{size.Key}={size.Value}"));

    // As far as the inputs stay small.
    private long Far(string symbol)
    {
        var each = _inputs.Where(input => input.Shape.Any(size => size.Name == symbol)).Sum(input => input.Shape
            .Where(size => size.Name != symbol).Aggregate(1L, (product, size) => product * (size.Length ?? this[0][size.Name!])));
        var largest = Math.Min(Farthest, MostElements / Math.Max(1, each));
        var range = _ranges[symbol];
        return range.High <= largest ? range.High : range.Low + (Math.Max(0, largest - range.Low) / range.Step * range.Step);
    }

    // First some neighbours, so that a few recordings have all rests of small divisors, and one far off; then the others.
    private static long[] Order(long[] pool, Random random)
    {
        var near = pool.Length > FarOff.Length ? pool[..^FarOff.Length] : pool;
        var window = Math.Min(Few - 1, near.Length);
        var start = random.Next(near.Length - window + 1);
        var (first, rest) = (near[start..(start + window)], pool.Except(near[start..(start + window)]).ToArray());
        random.Shuffle(first);
        random.Shuffle(rest);
        if (Array.FindIndex(rest, value => value > near[^1]) is var far and > 0) (rest[0], rest[far]) = (rest[far], rest[0]);
        return [.. first, .. rest];
    }

    private static long[] HeavyOrder(long[] pool, Random random)
    {
        var (first, rest) = (pool[..Few], pool[Few..]);
        random.Shuffle(first);
        random.Shuffle(rest);
        return [.. first, .. rest];
    }

    // Whether a size is a linear function of another in the first recordings, so that they could not be told apart.
    private bool AreTied()
    {
        foreach (var a in Symbols)
        {
            foreach (var b in Symbols)
            {
                long Move(string symbol, int recording) => this[recording][symbol] - this[0][symbol];
                if (a != b && Enumerable.Range(2, Few - 2).All(r => Move(a, r) * Move(b, 1) == Move(b, r) * Move(a, 1))) return true;
            }
        }

        return false;
    }

    // One size moves and the others stay: what follows it depends on it alone. It moves to its neighbour, where every rest
    // is another, and far away, where every quotient is.
    private Dictionary<string, long> Apart(int recording)
    {
        var symbol = Symbols[recording % Symbols.Count];
        var here = this[0][symbol];
        var others = _pools[symbol].Where(value => value != here).OrderBy(value => Math.Abs(value - here)).DefaultIfEmpty(here);
        return new(this[0]) { [symbol] = recording - Together < Symbols.Count ? others.First() : others.Last() };
    }

    // None where the range has no room for it.
    private static long[]? HeavyPool(SizeRange range, long from)
    {
        var all = ((long)range.High - range.Low) / range.Step;
        var first = Math.Max(0, (from - Smallest - range.Low + range.Step - 1) / range.Step);
        return first + HeavySteps.Max() > all ? null : [.. HeavySteps.Select(steps => range.Low + ((first + steps) * range.Step))];
    }

    private static SizeRange Range(IReadOnlyList<TensorSpec> inputs, string symbol)
    {
        var ranges = inputs.Where(input => input.Sizes.ContainsKey(symbol)).Select(input => input.Sizes[symbol]).ToArray();
        if (ranges.Length == 0) return new(1, int.MaxValue);
        return new(ranges.Max(range => range.Low), ranges.Min(range => range.High), ranges.Max(range => range.Step));
    }

    // Neighbours, which are odd and even and leave all rests; and some far off, where slopes tell.
    private static long[] Pool(SizeRange range, long from)
    {
        var all = ((long)range.High - range.Low) / range.Step;
        var first = Math.Clamp((from - range.Low + range.Step - 1) / range.Step, 0, Math.Max(0, all - PoolSize + 1));
        if (range.Low == 1 && range.Step == 1 && all > 0) first = Math.Max(first, 1);
        var near = Enumerable.Range(0, (int)Math.Min(PoolSize - FarOff.Length, all - first + 1)).Select(i => first + i);
        var far = FarOff.Select(steps => first + steps).Where(index => index <= all);
        return [.. near.Concat(far).Select(index => range.Low + (index * range.Step))];
    }
}
