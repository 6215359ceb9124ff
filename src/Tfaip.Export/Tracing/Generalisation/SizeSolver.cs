using System.Globalization;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>
/// Finds the simplest function of the inputs' sizes that gives the numbers seen in several recordings. The first recordings
/// are searched with; the others only confirm what was found.
/// </summary>
internal sealed class SizeSolver
{
    private const int LargestDivisor = 64;
    private const int LargestFactor = 8;
    private const int LargestTriples = 12;
    private const int LargestShift = 8;

    private readonly int _searched;
    private readonly int _recordings;
    private readonly List<(Size Size, long[] Values)> _known = [];
    private readonly Dictionary<string, Size?> _solved = [];

    /// <summary>Creates the solver.</summary>
    /// <param name="symbols">The free sizes.</param>
    /// <param name="sizes">Their values in each recording.</param>
    /// <param name="searched">How many of the recordings, from the first, are searched with.</param>
    public SizeSolver(IReadOnlyList<string> symbols, IReadOnlyList<IReadOnlyDictionary<string, long>> sizes, int searched)
    {
        (_searched, _recordings) = (searched, sizes.Count);
        foreach (var symbol in symbols) Learn(new SymbolSize(symbol), [.. sizes.Select(at => at[symbol])]);
    }

    /// <summary>How often what was found did not hold in the recordings that confirm.</summary>
    public int Surprises { get; private set; }

    /// <summary>How many functions were found of kinds that can fit a few numbers by accident; more recordings tell.</summary>
    public int Doubts { get; private set; }

