namespace Tfaip.Processors.Imaging;

/// <summary>A decoded image: four bytes a pixel (red, green, blue, alpha, not premultiplied), row by row.</summary>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
/// <param name="Pixels">The bytes.</param>
internal sealed record PixelImage(int Width, int Height, byte[] Pixels)
{
    public ReadOnlySpan<byte> Row(int y) => Pixels.AsSpan(4 * Width * y, 4 * Width);
}
