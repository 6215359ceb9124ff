using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>Linear functions of one size: a·x + b, also cut off at a smallest or a largest number.</summary>
internal static class LinearSizes
{
    /// <summary>a·x + b</summary>
    public static Size? Exact(KnownSize known, long[] values)
    {
        if (known.Move() is not var (one, other)) return null;
        var (rise, run) = (values[other] - values[one], known.Values[other] - known.Values[one]);
        if (rise == 0 || rise % run != 0) return null;
        var factor = rise / run;
        var offset = values[one] - (factor * known.Values[one]);
        for (var r = 0; r < values.Length; r++)
        {
            if ((factor * known.Values[r]) + offset != values[r]) return null;
        }

        return known.Size.Times(factor).Plus(offset);
    }

    /// <summary>min(a·x + b, c) and max(a·x + b, c), and both at once; c is the largest or the smallest number that there is.</summary>
    public static IEnumerable<Size> Cut(KnownSize known, long[] values)
    {
        var (low, high) = (values.Min(), values.Max());
        if (Inside(known, values, long.MinValue, high) is { } below) yield return new SizeMinimum(below, new FixedSize(high));
        if (Inside(known, values, low, long.MaxValue) is { } above) yield return new SizeMaximum(above, new FixedSize(low));
        if (Inside(known, values, low, high) is { } between)
            yield return new SizeMinimum(new SizeMaximum(between, new FixedSize(low)), new FixedSize(high));
    }

    // The line through two points that are not cut off, if cutting it gives all numbers.
    private static Size? Inside(KnownSize known, long[] values, long low, long high)
    {
        var (one, other) = (-1, -1);
        for (var r = 0; r < values.Length && other < 0; r++)
        {
            if (values[r] <= low || values[r] >= high) continue;
            if (one < 0) one = r;
            else if (known.Values[r] != known.Values[one]) other = r;
        }

        if (other < 0) return null;
        var (rise, run) = (values[other] - values[one], known.Values[other] - known.Values[one]);
        if (rise == 0 || rise % run != 0) return null;
        var factor = rise / run;
        var offset = values[one] - (factor * known.Values[one]);
        for (var r = 0; r < values.Length; r++)
        {
            if (Math.Clamp((factor * known.Values[r]) + offset, low, high) != values[r]) return null;
        }

        return known.Size.Times(factor).Plus(offset);
    }
}
