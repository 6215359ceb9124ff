using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// Makes an image grey by the luma of ITU-R BT.601, (299 red + 587 green + 114 blue) / 1000: <c>[3, height, width]</c> becomes <c>[1, height, width]</c>.
/// </summary>
[Variant("grey_image"), Description("Makes an RGB image grey by the luma of BT.601.")]
public sealed record GreyImageParams : ImageProcessorParams
{
    /// <value>The channels of the result, 1 or 3, all of them alike; an image of one channel becomes it too. Default: 1.</value>
    [Description("The channels of the result, 1 or 3, all of them alike."), AllowedValues(1, 3)]
    public int Channels { get; init; } = 1;

    /// <inheritdoc/>
    public override Processor Create() => new GreyImageProcessor(this);
}
