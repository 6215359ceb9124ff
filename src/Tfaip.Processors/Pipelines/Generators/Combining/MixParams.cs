using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Combining;

/// <summary>Samples of several sources in a ratio, anew each epoch.</summary>
/// <remarks>
/// An epoch has a fixed number of samples of each source, in an order of its own; each source is gone through from its first to
/// its last sample, in a new random order each time, before a sample comes again, over the ends of epochs. A sample is a pure
/// function of (seed, epoch, index). With ratios p that sum up to 1, an epoch of n samples has p·n of each source, rounded so
/// that the largest remainders are rounded up (Hamilton's method).
/// </remarks>
[Variant("mix")]
public sealed record MixParams : GeneratorParams, IValidatable
{
    /// <value>The sources. Default: none, at least one must be given.</value>
    [MinLength(1)]
    public IReadOnlyList<GeneratorParams> Sources { get; init; } = [];

    /// <value>
    /// How often each source is drawn, relative to the others, such as <c>[3, 1]</c>. Default: none, one must be given for each
    /// source.
    /// </value>
    public IReadOnlyList<double> Ratios { get; init; } = [];

    /// <value>How many samples an epoch has; as many as the sources together where it is not given. Default: null.</value>
    [Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int? SamplesPerEpoch { get; init; }

    /// <inheritdoc/>
    public override ISampleSource Open()
    {
        Rules.Check(this);
        return MixSource.Of(SourceList.Open(Sources), Ratios, SamplesPerEpoch);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> Counts() => SourceList.Counts(Sources);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate() =>
        MixRatios.FindError(Ratios, Sources.Count, "source") is { } error ? [(nameof(Ratios), error)] : [];
}
