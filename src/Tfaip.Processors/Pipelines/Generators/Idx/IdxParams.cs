using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Idx;

/// <summary>Images and labels from a pair of IDX files, the format of MNIST.</summary>
/// <remarks>Plain or compressed by gzip. An image is a tensor <c>uint8[height, width]</c>, a label an int64 number.</remarks>
[Variant("idx")]
public sealed record IdxParams : GeneratorParams
{
    /// <value>The IDX file of the images, plain or .gz. Default: none, it must be given.</value>
    [Required, RelativePath]
    public string Images { get; init; } = "";

    /// <value>The IDX file of the labels, plain or .gz; without it the samples have no target. Default: null.</value>
    [RelativePath]
    public string? Labels { get; init; }

    /// <value>The name of the input that the image becomes. Default: image.</value>
    [Required]
    public string Input { get; init; } = "image";

    /// <value>The name of the target that the label becomes. Default: label.</value>
    [Required]
    public string Target { get; init; } = "label";

    /// <inheritdoc/>
    public override ISampleSource Open() => new IdxSource(this);
}
