using System.ComponentModel;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// Mirrors an image, by default every second one.
/// </summary>
[Variant("random_flip"), Description("Mirrors an image, by default every second one.")]
public sealed record RandomFlipParams : RandomGeometricParams
{
    /// <summary>Creates the parameters.</summary>
    public RandomFlipParams() => Probability = 0.5;

    /// <value>How. Default: horizontal.</value>
    [Description("How it is mirrored.")]
    public FlipDirection Direction { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new RandomFlipProcessor(this);
}
