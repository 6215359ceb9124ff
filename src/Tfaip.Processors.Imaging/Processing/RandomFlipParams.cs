using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// Mirrors an image, by default every second one.
/// </summary>
[Variant("random_flip")]
public sealed record RandomFlipParams : RandomGeometricParams
{
    /// <summary>Creates the parameters.</summary>
    public RandomFlipParams() => Probability = 0.5;

    /// <value>How the image is mirrored. Default: horizontal.</value>
    public FlipDirection Direction { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new RandomFlipProcessor(this);
}
