using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Idx;

/// <summary>
/// Images and labels from a pair of IDX files, the format of MNIST, plain or compressed by gzip. An image is a tensor
/// <c>uint8[height, width]</c>, a label an int64 number.
/// </summary>
[Variant("idx"), Description("Images and labels from a pair of IDX files, the format of MNIST.")]
public sealed record IdxParams : GeneratorParams
{
    /// <value>The file of the images. Default: none, it must be given.</value>
    [Description("The IDX file of the images, plain or .gz."), Required, RelativePath]
    public string Images { get; init; } = "";

    /// <value>The file of the labels. Default: null, the samples have no target.</value>
    [Description("The IDX file of the labels, plain or .gz; without it the samples have no target."), RelativePath]
    public string? Labels { get; init; }

    /// <value>The name of the input that the image becomes. Default: image.</value>
    [Description("The name of the input that the image becomes."), Required]
    public string Input { get; init; } = "image";

    /// <value>The name of the target that the label becomes. Default: label.</value>
    [Description("The name of the target that the label becomes."), Required]
    public string Target { get; init; } = "label";

    /// <inheritdoc/>
    public override ISampleSource Open() => new IdxSource(this);
}
