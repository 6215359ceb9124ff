using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Bends an image as if it were rubber.</summary>
/// <remarks>
/// Simard, Steinkraus and Platt, "Best practices for convolutional neural networks", 2003: every pixel is taken from a place that
/// is displaced, down and to the right, by numbers uniform in [-1, 1), smoothed by a Gaussian of <c>sigma</c> pixels and
/// multiplied by <c>alpha</c>.
/// </remarks>
[Variant("elastic_transform")]
public sealed record ElasticTransformParams : WarpParams
{
    /// <value>
    /// What the smoothed displacements are multiplied by; their standard deviation is then about <c>0.163 * alpha / sigma</c>
    /// pixels. Default: 34.
    /// </value>
    [Range(0.0, 1e6)]
    public double Alpha { get; init; } = 34;

    /// <value>The standard deviation of the Gaussian, in pixels: how far the displacements hang together. Default: 4.</value>
    [Range(0.1, 1000.0)]
    public double Sigma { get; init; } = 4;

    /// <inheritdoc/>
    public override Processor Create() => new ElasticTransformProcessor(this);
}
