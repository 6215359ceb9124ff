using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

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
        return Collator.Plain.Collate(samples, index, withTargets, out _);
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
}
