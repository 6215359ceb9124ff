using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>Functions of two or three sizes: the smaller, the larger, differences, products, quotients.</summary>
internal static class JoinedSizes
{
    private const int MostTriples = 12;

    /// <summary>Simple functions of two sizes, which others are made of: min, max, sum, difference, product, quotient.</summary>
    public static IEnumerable<KnownSize> Pairs(IReadOnlyList<KnownSize> known)
    {
        for (var i = 0; i < known.Count; i++)
        {
            for (var j = i; j < known.Count; j++)
            {
                var (x, y) = (known[i], known[j]);
                yield return new(() => x.Size.Times(y.Size), Values(x, y, (a, b) => a * b));
                if (i == j) continue;
                var smaller = Values(x, y, Math.Min);
                if (!smaller.AsSpan().SequenceEqual(x.Values) && !smaller.AsSpan().SequenceEqual(y.Values))
                {
                    var minimum = new SizeMinimum(x.Size, y.Size);
                    yield return new(minimum, smaller);
                    yield return new(() => new SizeMaximum(x.Size, y.Size), Values(x, y, Math.Max));
                    yield return new(() => x.Size.Minus(minimum), Values(x, y, (a, b) => a - Math.Min(a, b)));
                    yield return new(() => y.Size.Minus(minimum), Values(x, y, (a, b) => b - Math.Min(a, b)));
                }

                yield return new(() => x.Size.Plus(y.Size), Values(x, y, (a, b) => a + b));
                yield return new(() => x.Size.Minus(y.Size), Values(x, y, (a, b) => a - b));
                if (y.Values.All(value => value > 0)) yield return new(() => x.Size.Over(y.Size), Values(x, y, KnownSize.Floor));
                if (x.Values.All(value => value > 0)) yield return new(() => y.Size.Over(x.Size), Values(y, x, KnownSize.Floor));
            }
        }
    }

    /// <summary>a·x + b·y + c</summary>
    public static IEnumerable<Size> Sums(IReadOnlyList<KnownSize> known, long[] values)
    {
        for (var i = 0; i < known.Count; i++)
        {
            for (var j = i + 1; j < known.Count; j++)
            {
                if (Sum(known[i], known[j], values) is { } size) yield return size;
            }
        }
    }

    /// <summary>k·x·y·z + c of the first sizes</summary>
    public static IEnumerable<Size> Triples(IReadOnlyList<KnownSize> known, long[] values)
    {
        var few = Math.Min(known.Count, MostTriples);
        for (var i = 0; i < few; i++)
        {
            for (var j = i; j < few; j++)
            {
                for (var k = j; k < few; k++)
                {
                    var (x, y, z) = (known[i], known[j], known[k]);
                    var product = new KnownSize(
                        () => new SizeProduct(new SizeProduct(x.Size, y.Size), z.Size),
                        [.. x.Values.Select((value, r) => value * y.Values[r] * z.Values[r])]);
                    if (LinearSizes.Exact(product, values) is { } size) yield return SizeAlgebra.Normal(size);
                }
            }
        }
    }

    private static long[] Values(KnownSize x, KnownSize y, Func<long, long, long> function) =>
        [.. x.Values.Select((value, r) => function(value, y.Values[r]))];

    // Three recordings tell the three numbers.
    private static Size? Sum(KnownSize x, KnownSize y, long[] values)
    {
        if (x.Move() is not var (zero, one)) return null;
        var (x1, y1, v1) = (x.Values[one] - x.Values[zero], y.Values[one] - y.Values[zero], values[one] - values[zero]);
        for (var r = 1; r < values.Length; r++)
        {
            var (x2, y2, v2) = (x.Values[r] - x.Values[zero], y.Values[r] - y.Values[zero], values[r] - values[zero]);
            var determinant = (x1 * y2) - (x2 * y1);
            if (determinant == 0) continue;
            var (a, b) = ((v1 * y2) - (v2 * y1), (x1 * v2) - (x2 * v1));
            if (a % determinant != 0 || b % determinant != 0 || a == 0 || b == 0) return null;
            (a, b) = (a / determinant, b / determinant);
            var c = values[zero] - (a * x.Values[zero]) - (b * y.Values[zero]);
            for (var s = 0; s < values.Length; s++)
            {
                if ((a * x.Values[s]) + (b * y.Values[s]) + c != values[s]) return null;
            }

            return x.Size.Times(a).Plus(y.Size.Times(b)).Plus(c);
        }

        return null;
    }
}
