using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>
/// The functions of sizes that numbers computed in C# are looked for in, simplest first. Each that is given fits all recordings.
/// </summary>
internal static class SizeFamily
{
    private const int MostPairs = 24;
    private const int MostLevels = 6;

    /// <summary>Functions of one size alone, which tell a number's kind: lines, cut lines, quotients, rests, roundings, roots.</summary>
    public static IEnumerable<Size> OfOne(IReadOnlyList<KnownSize> known, long[] values) =>
        known.SelectMany(one => Each(LinearSizes.Exact(one, values)))
            .Concat(known.SelectMany(one => LinearSizes.Cut(one, values)))
            .Concat(known.SelectMany(one => QuotientSizes.Floors(one, values)))
            .Concat(known.SelectMany(one => QuotientSizes.Rests(one, values)))
            .Concat(known.SelectMany(one => QuotientSizes.Multiples(one, values)))
            .Concat(known.SelectMany(one => RoundedSizes.Scaled(one, values)))
            .Concat(known.SelectMany(one => RoundedSizes.Roots(one, values)));

    /// <summary>Functions of one size or of two, and products of three: those that are most often meant.</summary>
    public static IEnumerable<Size> Simple(IReadOnlyList<KnownSize> known, long[] values)
    {
        foreach (var size in OfOne(known, values)) yield return size;
        var few = known.Take(MostPairs).ToArray();
        var pairs = JoinedSizes.Pairs(few).Where(pair => pair.Move() is not null).ToArray();
        foreach (var size in pairs.Where(pair => pair.Values.AsSpan().SequenceEqual(values)).Select(pair => SizeAlgebra.Normal(pair.Size)))
            yield return size;
        foreach (var size in JoinedSizes.Sums(few, values)) yield return size;
        foreach (var size in pairs.SelectMany(pair => Each(LinearSizes.Exact(pair, values)))) yield return size;
        foreach (var size in JoinedSizes.Triples(few, values)) yield return size;
        foreach (var size in pairs.SelectMany(pair => LinearSizes.Cut(pair, values))) yield return size;
        foreach (var size in pairs.SelectMany(pair => QuotientSizes.Floors(pair, values))) yield return size;
        foreach (var size in pairs.SelectMany(pair => RoundedSizes.Roots(pair, values))) yield return size;
    }

    /// <summary>All functions.</summary>
    public static IEnumerable<Size> All(IReadOnlyList<KnownSize> known, long[] values)
    {
        foreach (var size in Simple(known, values)) yield return size;
        var few = known.Take(MostPairs).ToArray();
        var pairs = JoinedSizes.Pairs(few).Where(pair => pair.Move() is not null).ToArray();
        var parts = Parts(few).ToArray();
        foreach (var size in parts.SelectMany(part => OfPart(part, values))) yield return size;
        foreach (var size in Pyramids(few, values)) yield return size;
        foreach (var size in Products(parts.Concat(few).Concat(Shifted(few)), few, values)) yield return size;
        foreach (var size in Differences(parts.Concat(pairs), parts.Concat(few), values)) yield return size;
        foreach (var size in pairs.SelectMany(pair => RoundedSizes.Scaled(pair, values))) yield return size;
    }

    private static IEnumerable<Size> Each(Size? size) => size is null ? [] : [size];

    // What C# makes of a size on the way to another number: rests, quotients, and rounded up.
    private static IEnumerable<KnownSize> Parts(IReadOnlyList<KnownSize> known)
    {
        foreach (var one in known)
        {
            for (var divisor = 2; divisor <= QuotientSizes.Largest; divisor++)
            {
                var q = divisor;
                yield return new(() => one.Size.Over(q), [.. one.Values.Select(value => KnownSize.Floor(value, q))]);
                yield return new(() => one.Size.OverUp(q), [.. one.Values.Select(value => KnownSize.Floor(value + q - 1, q))]);
                yield return QuotientSizes.Rest(one, divisor);
                yield return QuotientSizes.Missing(one, divisor);
            }
        }
    }

    private static IEnumerable<KnownSize> Shifted(IReadOnlyList<KnownSize> known) =>
        known.SelectMany(one => Enumerable.Range(-8, 17).Where(shift => shift != 0)
            .Select(shift => new KnownSize(() => one.Size.Plus(shift), [.. one.Values.Select(value => value + shift)])));

