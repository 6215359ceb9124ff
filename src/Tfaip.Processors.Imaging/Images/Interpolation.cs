namespace Tfaip.Processors.Imaging.Images;

/// <summary>How the value between pixels is found.</summary>
public enum Interpolation
{
    /// <summary>That of the nearest pixel.</summary>
    Nearest,

    /// <summary>Between the four pixels around, by distance.</summary>
    Bilinear,

    /// <summary>
    /// From the 16 pixels around, by cubic convolution with a = -1/2 (Keys, "Cubic convolution interpolation for digital image
    /// processing", 1981). Sharper than bilinear; it can go beyond the values around.
    /// </summary>
    Bicubic,
}