    /// <summary>The function that gives the numbers, or null where none was found.</summary>
    /// <param name="values">The number in each recording.</param>
    public Size? Solve(params long[] values)
    {
        if (values.AsSpan().IndexOfAnyExcept(values[0]) < 0) return new FixedSize(values[0]);
        var key = string.Join(' ', values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
        if (_solved.TryGetValue(key, out var solved)) return solved;

        var result = First(Exact(values).Concat(Linear(values)), values);
        if (result is null && (result = First(Candidates(values), values)) is not null) Doubts++;
        if (result is not null) Learn(result, values);
        return _solved[key] = result;
    }

    private void Learn(Size size, long[] values)
    {
        if (!_known.Exists(known => known.Values.AsSpan().SequenceEqual(values))) _known.Add((size, values));
    }

    private Size? First(IEnumerable<(Size Size, long[] Values)> candidates, long[] values)
    {
        foreach (var candidate in candidates)
        {
            if (candidate.Values.AsSpan().SequenceEqual(values)) return candidate.Size;
            Surprises++;
        }

        return null;
    }

    // Those that give the numbers of the searched recordings, simplest first, with what they give in all.
    private IEnumerable<(Size Size, long[] Values)> Candidates(long[] values) =>
        Products(values).Concat(Divisions(values, 2, 4)).Concat(Multiples(values, 2, 8)).Concat(ProductsOfDivisions(values, 2, 4)).Concat(Sums(values))
            .Concat(Divisions(values, 5, LargestDivisor)).Concat(Multiples(values, 9, LargestDivisor)).Concat(ProductsOfDivisions(values, 5, LargestDivisor))
            .Concat(ProductsOfShifted(values));

    private IEnumerable<(Size, long[])> Exact(long[] values) => _known.Where(known => Fits(known.Values, values));

    // a·size + b, and (size + b) / q without rest
    private IEnumerable<(Size, long[])> Linear(long[] values)
    {
        foreach (var (size, at) in _known)
        {
            var (rise, run) = (Difference(values, at), Difference(at, at));
            if (run == 0 || rise == 0) continue;
            if (rise % run != 0)
            {
                var divisor = run / rise;
                if (run % rise != 0 || divisor < 0) continue;
                var dividend = (divisor * values[0]) - at[0];
                var quotients = At(r => FloorDivide(at[r] + dividend, divisor));
                if (Fits(quotients, values) && At(r => (divisor * quotients[r]) - dividend).AsSpan(0, _searched).SequenceEqual(at.AsSpan(0, _searched)))
                {
                    yield return (new SizeFloorDivision(Plus(size, dividend), new FixedSize(divisor)), quotients);
                }

                continue;
            }

            var factor = rise / run;
            var offset = values[0] - (factor * at[0]);
            var found = At(r => (factor * at[r]) + offset);
            if (Fits(found, values)) yield return (Plus(Times(size, factor), offset), found);
        }
    }

    // How far numbers move between the first recording and the first in which others differ from it.
    private long Difference(long[] values, long[] others)
    {
        for (var r = 1; r < _searched; r++)
        {
            if (others[r] != others[0]) return values[r] - values[0];
        }

        return 0;
    }

    // k·size·size and k·size·size·size, with an offset; also divided without rest
    private IEnumerable<(Size, long[])> Products(long[] values)
    {
        for (var i = 0; i < _known.Count; i++)
        {
            for (var j = i; j < _known.Count; j++)
            {
                var (pair, at) = (new SizeProduct(_known[i].Size, _known[j].Size), At(r => _known[i].Values[r] * _known[j].Values[r]));
                foreach (var found in Multiples(pair, at, values)) yield return found;
            }
        }

        var few = Math.Min(_known.Count, LargestTriples);
        for (var i = 0; i < few; i++)
        {
            for (var j = i; j < few; j++)
            {
                for (var k = j; k < few; k++)
                {
                    var triple = new SizeProduct(new SizeProduct(_known[i].Size, _known[j].Size), _known[k].Size);
                    var at = At(r => _known[i].Values[r] * _known[j].Values[r] * _known[k].Values[r]);
                    foreach (var found in Multiples(triple, at, values)) yield return found;
                }
            }
        }
    }

    private IEnumerable<(Size, long[])> Multiples(Size size, long[] at, long[] values)
    {
        if (at[0] == 0) yield break;
        var (numerator, denominator) = (Difference(values, at), Difference(at, at));
        if (denominator == 0 || numerator == 0) yield break;
        if (numerator % denominator == 0)
        {
            var factor = numerator / denominator;
            var offset = values[0] - (factor * at[0]);
            var found = At(r => (factor * at[r]) + offset);
            if (Fits(found, values)) yield return (Plus(Times(size, factor), offset), found);
        }

        for (var divisor = 2; divisor <= LargestDivisor; divisor++)
        {
            var found = At(r => FloorDivide(at[r], divisor));
            if (Fits(found, values)) yield return (new SizeFloorDivision(size, new FixedSize(divisor)), found);
        }
    }

    // a·size + b·size + c, and size / size
    private IEnumerable<(Size, long[])> Sums(long[] values)
    {
        for (var i = 0; i < _known.Count; i++)
        {
            for (var j = 0; j < _known.Count; j++)
            {
                if (i == j) continue;
                var (left, right) = (_known[i], _known[j]);
                if (right.Values.All(value => value > 0))
                {
                    var quotient = At(r => FloorDivide(left.Values[r], right.Values[r]));
                    if (Fits(quotient, values)) yield return (new SizeFloorDivision(left.Size, right.Size), quotient);
                }

                for (var a = 1; a <= 4; a++)
                {
                    foreach (var b in (long[])[1, -1, 2, -2, 3, -3, 4, -4])
                    {
                        var offset = values[0] - (a * left.Values[0]) - (b * right.Values[0]);
                        var found = At(r => (a * left.Values[r]) + (b * right.Values[r]) + offset);
                        if (Fits(found, values)) yield return (Plus(new SizeSum(Times(left.Size, a), Times(right.Size, b)), offset), found);
                    }
                }
            }
        }
    }

    // floor((p·size + b) / q), in which the offset is chosen from those that all recordings allow, nearest to zero first
    private IEnumerable<(Size, long[])> Divisions(long[] values, int smallest, int largest)
    {
        for (var divisor = smallest; divisor <= largest; divisor++)
        {
            foreach (var (size, at) in _known)
            {
                for (var factor = 1; factor <= LargestFactor; factor++)
                {
                    foreach (var offset in Offsets(At(r => factor * at[r]), divisor, values))
                    {
                        var found = At(r => FloorDivide((factor * at[r]) + offset, divisor));
                        yield return (new SizeFloorDivision(Plus(Times(size, factor), offset), new FixedSize(divisor)), found);
                    }
                }
            }
        }
    }

    // ±q·floor((size + b) / q) + s·size: the rest of a division, and what is missing to a multiple
    private IEnumerable<(Size, long[])> Multiples(long[] values, long smallest, long largest)
    {
        for (var divisor = smallest; divisor <= largest; divisor++)
        {
            foreach (var (size, at) in _known)
            {
                foreach (var (sign, own) in ((long, long)[])[(1, 0), (-1, 1), (1, -1)])
                {
                    var rest = At(r => sign * (values[r] - (own * at[r])));
                    if (rest.Take(_searched).Any(value => value % divisor != 0)) continue;
                    foreach (var offset in Offsets(at, (int)divisor, At(r => FloorDivide(rest[r], divisor))))
                    {
                        var found = At(r => (sign * divisor * FloorDivide(at[r] + offset, divisor)) + (own * at[r]));
                        Size whole = Times(new SizeFloorDivision(Plus(size, offset), new FixedSize(divisor)), sign * divisor);
                        yield return (own == 0 ? whole : new SizeSum(Times(size, own), whole), found);
                    }
                }
            }
        }
    }

    // size · floor((p·size + b) / q)
    private IEnumerable<(Size, long[])> ProductsOfDivisions(long[] values, int smallest, int largest)
    {
        foreach (var (size, at) in _known)
        {
            if (at.Contains(0) || values.Take(_searched).Where((value, r) => value % at[r] != 0).Any()) continue;
            foreach (var (quotient, found) in Divisions(At(r => FloorDivide(values[r], at[r])), smallest, largest))
            {
                yield return (new SizeProduct(size, quotient), At(r => at[r] * found[r]));
            }
        }
    }

    // (size + a)·(b·size + c): the places of a window over two axes
    private IEnumerable<(Size, long[])> ProductsOfShifted(long[] values)
    {
        foreach (var (size, at) in _known.ToArray())
        {
            foreach (var shift in Enumerable.Range(1, LargestShift).SelectMany(shift => (long[])[-shift, shift]))
            {
                if (at.Any(value => value + shift <= 0) || values.Take(_searched).Where((value, r) => value % (at[r] + shift) != 0).Any()) continue;
                foreach (var (factor, found) in Linear(At(r => FloorDivide(values[r], at[r] + shift))))
                {
                    yield return (new SizeProduct(Plus(size, shift), factor), At(r => (at[r] + shift) * found[r]));
                }
            }
        }
    }

    private IEnumerable<long> Offsets(long[] dividends, int divisor, long[] quotients)
    {
        var (low, high) = (long.MinValue, long.MaxValue);
        for (var r = 0; r < _searched; r++)
        {
            low = Math.Max(low, (divisor * quotients[r]) - dividends[r]);
            high = Math.Min(high, (divisor * quotients[r]) - dividends[r] + divisor - 1);
        }

        return low > high ? [] : Enumerable.Range(0, (int)(high - low) + 1).Select(i => low + i).OrderBy(Math.Abs).ThenByDescending(offset => offset);
    }

    private bool Fits(long[] found, long[] values) => found.AsSpan(0, _searched).SequenceEqual(values.AsSpan(0, _searched));

    private long[] At(Func<int, long> value)
    {
        var values = new long[_recordings];
        for (var r = 0; r < _recordings; r++) values[r] = value(r);
        return values;
    }

    private static long FloorDivide(long numerator, long denominator)
    {
        var (quotient, remainder) = Math.DivRem(numerator, denominator);
        return remainder != 0 && (remainder < 0) != (denominator < 0) ? quotient - 1 : quotient;
    }

    private static Size Times(Size size, long factor) => factor == 1 ? size : new SizeProduct(new FixedSize(factor), size);

    private static Size Plus(Size size, long offset) => offset == 0 ? size : new SizeSum(size, new FixedSize(offset));
}
