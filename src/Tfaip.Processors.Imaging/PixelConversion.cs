namespace Tfaip.Processors.Imaging;

/// <summary>
/// Lays pixels over a background and makes grey or RGB of them, as whole numbers: levels from 0 to 255 times <see cref="Scale"/>.
/// </summary>
internal sealed class PixelConversion(ImageColor color, byte red, byte green, byte blue)
{
    /// <summary>How many channels there are.</summary>
    public int Channels => color == ImageColor.Grey ? 1 : 3;

    /// <summary>What a level is multiplied by: 255 for the alpha, 1000 for the weights of the luma.</summary>
    public double Scale => color == ImageColor.Grey ? 255_000 : 255;

    /// <summary>Converts a row.</summary>
    /// <param name="pixels">Four bytes a pixel.</param>
    /// <param name="channel">The channel, from 0.</param>
    /// <param name="levels">The levels of the channel, one a pixel.</param>
    public void Convert(ReadOnlySpan<byte> pixels, int channel, Span<double> levels)
    {
        if (color == ImageColor.Grey)
        {
            for (var x = 0; x < levels.Length; x++)
            {
                var pixel = pixels.Slice(4 * x, 4);
                levels[x] = (299 * Over(pixel[0], red, pixel[3]))
                    + (587 * Over(pixel[1], green, pixel[3]))
                    + (114 * Over(pixel[2], blue, pixel[3]));
            }

            return;
        }

        var background = channel switch { 0 => red, 1 => green, _ => blue };
        for (var x = 0; x < levels.Length; x++) levels[x] = Over(pixels[(4 * x) + channel], background, pixels[(4 * x) + 3]);
    }

    /// <summary>255 times the level of a colour over another.</summary>
    private static int Over(byte level, byte background, byte alpha) => (level * alpha) + (background * (255 - alpha));
}
