using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Combining;

/// <summary>One part of a source that is split at random in two, to train with one and evaluate with the other.</summary>
/// <remarks>
/// The parts of equal <see cref="Share"/> and <see cref="Seed"/> have no sample in common, and all of them together.
/// </remarks>
[Variant("split")]
public sealed record SplitParams : GeneratorParams
{
    /// <summary>The source that is split.</summary>
    public required GeneratorParams Source { get; init; }

    /// <summary>Which part this is.</summary>
    public required SplitPart Part { get; init; }

    /// <value>
    /// The share of the samples that is held out for evaluation, rounded to a whole number of samples. Default: 0.1.
    /// </value>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Share { get; init; } = 0.1;

    /// <value>Decides which samples are held out; the run's seed does not. Default: 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override ISampleSource Open()
    {
        if (!(Share > 0 && Share < 1))
            throw new TfaipException(
                string.Create(CultureInfo.InvariantCulture, $"split: share must be greater than 0 and less than 1, not {Share}."));
        return SplitSource.Of(Source.Open(), this);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> Counts() => Source.Counts();
}
