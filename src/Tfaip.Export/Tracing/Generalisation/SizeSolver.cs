using System.Globalization;
using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>
/// Finds the function of the inputs' sizes that a model's C# code has computed a number by: the simplest one of a family that gives the
/// number in all recordings. Where others of the family do so too and differ from it within the declared bounds, at both sides of the
/// function's own steps, and where it is what it seldom is, it asks for recordings that tell.
/// </summary>
internal sealed class SizeSolver
{
    private const int MostRivals = 6;
    private const int MostProbes = 256;

    // Functions that fit are told apart at so many of the sizes all over the bounds.
    private const int Compared = 400;

    // Searched with; all recordings confirm.
    private const int Searched = 32;
    private const int Ends = 6;

    private readonly IReadOnlyList<IReadOnlyDictionary<string, long>> _recordings;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, long>> _range;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, long>> _places;
    private readonly Func<string, long> _stepOf;
    private readonly List<KnownSize> _known = [];
    private readonly Dictionary<string, Size?> _solved = [];
    private readonly List<IReadOnlyDictionary<string, long>> _probes = [];

    /// <summary>Creates the solver.</summary>
    /// <param name="symbols">The free sizes.</param>
    /// <param name="recordings">Their values in each recording.</param>
    /// <param name="range">
    /// Values all over the declared bounds, at which functions that fit are told apart; none where nobody asks for probes.
    /// </param>
    /// <param name="places">
    /// Sizes that the steps of a function are looked for between, the same each time that recordings are added, or there would always be
    /// others to ask for. Default: the recordings.
    /// </param>
    /// <param name="stepOf">The step of a size's declared range. Default: 1.</param>
    public SizeSolver(
        IReadOnlyList<string> symbols,
        IReadOnlyList<IReadOnlyDictionary<string, long>> recordings,
        IReadOnlyList<IReadOnlyDictionary<string, long>> range,
        IReadOnlyList<IReadOnlyDictionary<string, long>>? places = null,
        Func<string, long>? stepOf = null)
    {
        (_recordings, _range, _places, _stepOf) = (recordings, range, places ?? recordings, stepOf ?? (_ => 1));
        foreach (var symbol in symbols) Learn(new SymbolSize(symbol));
    }

    /// <summary>Sizes at which a recording would tell apart functions that fit so far.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, long>> Probes => _probes;

    /// <summary>Notes a size that the model's code can read.</summary>
    public void Learn(Size size)
    {
        if (size is FixedSize) return;
        var known = KnownSize.Of(size, _recordings);
        if (!_known.Exists(other => other.Values.AsSpan().SequenceEqual(known.Values))) _known.Add(known);
    }

    /// <summary>The function that gives whole numbers, or null where none was found.</summary>
    /// <param name="values">The number in each recording.</param>
    public Size? Solve(params long[] values)
    {
        if (values.AsSpan().IndexOfAnyExcept(values[0]) < 0) return new FixedSize(values[0]);
        var key = string.Join(' ', values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
        if (_solved.TryGetValue(key, out var solved)) return solved;

        var same = _known.Find(known => known.Values.AsSpan().SequenceEqual(values));
        var (known, some) = Some(values);
        var result = same?.Size ?? SizeFamily.All(known, some).FirstOrDefault(size => Fits(size, values));
        if (result is not null)
        {
            Compare(result, SizeFamily.Simple(known, some).Where(size => Fits(size, values)));
            foreach (var sizes in SizeSteps.Around(result, _places, _stepOf)) Probe(sizes);
            if (_range.Count > 0) foreach (var sizes in SizeBranches.Rare(result, _range)) Probe(sizes);
            Learn(result);
        }

        return _solved[key] = result;
    }

    /// <summary>The function that gives real numbers, or null where none was found.</summary>
    /// <param name="values">The number in each recording.</param>
    public Real? SolveReal(double[] values) => RealFamily.Find(_known, _recordings, values);

    private bool Fits(Size size, long[] values)
    {
        for (var r = 0; r < values.Length; r++)
        {
            if (size.ValueAt(_recordings[r]) != values[r]) return false;
        }

        return true;
    }

    // Recordings from all over, with the smallest and the largest numbers.
    private (IReadOnlyList<KnownSize> Known, long[] Values) Some(long[] values)
    {
        if (values.Length <= Searched) return (_known, values);
        var ordered = values.Distinct().Order().ToArray();
        var chosen = Enumerable.Range(0, Searched).Select(i => i * values.Length / Searched)
            .Concat(ordered.Take(Ends).Concat(ordered.TakeLast(Ends)).Select(value => Array.IndexOf(values, value))).Distinct().ToArray();
        return ([.. _known.Select(known => known.At(chosen))], [.. chosen.Select(r => values[r])]);
    }

    // Others that fit as well: where they differ, one recording tells.
    private void Compare(Size found, IEnumerable<Size> fitting)
    {
        if (_range.Count == 0) return;
        foreach (var rival in fitting.Where(rival => rival != found).Take(MostRivals))
        {
            var sizes = _range.Take(Compared).FirstOrDefault(sizes => found.ValueAt(sizes) != rival.ValueAt(sizes));
            if (sizes is not null) Probe(sizes);
        }
    }

    private void Probe(IReadOnlyDictionary<string, long> sizes)
    {
        if (_probes.Count < MostProbes && !_probes.Exists(IsSame) && !_recordings.Any(IsSame)) _probes.Add(sizes);

        bool IsSame(IReadOnlyDictionary<string, long> other) => other.All(pair => sizes[pair.Key] == pair.Value);
    }
}
