using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>
/// Gives the samples of a batch views of its tensors in place of their own, so that what waits for the consumer is in memory once.
/// The values stay equal.
/// </summary>
internal static class StackedViews
{
    // A view of less is no smaller than what it replaces.
    private const int SmallestView = 64;

    /// <summary>The batch with such samples.</summary>
    public static Batch Of(Batch batch) => batch with
    {
        Samples = [.. batch.Samples.Select(
            (sample, i) => sample with { Inputs = Of(sample.Inputs, batch.Inputs, i), Targets = Of(sample.Targets, batch.Targets, i) })],
    };

    private static SampleValues Of(SampleValues values, IReadOnlyDictionary<string, object> stacked, int place)
    {
        KeyValuePair<string, object>[]? viewed = null;
        for (var i = 0; i < values.Entries.Length; i++)
        {
            var (key, value) = values.Entries[i];
            if (!Elements.IsTensor(value, out var elements) || !stacked.TryGetValue(key, out var all)) continue;
            if (elements.BytesOf(value) < SmallestView) continue;
            viewed ??= [.. values.Entries];
            viewed[i] = new(key, elements.View(all, place, elements.ShapeOf(value)));
        }

        return viewed is null ? values : SampleValues.Of(viewed);
    }
}
