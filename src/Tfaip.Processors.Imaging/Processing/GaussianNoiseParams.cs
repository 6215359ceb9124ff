using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// Adds independent normally distributed numbers to the levels.
/// </summary>
[Variant("gaussian_noise")]
public sealed record GaussianNoiseParams : PixelAugmentationParams
{
    /// <value>The standard deviation, as a share of the level of full brightness. Default: 0.05.</value>
    [Range(0.0, 1000.0)]
    public double Std { get; init; } = 0.05;

    /// <value>The mean, as a share of the level of full brightness. Default: 0.</value>
    [Range(-1000.0, 1000.0)]
    public double Mean { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new GaussianNoiseProcessor(this);
}
