using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// Makes random pixels white or black, in all channels.
/// </summary>
[Variant("salt_and_pepper_noise")]
public sealed record SaltAndPepperNoiseParams : PixelAugmentationParams
{
    /// <value>The share of the pixels that are changed. Default: 0.02.</value>
    [Range(0.0, 1.0)]
    public double Amount { get; init; } = 0.02;

    /// <value>The share of these that become white; the others become black. Default: 0.5.</value>
    [Range(0.0, 1.0)]
    public double Salt { get; init; } = 0.5;

    /// <inheritdoc/>
    public override Processor Create() => new SaltAndPepperNoiseProcessor(this);
}
