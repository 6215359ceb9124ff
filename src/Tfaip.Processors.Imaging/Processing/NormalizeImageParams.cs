using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Normalizes an image: <c>(level - mean) / std</c>, with given statistics or its own.</summary>
/// <remarks>
/// Channel by channel, in float32. With the image's own statistics it is <c>(level - mean) / sqrt(variance + epsilon)</c>, as
/// PyTorch's <c>InstanceNorm2d</c> does, with the variance over n.
/// </remarks>
[Variant("normalize_image")]
public sealed record NormalizeImageParams : ImageProcessorParams, IValidatable
{
    /// <value>Whose mean and standard deviation are taken. Default: given.</value>
    public NormalizationStatistics Statistics { get; init; }

    /// <value>The given means: one for each channel, or one for all. Default: none.</value>
    [Range(-float.MaxValue, float.MaxValue)]
    public IReadOnlyList<double> Mean { get; init; } = [];

    /// <value>The given standard deviations: one for each channel, or one for all. Default: none.</value>
    [Range(1e-30, float.MaxValue)]
    public IReadOnlyList<double> Std { get; init; } = [];

    /// <value>What is added to the variance of an image, so that a uniform one becomes 0. Default: 1e-5.</value>
    [Range(1e-30, 1e6)]
    public double Epsilon { get; init; } = 1e-5;

    /// <inheritdoc/>
    public override Processor Create() => new NormalizeImageProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Statistics == NormalizationStatistics.Given)
        {
            if (Mean.Count == 0) yield return (nameof(Mean), "give the mean of each channel, or one for all.");
            if (Std.Count == 0) yield return (nameof(Std), "give the standard deviation of each channel, or one for all.");
            if (Mean.Count > 1 && Std.Count > 1 && Mean.Count != Std.Count)
                yield return (nameof(Std), $"there are {Mean.Count} means but {Std.Count} standard deviations.");
        }
        else if (Mean.Count > 0 || Std.Count > 0)
        {
            yield return (nameof(Statistics), "mean and std are given, but the image's own are taken; set statistics "
                + "to given, or leave them out.");
        }
    }
}
