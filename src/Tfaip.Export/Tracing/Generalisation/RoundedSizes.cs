using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>
/// Numbers that double precision makes of a size and a rounding makes whole: x times a decimal number or by one, and roots.
/// </summary>
internal static class RoundedSizes
{
    private const int MostDecimals = 4;

    private static readonly SizeRounding[] Roundings = [SizeRounding.Down, SizeRounding.Nearest, SizeRounding.Up];

    /// <summary>The roundings of x·d and of x / d, d a number of few decimals; and of x / q to the nearest.</summary>
    public static IEnumerable<Size> Scaled(KnownSize known, long[] values)
    {
        for (var divisor = 2; divisor <= QuotientSizes.Largest; divisor++)
        {
            var nearest = new SizeRounded(new RealQuotient(new SizeReal(known.Size), new FixedReal(divisor)), SizeRounding.Nearest);
            if (Fits(known, values, x => Math.Round(x / divisor, MidpointRounding.ToEven))) yield return nearest;
        }

        foreach (var rounding in Roundings)
        {
            if (Interval(known, values, rounding, inverse: false) is var (low, high) && Simplest(low, high) is { } factor
                && Fits(known, values, x => Round(x * factor, rounding)))
            {
                yield return new SizeRounded(new RealProduct(new SizeReal(known.Size), new FixedReal(factor)), rounding);
            }

            if (Interval(known, values, rounding, inverse: true) is var (least, most) && Simplest(least, most) is { } divisor
                && Fits(known, values, x => Round(x / divisor, rounding)))
            {
                yield return new SizeRounded(new RealQuotient(new SizeReal(known.Size), new FixedReal(divisor)), rounding);
            }
        }
    }

    /// <summary>The rounded square root, with a factor and an offset.</summary>
    public static IEnumerable<Size> Roots(KnownSize known, long[] values)
    {
        if (known.Values.Any(value => value < 0)) yield break;
        foreach (var rounding in Roundings)
        {
            var root = new KnownSize(
                new SizeRounded(new RealRoot(new SizeReal(known.Size)), rounding),
                [.. known.Values.Select(value => (long)Round(Math.Sqrt(value), rounding))]);
            if (root.Values.AsSpan().SequenceEqual(values)) yield return root.Size;
            else if (LinearSizes.Exact(root, values) is { } size) yield return size;
        }
    }

    /// <summary>A rounded number.</summary>
    public static double Round(double number, SizeRounding rounding) => rounding switch
    {
        SizeRounding.Down => Math.Floor(number),
        SizeRounding.Up => Math.Ceiling(number),
        _ => Math.Round(number, MidpointRounding.ToEven),
    };

    private static bool Fits(KnownSize known, long[] values, Func<double, double> function)
    {
        for (var r = 0; r < values.Length; r++)
        {
            if (function(known.Values[r]) != values[r]) return false;
        }

        return true;
    }

    // The factors, or divisors, that give all numbers.
    private static (double Low, double High)? Interval(KnownSize known, long[] values, SizeRounding rounding, bool inverse)
    {
        var (below, above) = rounding switch { SizeRounding.Down => (0.0, 1.0), SizeRounding.Up => (-1.0, 0.0), _ => (-0.5, 0.5) };
        var (low, high) = (0.0, double.PositiveInfinity);
        for (var r = 0; r < values.Length; r++)
        {
            double x = known.Values[r], from = values[r] + below, to = values[r] + above;
            if (x <= 0) return null;
            (low, high) = inverse
                ? (Math.Max(low, to > 0 ? x / to : double.PositiveInfinity), from > 0 ? Math.Min(high, x / from) : high)
                : (Math.Max(low, from / x), Math.Min(high, to / x));
            if (low > high * (1 + 1e-12)) return null;
        }

        return double.IsFinite(high) ? (low, high) : null;
    }

    // The number of fewest decimals in an interval.
    private static double? Simplest(double low, double high)
    {
        for (var (decimals, scale) = (0, 1L); decimals <= MostDecimals; (decimals, scale) = (decimals + 1, scale * 10))
        {
            var number = Math.Ceiling((low * scale) - 1e-9);
            if (number > 0 && number / scale <= high * (1 + 1e-12)) return number / scale;
        }

        return null;
    }
}
