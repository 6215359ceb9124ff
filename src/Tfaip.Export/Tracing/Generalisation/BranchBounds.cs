using System.Globalization;
using Tfaip.Export.Tracing.Recording;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>Finds the bounds of a free size that choose one side of a branch.</summary>
internal static class BranchBounds
{
    private const int LargestStep = 64;

    /// <summary>
    /// A sentence with the bounds, after a space; nothing where the recordings are not of two sides, or no bounds tell them apart.
    /// </summary>
    public static string Offer(IReadOnlyList<ModelRecording> recordings)
    {
        var sides = recordings.GroupBy(recording => NeutralCalls.IsSame(recordings[0], recording))
            .ToDictionary(side => side.Key, side => side.ToArray());
        if (!sides.TryGetValue(false, out var there) || there.Any(recording => !NeutralCalls.IsSame(there[0], recording))) return "";
        foreach (var symbol in recordings[0].Sizes.Keys)
        {
            var one = sides[true].Select(recording => recording.Sizes[symbol]).ToArray();
            var other = there.Select(recording => recording.Sizes[symbol]).ToArray();
            if (one.Max() < other.Min() || other.Max() < one.Min())
            {
                return $" Or choose a side by the bounds of the size: {Range(symbol, one)} or {Range(symbol, other)}.";
            }

            if (Step(one, other) is { } step) return $" Or choose a side by the steps of the size: {Range(symbol, one, step)}.";
            if (Step(other, one) is { } turned) return $" Or choose a side by the steps of the size: {Range(symbol, other, turned)}.";
        }

        return "";
    }

    // The smallest step of which one side has a single rest, and the other has not.
    private static int? Step(long[] one, long[] other)
    {
        if (one.Length < 2) return null;
        for (var step = 2; step <= LargestStep; step++)
        {
            if (one.All(size => size % step == one[0] % step) && other.All(size => size % step != one[0] % step)) return step;
        }

        return null;
    }

    private static string Range(string symbol, long[] sizes, int? step = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"\"; {symbol}: {sizes.Min()}..{sizes.Max()}{(step is null ? "" : $" step {step}")}\"");
}
