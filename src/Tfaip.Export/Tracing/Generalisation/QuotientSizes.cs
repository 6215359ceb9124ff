using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>Quotients of one size by a number, rounded down or up, and what they leave over.</summary>
internal static class QuotientSizes
{
    /// <summary>The largest number that is divided by.</summary>
    public const int Largest = 64;

    private const int LargestFactor = 8;

    /// <summary>floor((p·x + b) / q); the offset is chosen from those that all recordings allow, nearest to zero first.</summary>
    public static IEnumerable<Size> Floors(KnownSize known, long[] values)
    {
        for (var divisor = 2; divisor <= Largest; divisor++)
        {
            for (var factor = 1; factor <= LargestFactor; factor++)
            {
                if (Polynomial.Divisor(factor, divisor) > 1) continue;
                foreach (var offset in Offsets(known, factor, divisor, values))
                {
                    yield return known.Size.Times(factor).Plus(offset).Over(divisor);
                    break;
                }
            }
        }
    }

    /// <summary>a·(x mod q) + b and a·(-x mod q) + b: what a division leaves over, and what is missing to a multiple.</summary>
    public static IEnumerable<Size> Rests(KnownSize known, long[] values)
    {
        if (values.Max() - values.Min() > 4096) yield break;
        for (var divisor = 2; divisor <= Largest; divisor++)
        {
            foreach (var rest in new[] { Rest(known, divisor), Missing(known, divisor) })
            {
                if (LinearSizes.Exact(rest, values) is { } size) yield return size;
            }
        }
    }

    /// <summary>x, rounded down or up to a multiple of q, with an offset and a factor; also of a shifted x.</summary>
    public static IEnumerable<Size> Multiples(KnownSize known, long[] values)
    {
        for (var divisor = 2; divisor <= Largest; divisor++)
        {
            foreach (var (sign, own) in ((long, long)[])[(1, 0), (-1, 1), (1, -1)])
            {
                if (Whole(known, values, divisor, sign, own) is not { } quotients) continue;
                foreach (var offset in Offsets(known, 1, divisor, quotients))
                {
                    yield return known.Size.Plus(offset).Over(divisor).Times(sign * divisor).Plus(known.Size.Times(own));
                    break;
                }
            }
        }
    }

    /// <summary>x mod q</summary>
    public static KnownSize Rest(KnownSize known, long divisor) => new(
        () => known.Size.Minus(known.Size.Over(divisor).Times(divisor)),
        [.. known.Values.Select(value => value - (divisor * KnownSize.Floor(value, divisor)))]);

    /// <summary>What is missing of x to a multiple of q.</summary>
    public static KnownSize Missing(KnownSize known, long divisor) => new(
        () => known.Size.OverUp(divisor).Times(divisor).Minus(known.Size),
        [.. known.Values.Select(value => (divisor * KnownSize.Floor(value + divisor - 1, divisor)) - value)]);

    private static long[]? Whole(KnownSize known, long[] values, long divisor, long sign, long own)
    {
        var quotients = new long[values.Length];
        for (var r = 0; r < values.Length; r++)
        {
            var rest = sign * (values[r] - (own * known.Values[r]));
            if (rest % divisor != 0) return null;
            quotients[r] = rest / divisor;
        }

        return quotients;
    }

    private static IEnumerable<long> Offsets(KnownSize known, long factor, long divisor, long[] quotients)
    {
        var (low, high) = (long.MinValue, long.MaxValue);
        for (var r = 0; r < quotients.Length && low <= high; r++)
        {
            var least = (divisor * quotients[r]) - (factor * known.Values[r]);
            (low, high) = (Math.Max(low, least), Math.Min(high, least + divisor - 1));
        }

        return low > high
            ? []
            : Enumerable.Range(0, (int)(high - low) + 1).Select(i => low + i).OrderBy(Math.Abs).ThenByDescending(offset => offset);
    }
}
