using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Processors.Samples;
using TorchSharp.Modules;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Verification;

/// <summary>
/// Chooses sizes at which a graph is compared with its model, spread over the declared ranges: both ends, sizes in between that differ
/// between the axes, odd and even ones, and others that the seed decides. Large ones are as large as the tensors of the model allow.
/// </summary>
internal static class SizeSampler
{
    /// <summary>How far a size goes that nothing bounds.</summary>
    public const long Farthest = 1 << 12;

    // Elements of all tensors that a run makes, one after the other.
    private const double MostElements = 1 << 24;
    private const int Drawn = 6;
    private const int FewestSizes = 3;

    // TorchSharp's layers do not tell how many they have.
    private const double AssumedHeads = 8;

    // Odd, and no multiples of one another: a size that was taken for another, or for a constant, shows.
    private static readonly int[] Odd = [3, 7, 13, 5, 11, 17];

    /// <summary>The sizes in the order in which to try them; one without free sizes where the program has none.</summary>
    /// <param name="program">The program.</param>
    /// <param name="seed">Decides the sizes between the ends.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, long>> Choose(TracedProgram program, ulong seed)
    {
        if (program.Symbols.Count == 0) return [new Dictionary<string, long>()];
        var ranges = program.Symbols.Select(symbol => RangeOf(program, symbol)).ToArray();
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        var chosen = new List<IReadOnlyDictionary<string, long>>();

        // The smallest, some near it, the largest, then each size at its own largest.
        Add(ranges.Select(_ => 0.0));
        chosen.AddRange(program.CachedSizes.Where(sizes => Elements(program, sizes) <= MostElements).Take(2));
        for (var i = 0; i < 2; i++)
            Add(ranges.Select((range, s) => Odd[(i + s) % Odd.Length] % Count(range) / (double)Math.Max(1, Count(range) - 1)));
        Add(ranges.Select(_ => 1.0));
        for (var s = 0; s < ranges.Length && ranges.Length > 1; s++) Add(ranges.Select((_, other) => other == s ? 1.0 : 0.25));
        Add(ranges.Select(_ => 0.5));
        for (var i = 0; i < Drawn; i++) Add(ranges.Select(range => i % 2 == 0 ? Logarithmic(range) : random.NextDouble()));

        // A model that is large at its smallest sizes is tried at the next ones all the same: one size tells nothing of what follows
        // from it.
        for (var next = 1; chosen.Count < FewestSizes && next < FewestSizes; next++)
            Take(ranges.Select(range => Math.Min(next, Count(range) - 1)));
        return [.. chosen.Where((sizes, i) => i == 0 || !program.RecordedSizes.Any(known => Same(known, sizes)) || IsEnd(sizes))];

        // Places in the ranges; all nearer to their starts where the tensors would be too large.
        void Add(IEnumerable<double> places)
        {
            var wanted = places.ToArray();
            for (var scale = 1.0; ; scale /= 2)
            {
                var sizes = program.Symbols.Select((symbol, s) => (symbol, value: At(ranges[s], wanted[s] * scale)))
                    .ToDictionary(pair => pair.symbol, pair => pair.value);
                if (scale > 1e-4 && Elements(program, sizes) > MostElements) continue;
                if (!chosen.Exists(known => Same(known, sizes))) chosen.Add(sizes);
                return;
            }
        }

        void Take(IEnumerable<long> indices)
        {
            var sizes = program.Symbols.Zip(indices, (symbol, i) => (symbol, i))
                .Select((pair, s) => (pair.symbol, value: ranges[s].Low + (pair.i * ranges[s].Step)))
                .ToDictionary(pair => pair.symbol, pair => pair.value);
            if (!chosen.Exists(known => Same(known, sizes))) chosen.Add(sizes);
        }

        double Logarithmic(SizeRange range) => (Math.Exp(random.NextDouble() * Math.Log(Count(range))) - 1) / Math.Max(1, Count(range) - 1);

        bool IsEnd(IReadOnlyDictionary<string, long> sizes) =>
            program.Symbols.Select((symbol, s) => sizes[symbol] == ranges[s].Low || sizes[symbol] == At(ranges[s], 1)).All(isEnd => isEnd);
    }

    /// <summary>The elements of all tensors that a run of the program makes.</summary>
    public static double Elements(TracedProgram program, IReadOnlyDictionary<string, long> sizes) =>
        program.Values.Values.Where(value => value.Shape.Any(size => size is not FixedSize))
            .Sum(value => Elements(value, sizes)) + program.Calls.Sum(call => Weights(program, call, sizes));

    /// <summary>Whether nothing bounds a size from above.</summary>
    public static bool IsUnbounded(TracedProgram program, string symbol) =>
        program.Inputs.All(input => !input.Spec.Sizes.TryGetValue(symbol, out var range) || range.High == int.MaxValue);

    private static double Elements(ValueInfo value, IReadOnlyDictionary<string, long> sizes) =>
        value.Shape.Aggregate(1.0, (product, size) => product * Length(size, sizes));

    // What attention makes within one call: a weight for each pair of a query and a key, in each head.
    private static double Weights(TracedProgram program, ProgramCall call, IReadOnlyDictionary<string, long> sizes)
    {
        var given = call.Arguments.OfType<TensorArgument>().Select(argument => program.Values[argument.Value]).ToArray();
        return call switch
        {
            { Module: MultiheadAttention or TransformerEncoderLayer or TransformerEncoder } when given[0].Shape.Count == 3 =>
                AssumedHeads * Elements(given[0], sizes) / Math.Max(1, Length(given[0].Shape[2], sizes)) * Length(
                    given[Math.Min(1, given.Length - 1)].Shape[0], sizes),
            { Module: TransformerDecoderLayer or TransformerDecoder } when given.Length > 1 && given[0].Shape.Count == 3 =>
                AssumedHeads * Length(given[0].Shape[1], sizes) * Math.Pow(
                    Math.Max(Length(given[0].Shape[0], sizes), Length(given[1].Shape[0], sizes)), 2),
            { Method.Name: "scaled_dot_product_attention" } when given.Length > 1 =>
                Elements(given[0], sizes) / Math.Max(1, Length(given[0].Shape[^1], sizes)) * Length(given[1].Shape[^2], sizes),
            _ => 0,
        };
    }

    private static double Length(Size size, IReadOnlyDictionary<string, long> sizes) => Math.Max(0, size.Evaluate(sizes));

    private static SizeRange RangeOf(TracedProgram program, string symbol)
    {
        var ranges = program.Inputs.Where(input => input.Spec.Sizes.ContainsKey(symbol)).Select(input => input.Spec.Sizes[symbol])
            .ToArray();
        if (ranges.Length == 0) return new(1, (int)Farthest);
        var low = ranges.Max(range => range.Low);
        var high = Math.Max(low, ranges.Min(range => range.High));
        return new(low, high == int.MaxValue ? (int)Math.Max(Farthest, low) : high, ranges.Max(range => range.Step));
    }

    private static bool Same(IReadOnlyDictionary<string, long> one, IReadOnlyDictionary<string, long> other) =>
        one.All(pair => other.GetValueOrDefault(pair.Key) == pair.Value);

    private static long Count(SizeRange range) => (((long)range.High - range.Low) / range.Step) + 1;

    private static long At(SizeRange range, double place) => range.Low + ((long)Math.Round(place * (Count(range) - 1)) * range.Step);
}
