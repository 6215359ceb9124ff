using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>
/// How many values there are of a whole number of a sample: it is 0 or more, and less than the count. Of a label, the number of
/// classes.
/// </summary>
/// <param name="Side">The side of the sample that it stands on.</param>
/// <param name="Key">Its name.</param>
/// <param name="Count">The count.</param>
public sealed record ValueCount(SampleSide Side, string Key, long Count)
{
    /// <summary>Counts after a value became another one whose count is not known, or was taken away.</summary>
    internal static IReadOnlyList<ValueCount> Without(IReadOnlyList<ValueCount> counts, SampleSide side, string key) =>
        [.. counts.Where(count => (count.Side, count.Key) != (side, key))];

    /// <summary>Counts after a value was stored under another name.</summary>
    internal static IReadOnlyList<ValueCount> Copied(
        IReadOnlyList<ValueCount> counts, (SampleSide Side, string Key) from, (SampleSide Side, string Key) to)
    {
        var found = counts.FirstOrDefault(count => (count.Side, count.Key) == from);
        var others = Without(counts, to.Side, to.Key);
        return found is null ? others : [.. others, found with { Side = to.Side, Key = to.Key }];
    }
}
