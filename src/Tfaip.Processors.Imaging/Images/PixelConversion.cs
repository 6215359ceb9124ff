using System.Numerics;
using System.Runtime.InteropServices;

namespace Tfaip.Processors.Imaging.Images;

/// <summary>
/// Lays pixels over a background and makes grey or RGB of them, as whole numbers: levels from 0 to 255 times a scale. Those of 16 bits have
/// 257 steps between two levels.
/// </summary>
internal sealed class PixelConversion(ImageColor color, byte red, byte green, byte blue)
{
    /// <summary>How many channels there are.</summary>
    public int Channels => color == ImageColor.Grey ? 1 : 3;

    /// <summary>What a level is multiplied by: the largest alpha, 1000 for the weights of the luma, 257 for the steps of 16 bits.</summary>
    /// <param name="depth">The bits of a sample, 8 or 16.</param>
    public double ScaleOf(int depth) => (color == ImageColor.Grey ? 1000.0 : 1) * (depth == 16 ? 65535 * 257.0 : 255);

    /// <summary>Converts a row.</summary>
    /// <param name="pixels">Four samples a pixel.</param>
    /// <param name="depth">The bits of a sample, 8 or 16.</param>
    /// <param name="channel">The channel, from 0.</param>
    /// <param name="levels">The levels of the channel, one a pixel.</param>
    public void Convert(ReadOnlySpan<byte> pixels, int depth, int channel, Span<double> levels)
    {
        if (depth == 16)
        {
            ConvertSamples(MemoryMarshal.Cast<byte, ushort>(pixels), 257, channel, levels);
        }
        else
        {
            ConvertSamples(pixels, 1, channel, levels);
        }
    }

    private void ConvertSamples<T>(ReadOnlySpan<T> pixels, int steps, int channel, Span<double> levels)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (color == ImageColor.Grey)
        {
            for (var x = 0; x < levels.Length; x++)
            {
                var pixel = pixels.Slice(4 * x, 4);
                levels[x] = (299 * Over(pixel[0], red, pixel[3], steps))
                    + (587 * Over(pixel[1], green, pixel[3], steps))
                    + (114 * Over(pixel[2], blue, pixel[3], steps));
            }

            return;
        }

        var background = channel switch { 0 => red, 1 => green, _ => blue };
        for (var x = 0; x < levels.Length; x++) levels[x] = Over(pixels[(4 * x) + channel], background, pixels[(4 * x) + 3], steps);
    }

    /// <summary>The level of a colour over another, times the largest alpha.</summary>
    private static long Over<T>(T level, byte background, T alpha, int steps)
        where T : unmanaged, IBinaryInteger<T> =>
        (long.CreateTruncating(level) * long.CreateTruncating(alpha))
        + ((long)background * steps * ((255 * steps) - long.CreateTruncating(alpha)));
}