    private static IEnumerable<Size> OfPart(KnownSize part, long[] values)
    {
        if (LinearSizes.Exact(part, values) is { } line) yield return line;
        foreach (var size in LinearSizes.Cut(part, values)) yield return size;

        // One half of a padding, the other half.
        for (var divisor = 2; divisor <= 4; divisor++)
        {
            if (Halves(part, values, divisor, 0)) yield return part.Size.Over(divisor);
            else if (Halves(part, values, divisor, divisor - 1)) yield return part.Size.OverUp(divisor);
        }
    }

    private static bool Halves(KnownSize part, long[] values, long divisor, long offset)
    {
        for (var r = 0; r < values.Length; r++)
        {
            if (KnownSize.Floor(part.Values[r] + offset, divisor) != values[r]) return false;
        }

        return true;
    }

    // f(h / s)·f(w / s), added up over s = 2^i, 2^(i + 1), …: the places of the feature maps of a pyramid.
    private static IEnumerable<Size> Pyramids(KnownSize[] known, long[] values)
    {
        foreach (var (one, other) in known.SelectMany((one, i) => known.Skip(i).Select(other => (one, other))))
        {
            foreach (var up in new[] { false, true })
            {
                for (var first = 1; first <= MostLevels; first++)
                {
                    var sum = new long[values.Length];
                    for (var level = first; level <= MostLevels; level++)
                    {
                        var (from, to) = (first, level);
                        var (stride, add) = (1L << level, up ? (1L << level) - 1 : 0);
                        for (var r = 0; r < sum.Length; r++)
                            sum[r] += KnownSize.Floor(one.Values[r] + add, stride) * KnownSize.Floor(other.Values[r] + add, stride);
                        if (LinearSizes.Exact(new(() => Pyramid(one.Size, other.Size, from, to, up), sum), values) is { } found)
                            yield return found;
                    }
                }
            }
        }
    }

    private static Size Pyramid(Size one, Size other, int first, int last, bool up) =>
        Enumerable.Range(first, last - first + 1).Select(level => (Stride: 1L << level, Add: up ? (1L << level) - 1 : 0)).Aggregate(
            (Size)SizeAlgebra.Zero,
            (sum, level) => sum.Plus(one.Plus(level.Add).Over(level.Stride).Times(other.Plus(level.Add).Over(level.Stride))));

    // part · (a simple function)
    private static IEnumerable<Size> Products(IEnumerable<KnownSize> parts, KnownSize[] known, long[] values)
    {
        foreach (var part in parts)
        {
            if (!Divides(part.Values, values)) continue;

            // Where the one is zero, the other may be anything.
            var told = Enumerable.Range(0, values.Length).Where(r => part.Values[r] != 0).ToArray();
            var quotients = told.Select(r => values[r] / part.Values[r]).ToArray();
            if (quotients.Length < 2 || quotients.AsSpan().IndexOfAnyExcept(quotients[0]) < 0) continue;
            KnownSize[] others = told.Length == values.Length ? known : [.. known.Select(one => one.At(told))];
            foreach (var size in OfOne(others, quotients).Take(1)) yield return part.Size.Times(size);
        }
    }

    // part + (a multiple of another part), with an offset
    private static IEnumerable<Size> Differences(IEnumerable<KnownSize> parts, IEnumerable<KnownSize> others, long[] values)
    {
        var rest = new long[values.Length];
        var table = others.GroupBy(other => Differing(other.Values)).ToDictionary(group => group.Key, group => group.First());
        foreach (var part in parts)
        {
            foreach (var sign in new[] { 1, -1 })
            {
                for (var r = 0; r < rest.Length; r++) rest[r] = values[r] - (sign * part.Values[r]);
                foreach (var factor in new[] { 1, -1, 2, -2 })
                {
                    if (table.TryGetValue(Differing(rest, factor), out var other) && LinearSizes.Exact(other, rest) is { } found)
                        yield return part.Size.Times(sign).Plus(found);
                }
            }
        }
    }

    // The same for numbers that differ by an offset alone.
    private static long Differing(long[] values, long divisor = 1)
    {
        var hash = 17L;
        foreach (var value in values)
        {
            var moved = value - values[0];
            if (moved % divisor != 0) return long.MinValue;
            hash = unchecked((hash * 1_000_003) + (moved / divisor));
        }

        return hash;
    }

    private static bool Divides(long[] divisors, long[] values)
    {
        for (var r = 0; r < values.Length; r++)
        {
            if (divisors[r] == 0 ? values[r] != 0 : values[r] % divisors[r] != 0) return false;
        }

        return true;
    }
}
