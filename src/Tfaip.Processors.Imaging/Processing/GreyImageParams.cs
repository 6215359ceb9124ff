using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Makes an RGB image grey by the luma of BT.601.</summary>
/// <remarks>(299 red + 587 green + 114 blue) / 1000: <c>[3, height, width]</c> becomes <c>[1, height, width]</c>.</remarks>
[Variant("grey_image")]
public sealed record GreyImageParams : ImageProcessorParams
{
    /// <value>The channels of the result, 1 or 3, all of them alike; an image of one channel becomes it too. Default: 1.</value>
    [AllowedValues(1, 3)]
    public int Channels { get; init; } = 1;

    /// <inheritdoc/>
    public override Processor Create() => new GreyImageProcessor(this);
}
