namespace Tfaip.Processors.Imaging.Processing;

/// <summary>The parameters of a processor that moves pixels, and those of masks along with them.</summary>
public abstract record GeometricParams : ImageProcessorParams
{
    /// <value>
    /// Names of targets that are moved as the image is: masks of its height and width, whose numbers are never mixed. Default:
    /// none.
    /// </value>
    /// <remarks>They are of uint8, int32, int64 or float32. A sample that does not have one passes without it.</remarks>
    public IReadOnlyList<string> Masks { get; init; } = [];

    /// <value>What masks have beyond their edges where the image has a constant. Default: 0.</value>
    public int MaskFill { get; init; }
}
