namespace Tfaip.Processors.Imaging;

/// <summary>How a pixel of a resized image comes from the original.</summary>
public enum ResizeFilter
{
    /// <summary>The original pixel under the centre.</summary>
    Nearest,

    /// <summary>
    /// The mean over the rectangle of the original that the pixel covers, parts of pixels included. For making images smaller.
    /// </summary>
    Area,

    /// <summary>Between the four original pixels around the centre, by distance. For making images larger.</summary>
    Bilinear,
}
