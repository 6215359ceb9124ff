using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>
/// The functions of sizes that real numbers computed in C# are looked for in: a·f(x) + b, with powers, roots and logarithms of sizes, their
/// products and quotients.
/// </summary>
internal static class RealFamily
{
    private const double DoublePrecision = 1e-12;
    private const double SinglePrecision = 1e-6;
    private const int MostPairs = 12;

    /// <summary>The simplest function that gives the numbers, or null where there is none.</summary>
    /// <param name="known">The sizes.</param>
    /// <param name="recordings">The free sizes in each recording.</param>
    /// <param name="values">The number in each recording.</param>
    public static Real? Find(IReadOnlyList<KnownSize> known, IReadOnlyList<IReadOnlyDictionary<string, long>> recordings, double[] values)
    {
        // What is infinite at the ends of a range, such as 1 / (x - 1), is told by the others.
        if (!Array.TrueForAll(values, double.IsFinite))
        {
            var finite = Enumerable.Range(0, values.Length).Where(r => double.IsFinite(values[r])).ToArray();
            var infinite = Enumerable.Range(0, values.Length).Except(finite).Select(r => recordings[r]).ToArray();
            if (finite.Length < 2) return null;
            var found = Find(known, [.. finite.Select(r => recordings[r])], [.. finite.Select(r => values[r])]);
            return found is not null && Array.TrueForAll(infinite, sizes => !double.IsFinite(found.Evaluate(sizes))) ? found : null;
        }

        var precision = values.All(value => (double)(float)value == value) ? SinglePrecision : DoublePrecision;
        var few = known.Take(MostPairs).Select(one => (Real)new SizeReal(one.Size)).ToArray();
        var products = few.SelectMany((one, i) => few.Skip(i).Select(other => (Real)new RealProduct(one, other)));
        var quotients = few.SelectMany(one => few.Where(other => other != one).Select(other => (Real)new RealQuotient(one, other)));
        return Functions(few).Concat(quotients).Concat(products.SelectMany(product => Functions([product])))
            .Concat(quotients.Select(quotient => new RealRoot(quotient)))
            .Select(function => Fit(function, recordings, values, precision)).FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<Real> Functions(IReadOnlyList<Real> numbers) => numbers
        .Concat(numbers.Select(number => new RealQuotient(new FixedReal(1), number)))
        .Concat(numbers.Select(number => new RealRoot(number)))
        .Concat(numbers.Select(number => new RealQuotient(new FixedReal(1), new RealRoot(number))))
        .Concat(numbers.Select(number => new RealLogarithm(number)))
        .Concat(numbers.Select(number => new RealQuotient(new FixedReal(1), new RealLogarithm(number))))
        .Concat(numbers.Select(number => new RealQuotient(new FixedReal(1), new RealSum(number, new FixedReal(-1)))));

    // The two recordings that are farthest apart tell a and b; all must agree.
    private static Real? Fit(Real function, IReadOnlyList<IReadOnlyDictionary<string, long>> recordings, double[] values, double precision)
    {
        var at = recordings.Select(function.Evaluate).ToArray();
        if (!Array.TrueForAll(at, double.IsFinite) || at.Length < 2) return null;
        var (low, high) = (Array.IndexOf(at, at.Min()), Array.IndexOf(at, at.Max()));
        if (at[low] == at[high]) return null;
        var factor = Nice((values[high] - values[low]) / (at[high] - at[low]), precision);
        var largest = values.Max(Math.Abs);
        var offset = values[high] - (factor * at[high]);
        offset = Math.Abs(offset) <= 16 * precision * largest ? 0 : Nice(offset, precision);
        if (factor == 0) return null;
        for (var r = 0; r < values.Length; r++)
        {
            if (Math.Abs((factor * at[r]) + offset - values[r]) > 16 * precision * Math.Max(Math.Abs(values[r]), Math.Abs(offset)))
                return null;
        }

        var scaled = factor == 1 ? function : function is RealQuotient { Numerator: FixedReal { Value: 1 } } inverse
            ? new RealQuotient(new FixedReal(factor), inverse.Denominator)
            : new RealProduct(new FixedReal(factor), function);
        return offset == 0 ? scaled : new RealSum(scaled, new FixedReal(offset));
    }

    // The number of fewest decimals that is the same within the precision.
    private static double Nice(double number, double precision)
    {
        for (var digits = 1; digits <= 15; digits++)
        {
            var rounded = double.Parse(
                number.ToString($"G{digits}", System.Globalization.CultureInfo.InvariantCulture),
                System.Globalization.CultureInfo.InvariantCulture);
            if (Math.Abs(rounded - number) <= 8 * precision * Math.Abs(number)) return rounded;
        }

        return number;
    }
}
