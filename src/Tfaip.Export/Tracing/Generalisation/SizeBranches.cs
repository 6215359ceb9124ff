using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>
/// Finds the sizes at which a function is what it seldom is: the other side of a minimum or a maximum, or no longer the number that it
/// nearly always is, as of <c>(h - Math.Min(h, w)) / 2</c> where images are mostly wide. Recordings all over the declared bounds meet these
/// sizes too rarely to tell functions apart that differ there.
/// </summary>
internal static class SizeBranches
{
    private const int MostOfEach = 96;

    // What a larger share of the sizes is of, recordings all over meet often enough.
    private const double LargestShare = 0.25;

    /// <summary>Sizes at which the function is what it seldom is.</summary>
    /// <param name="function">The function.</param>
    /// <param name="range">Sizes all over the declared bounds.</param>
    public static IEnumerable<IReadOnlyDictionary<string, long>> Rare(Size function, IReadOnlyList<IReadOnlyDictionary<string, long>> range)
    {
        var choices = Choices(function).ToArray();
        var values = range.Select(function.ValueAt).ToArray();
        var usual = values.GroupBy(value => value).MaxBy(group => group.Count())!.Key;
        return range.Zip(values)
            .GroupBy(entry =>
                string.Concat(choices.Select(choice => IsLeft(choice, entry.First) ? 'l' : 'r').Prepend(entry.Second == usual ? 'u' : 'o')))
            .Where(group => group.Count() <= LargestShare * range.Count)
            .SelectMany(group => group.Take(MostOfEach))
            .Select(entry => entry.First);
    }

    private static bool IsLeft((Size Left, Size Right) choice, IReadOnlyDictionary<string, long> sizes) =>
        choice.Left.ValueAt(sizes) <= choice.Right.ValueAt(sizes);

    private static IEnumerable<(Size Left, Size Right)> Choices(Size size) => size switch
    {
        SizeMinimum { Left: var left, Right: var right } => Choices(left).Concat(Choices(right)).Append((left, right)),
        SizeMaximum { Left: var left, Right: var right } => Choices(left).Concat(Choices(right)).Append((left, right)),
        SizeSum { Left: var left, Right: var right } => Choices(left).Concat(Choices(right)),
        SizeProduct { Left: var left, Right: var right } => Choices(left).Concat(Choices(right)),
        SizeFloorDivision division => Choices(division.Numerator).Concat(Choices(division.Denominator)),
        _ => [],
    };
}
