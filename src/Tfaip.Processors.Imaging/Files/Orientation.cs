using SkiaSharp;
using Tfaip.Processors.Imaging.Images;

namespace Tfaip.Processors.Imaging.Files;

/// <summary>Turns images upright that a camera stored lying or mirrored.</summary>
internal static class Orientation
{
    /// <summary>The upright image.</summary>
    public static PixelImage Apply(PixelImage image, SKEncodedOrigin origin)
    {
        var (width, height) = (image.Width, image.Height);
        return origin switch
        {
            SKEncodedOrigin.TopRight => Map(width, height, (x, y) => (width - 1 - x, y)),
            SKEncodedOrigin.BottomRight => Map(width, height, (x, y) => (width - 1 - x, height - 1 - y)),
            SKEncodedOrigin.BottomLeft => Map(width, height, (x, y) => (x, height - 1 - y)),
            SKEncodedOrigin.LeftTop => Map(height, width, (x, y) => (y, x)),
            SKEncodedOrigin.RightTop => Map(height, width, (x, y) => (y, height - 1 - x)),
            SKEncodedOrigin.RightBottom => Map(height, width, (x, y) => (width - 1 - y, height - 1 - x)),
            SKEncodedOrigin.LeftBottom => Map(height, width, (x, y) => (width - 1 - y, x)),
            _ => image,
        };

        PixelImage Map(int newWidth, int newHeight, Func<int, int, (int X, int Y)> original)
        {
            var pixels = new byte[image.Pixels.Length];
            var size = image.PixelSize;
            for (var y = 0; y < newHeight; y++)
            {
                for (var x = 0; x < newWidth; x++)
                {
                    var (oldX, oldY) = original(x, y);
                    image.Row(oldY).Slice(size * oldX, size).CopyTo(pixels.AsSpan(size * ((y * newWidth) + x)));
                }
            }

            return image with { Width = newWidth, Height = newHeight, Pixels = pixels };
        }
    }
}
