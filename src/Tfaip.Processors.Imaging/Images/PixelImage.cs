namespace Tfaip.Processors.Imaging.Images;

/// <summary>A decoded image: four samples a pixel (red, green, blue, alpha, not premultiplied), row by row.</summary>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
/// <param name="Pixels">The bytes.</param>
/// <param name="Depth">The bits of a sample: 8, or 16 in the order of the machine.</param>
internal sealed record PixelImage(int Width, int Height, byte[] Pixels, int Depth = 8)
{
    /// <summary>The bytes of a pixel.</summary>
    public int PixelSize => Depth / 2;

    public ReadOnlySpan<byte> Row(int y) => Pixels.AsSpan(PixelSize * Width * y, PixelSize * Width);
}
