using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>The shape of a sum in Einstein's notation, such as <c>bhqd,bhkd-&gt;bhqk</c>.</summary>
internal static class EinsteinSum
{
    /// <summary>The shape of the result.</summary>
    public static IReadOnlyList<Size> Shape(string equation, IReadOnlyList<ShapeOperand> tensors, ShapeCall call)
    {
        var sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        var terms = sides[0].Split(',');
        var lengths = new Dictionary<char, Size>();
        var others = new List<IReadOnlyList<Size>>();
        for (var i = 0; i < terms.Length; i++) Read(terms[i], tensors[i].Shape, lengths, others);
        var middle = Broadcasting.Common(others, call);
        var output = sides.Length > 1 ? sides[1] : Implicit(terms);
        return [.. Output(output, lengths, middle)];
    }

    private static void Read(string term, IReadOnlyList<Size> shape, Dictionary<char, Size> lengths, List<IReadOnlyList<Size>> others)
    {
        var dots = term.IndexOf("...", StringComparison.Ordinal);
        var (before, after) = dots < 0 ? (term, "") : (term[..dots], term[(dots + 3)..]);
        if (dots >= 0) others.Add([.. shape.Skip(before.Length).SkipLast(after.Length)]);
        for (var i = 0; i < before.Length; i++) Know(before[i], shape[i], lengths);
        for (var i = 0; i < after.Length; i++) Know(after[i], shape[shape.Count - after.Length + i], lengths);
    }

    private static void Know(char label, Size size, Dictionary<char, Size> lengths)
    {
        if (!lengths.TryGetValue(label, out var known) || known == SizeAlgebra.One || size is FixedSize { Value: > 1 })
            lengths[label] = size;
    }

    // Without an arrow: the labels that stand once, in the order of the alphabet.
    private static string Implicit(string[] terms)
    {
        var all = string.Concat(terms).Replace(".", "", StringComparison.Ordinal);
        var dots = terms.Any(term => term.Contains("...", StringComparison.Ordinal)) ? "..." : "";
        return dots + string.Concat(all.GroupBy(label => label).Where(group => group.Count() == 1).Select(group => group.Key).Order());
    }

    private static IEnumerable<Size> Output(string output, Dictionary<char, Size> lengths, IReadOnlyList<Size> middle)
    {
        for (var i = 0; i < output.Length; i++)
        {
            if (output[i] != '.')
            {
                yield return lengths[output[i]];
                continue;
            }

            foreach (var size in middle) yield return size;
            i += 2;
        }
    }
}
