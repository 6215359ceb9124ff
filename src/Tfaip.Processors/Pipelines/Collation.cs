using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>Makes one batch of samples, and samples of one batch.</summary>
public static class Collation
{
    /// <summary>
    /// Stacks samples along a new first axis. Numbers become a tensor of one axis. Strings and bytes are not stacked: they
    /// stay in <see cref="Batch.Samples"/>.
    /// </summary>
    /// <param name="samples">The samples, at least one, all with the same names, types and shapes.</param>
    /// <param name="index">The number of the batch within its epoch.</param>
    /// <param name="withTargets">Whether the targets are stacked too.</param>
    /// <exception cref="TfaipException">Samples differ; the message names them, the value and both shapes.</exception>
    public static Batch Collate(IReadOnlyList<Sample> samples, int index, bool withTargets)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0) throw new ArgumentException("A batch has at least one sample.", nameof(samples));
        return new Batch
        {
            Inputs = Stack(samples, new SideOf("input", static sample => sample.Inputs)),
            Targets = withTargets ? Stack(samples, new SideOf("target", static sample => sample.Targets)) : SampleValues.Empty,
            Samples = samples,
            Index = index,
        };
    }

    /// <summary>
    /// The way back: one dictionary a sample, of tensors without the batch axis; what has no other axis becomes a number.
    /// </summary>
    /// <param name="batchOutputs">Tensors whose first axis is the batch axis.</param>
    /// <param name="count">How many samples the batch has.</param>
    /// <exception cref="TfaipException">A value is not a tensor over <paramref name="count"/> samples.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, object>> Split(
        IReadOnlyDictionary<string, object> batchOutputs, int count)
    {
        ArgumentNullException.ThrowIfNull(batchOutputs);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var samples = new SampleValues[count];
        Array.Fill(samples, SampleValues.Empty);
        foreach (var (key, value) in batchOutputs)
        {
            if (Elements.Of(value) is not { } elements || !elements.IsTensor(value))
            {
                throw new TfaipException(
                    $"The output '{key}' is {Elements.Describe(value)}; a batch has tensors, with the batch axis first.");
            }

            if (elements.ShapeOf(value)[0] != count)
            {
                throw new TfaipException(
                    $"The output '{key}' has the shape {Elements.ShapeText(elements.ShapeOf(value))}, "
                    + $"but the batch has {count} samples: the first axis must be the batch axis.");
            }

            var parts = elements.Split(value, count);
            for (var i = 0; i < count; i++) samples[i] = samples[i].With(key, parts[i]);
        }

        return samples;
    }

    private static SampleValues Stack(IReadOnlyList<Sample> samples, SideOf side)
    {
        var first = samples[0];
        var stacked = SampleValues.Empty;
        foreach (var (key, value) in side.Values(first))
        {
            if (value is string or byte[]) continue;
            var elements = Elements.Of(value) ?? throw new TfaipException(
                $"The {side.Name} '{key}' of {first.Source} is {Elements.Describe(value)}, which cannot be stacked into a batch; "
                + $"it must be a tensor or a number of one of the types {TensorSpecGrammar.TypeNames}.");
            var isTensor = elements.IsTensor(value);
            var values = new object[samples.Count];
            values[0] = value;
            for (var i = 1; i < values.Length; i++)
            {
                values[i] = ValueOf(samples[i], key, side, first);
                if (values[i].GetType() != value.GetType() || (isTensor && !elements.HaveEqualShapes(values[i], value)))
                {
                    throw Unequal(samples[i], values[i], first, value, key, side);
                }
            }

            stacked = stacked.With(key, isTensor ? elements.StackTensors(values) : elements.StackScalars(values));
        }

        foreach (var sample in samples) RefuseMore(sample, first, side);
        return stacked;
    }

    private static object ValueOf(Sample sample, string key, SideOf side, Sample first) =>
        side.Values(sample).TryGetValue(key, out var value)
            ? value
            : throw new TfaipException(
                $"{sample.Source} has no {side.Name} '{key}', but {first.Source} of the same batch has one.");

    private static void RefuseMore(Sample sample, Sample first, SideOf side)
    {
        if (side.Values(sample).Count == side.Values(first).Count) return;
        foreach (var (key, _) in side.Values(sample)) ValueOf(first, key, side, sample);
    }

    private static TfaipException Unequal(
        Sample sample, object value, Sample first, object firstValue, string key, SideOf side) => new(
        $"The {side.Name} '{key}' of {sample.Source} is {Elements.Describe(value)}, "
        + $"that of {first.Source} is {Elements.Describe(firstValue)}: "
        + "the samples of a batch must agree. Bring them to one type and shape with a processor, or set batch_size to 1.");

    private sealed record SideOf(string Name, Func<Sample, SampleValues> Values);
}
