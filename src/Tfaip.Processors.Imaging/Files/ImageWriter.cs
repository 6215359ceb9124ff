using System.Numerics.Tensors;
using SkiaSharp;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Files;

/// <summary>Writes tensors as images.</summary>
public static class ImageWriter
{
    /// <summary>Encodes an image as PNG.</summary>
    /// <param name="image">Grey as <c>[height, width]</c> or <c>[1, height, width]</c>, RGB as <c>[3, height, width]</c>.</param>
    public static byte[] EncodePng(Tensor<byte> image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (channels, height, width) = LayoutOf(image.Lengths);
        var levels = Dense.ToArray(image);
        return Encode(levels, channels, height, width);
    }

    /// <summary>
    /// Encodes an image as PNG; levels are rounded to the nearest (halves to even) and cut off at black and white.
    /// </summary>
    /// <param name="image">Grey as <c>[height, width]</c> or <c>[1, height, width]</c>, RGB as <c>[3, height, width]</c>.</param>
    /// <param name="maximum">The value of full brightness; black is 0.</param>
    public static byte[] EncodePng(Tensor<float> image, double maximum = 255)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(maximum > 0 && double.IsFinite(maximum)))
        {
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, "The value of full brightness is positive.");
        }

        var (channels, height, width) = LayoutOf(image.Lengths);
        var values = Dense.Elements(image);
        var levels = new byte[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]))
            {
                throw new ArgumentException("The image holds NaN, which has no brightness.", nameof(image));
            }

            levels[i] = (byte)Math.Clamp(Math.Round(values[i] * 255 / maximum), 0, 255);
        }

        return Encode(levels, channels, height, width);
    }

    private static (int Channels, int Height, int Width) LayoutOf(ReadOnlySpan<nint> shape) => shape switch
    {
        [> 0, > 0] => (1, (int)shape[0], (int)shape[1]),
        [1 or 3, > 0, > 0] => ((int)shape[0], (int)shape[1], (int)shape[2]),
        _ => throw new ArgumentException(
            "An image has the shape [height, width], [1, height, width] or [3, height, width], none of them 0, "
            + $"and not [{string.Join(", ", shape.ToArray())}]."),
    };

    private static byte[] Encode(byte[] levels, int channels, int height, int width) =>
        SkiaLibrary.Use(() => EncodeLevels(levels, channels, height, width));

    private static byte[] EncodeLevels(byte[] levels, int channels, int height, int width)
    {
        var info = new SKImageInfo(width, height, channels == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque);
        var pixels = channels == 1 ? levels : Interleave(levels, height * width);
        using var image = SKImage.FromPixelCopy(info, pixels);
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static byte[] Interleave(byte[] levels, int count)
    {
        var pixels = new byte[4 * count];
        for (var i = 0; i < count; i++)
        {
            for (var channel = 0; channel < 3; channel++) pixels[(4 * i) + channel] = levels[(channel * count) + i];
            pixels[(4 * i) + 3] = byte.MaxValue;
        }

        return pixels;
    }
}
