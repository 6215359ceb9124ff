using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// Makes an image larger: to a least height and width, then to multiples of a number. What is large enough stays.
/// </summary>
[Variant("pad_image")]
public sealed record PadImageParams : GeometricParams, IValidatable
{
    /// <value>The least height. Default: null.</value>
    [Range(1, 65536)]
    public int? Height { get; init; }

    /// <value>The least width. Default: null.</value>
    [Range(1, 65536)]
    public int? Width { get; init; }

    /// <value>What the height becomes a multiple of. Default: null.</value>
    [Range(1, 65536)]
    public int? HeightMultiple { get; init; }

    /// <value>What the width becomes a multiple of. Default: null.</value>
    [Range(1, 65536)]
    public int? WidthMultiple { get; init; }

    /// <value>Where the image lies in the larger one. Default: center.</value>
    public ImagePosition Position { get; init; }

    /// <value>What comes around it. Default: constant.</value>
    public BorderMode Border { get; init; }

    /// <value>The constant around it. Default: 0.</value>
    [Range(-float.MaxValue, float.MaxValue)]
    public double Fill { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new PadImageProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if ((Height ?? Width ?? HeightMultiple ?? WidthMultiple) is null)
            yield return (nameof(Height), "give height, width, height_multiple or width_multiple.");
    }
}
