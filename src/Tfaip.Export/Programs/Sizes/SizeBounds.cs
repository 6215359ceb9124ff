using Tfaip.Processors.Samples;

namespace Tfaip.Export.Programs.Sizes;

/// <summary>What sizes can be within the declared bounds of the free sizes. The bounds are safe: a size is never outside of them.</summary>
/// <param name="ranges">The ranges of the free sizes; one that is not named is free from 1 on.</param>
internal sealed class SizeBounds(IReadOnlyDictionary<string, SizeRange> ranges)
{
    /// <summary>The bounds that specs declare.</summary>
    public static SizeBounds Of(IEnumerable<TensorSpec> specs) => new(specs.SelectMany(spec => spec.Sizes).GroupBy(pair => pair.Key)
        .ToDictionary(group => group.Key, group => new SizeRange(
            group.Max(pair => pair.Value.Low),
            Math.Max(group.Max(pair => pair.Value.Low), group.Min(pair => pair.Value.High)),
            group.Max(pair => pair.Value.Step))));

    /// <summary>The range of a free size, or null where it is free from 1 on.</summary>
    public SizeRange? RangeOf(string symbol) => ranges.GetValueOrDefault(symbol);

    /// <summary>The smaller of two sizes: one of them where the bounds say which.</summary>
    public Size Minimum(Size left, Size right) => Order(left, right) switch
    {
        <= 0 => left,
        > 0 => right,
        null => new SizeMinimum(left, right),
    };

    /// <summary>The larger of two sizes: one of them where the bounds say which.</summary>
    public Size Maximum(Size left, Size right) => Order(left, right) switch
    {
        <= 0 => right,
        > 0 => left,
        null => new SizeMaximum(left, right),
    };

    /// <summary>The smallest and the largest that a size can be; infinite where nothing bounds it.</summary>
    public (double Low, double High) Of(Size size) => size switch
    {
        FixedSize number => (number.Value, number.Value),
        SymbolSize symbol => ranges.TryGetValue(symbol.Name, out var range) ? (range.Low, range.High) : (1, double.PositiveInfinity),
        SizeMinimum minimum => Both(minimum.Left, minimum.Right, Math.Min),
        SizeMaximum maximum => Both(maximum.Left, maximum.Right, Math.Max),
        SizeSum or SizeProduct => (Extreme(size, largest: false), Extreme(size, largest: true)),
        SizeFloorDivision { Denominator: FixedSize { Value: > 0 and var divisor } } division => Of(division.Numerator) is var (low, high)
            ? (Math.Floor(low / divisor), Math.Floor(high / divisor))
            : default,
        SizeFloorDivision division when Of(division.Numerator).Low >= 0 && Of(division.Denominator).Low >= 1 =>
            (0, Of(division.Numerator).High),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };

    // Negative: the left is never larger. Positive: never smaller. Null: it depends.
    private int? Order(Size left, Size right)
    {
        if (left == right) return 0;
        var (low, high) = Of(left.Minus(right));
        if (high <= 0) return -1;
        if (low >= 0) return 1;

        // Quotients by one number are in the order of what is divided.
        if (Quotient(left) is var (one, divisor) && Quotient(right) is var (other, same) && divisor == same)
            (low, high) = Of(one.Minus(other));
        return high <= 0 ? -1 : low >= 0 ? 1 : null;
    }

    // floor(a / q) + b as floor((a + q b) / q)
    private static (Size Numerator, long Denominator)? Quotient(Size size)
    {
        var terms = Polynomial.Of(size).Terms.Where(term => term.Atoms.Count > 0).ToArray();
        if (terms.Length == 0
                || terms[^1] is not { Factor: 1, Atoms: [SizeFloorDivision { Denominator: FixedSize { Value: var divisor } } quotient] })
            return null;
        return (size.Minus(quotient).Times(divisor).Plus(quotient.Numerator), divisor);
    }

    private (double Low, double High) Both(Size left, Size right, Func<double, double, double> choose)
    {
        var ((low, high), (otherLow, otherHigh)) = (Of(left), Of(right));
        return (choose(low, otherLow), choose(high, otherHigh));
    }

    // Quotients are bounded by what they are before rounding, so that what is divided cancels with what is not.
    private double Extreme(Size size, bool largest)
    {
        var linear = new Dictionary<string, (double Factor, IReadOnlyList<Size> Atoms)>();
        Collect(Polynomial.Of(size), 1, largest, linear);
        return linear.Values.Sum(term => term.Factor * (term.Factor > 0 == largest ? Product(term.Atoms).High : Product(term.Atoms).Low));
    }

    private static void Collect(
        Polynomial polynomial, double scale, bool largest, Dictionary<string, (double Factor, IReadOnlyList<Size> Atoms)> linear)
    {
        foreach (var term in polynomial.Terms)
        {
            var factor = scale * term.Factor;
            if (term.Atoms is [SizeFloorDivision { Denominator: FixedSize { Value: var divisor } } quotient])
            {
                var up = factor > 0 == largest;
                Collect(Polynomial.Of(up ? quotient.Numerator : quotient.Numerator.Plus(1 - divisor)), factor / divisor, largest, linear);
                continue;
            }

            var sum = linear.TryGetValue(term.Key, out var known) ? known.Factor + factor : factor;
            if (Math.Abs(sum) < 1e-12) linear.Remove(term.Key);
            else linear[term.Key] = (sum, term.Atoms);
        }
    }

    private (double Low, double High) Product(IReadOnlyList<Size> atoms)
    {
        var (low, high) = (1.0, 1.0);
        foreach (var atom in atoms)
        {
            var (from, to) = Of(atom);
            double[] corners = [Times(low, from), Times(low, to), Times(high, from), Times(high, to)];
            (low, high) = (corners.Min(), corners.Max());
        }

        return (low, high);
    }

    private static double Times(double left, double right) => left == 0 || right == 0 ? 0 : left * right;
}
