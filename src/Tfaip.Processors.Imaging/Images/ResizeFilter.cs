namespace Tfaip.Processors.Imaging.Images;

/// <summary>
/// How a pixel of a resized image comes from the original. Where the image becomes smaller, all but <see cref="Nearest"/> take every
/// original pixel into account (antialiasing), as Pillow does, and torchvision with <c>antialias=True</c>.
/// </summary>
public enum ResizeFilter
{
    /// <summary>The original pixel under the centre. The others that it stands for are left out.</summary>
    Nearest,

    /// <summary>
    /// The mean over the rectangle of the original that the pixel covers, parts of pixels included. For making images smaller.
    /// </summary>
    Area,

    /// <summary>
    /// Between the four original pixels around the centre, by distance; a triangle, stretched over the pixels that one covers where the
    /// image becomes smaller.
    /// </summary>
    Bilinear,

    /// <summary>
    /// Cubic convolution with a = -1/2 (Keys, "Cubic convolution interpolation for digital image processing", 1981), stretched
    /// over the pixels that one covers where the image becomes smaller.
    /// </summary>
    Bicubic,

    /// <summary>
    /// A sinc windowed by a wider one, of three lobes (Duchon, "Lanczos filtering in one and two dimensions", 1979), stretched over
    /// the pixels that one covers where the image becomes smaller. The sharpest.
    /// </summary>
    Lanczos,
}
