namespace Tfaip.Processors.Imaging.Processing;

/// <summary>How an image is mirrored.</summary>
public enum FlipDirection
{
    /// <summary>Left becomes right.</summary>
    Horizontal,

    /// <summary>Top becomes bottom.</summary>
    Vertical,

    /// <summary>Both: the image is turned by half a turn.</summary>
    Both,
}
