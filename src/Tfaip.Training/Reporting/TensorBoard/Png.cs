using SkiaSharp;
using static TorchSharp.torch;

namespace Tfaip.Training.Reporting.TensorBoard;

/// <summary>Writes tensors as PNG images.</summary>
internal static class Png
{
    /// <summary>Encodes [height, width] or [1 | 3 | 4, height, width], bytes or floating-point values from 0 to 1.</summary>
    public static byte[] Encode(Tensor image, out int height, out int width, out int channels)
    {
        if (image.dim() is not (2 or 3) || (image.dim() == 3 && image.shape[0] is not (1 or 3 or 4)))
        {
            throw new ArgumentException(
                $"An image has the shape [height, width] or [1 | 3 | 4, height, width], not [{string.Join(", ", image.shape)}].",
                nameof(image));
        }

        using var scope = NewDisposeScope();
        var planes = Bytes(image.detach().cpu());
        if (planes.dim() == 2) planes = planes.unsqueeze(0);
        (channels, height, width) = ((int)planes.shape[0], (int)planes.shape[1], (int)planes.shape[2]);

        // Skia has no three bytes a pixel: those get a fourth, opaque.
        if (channels == 3) planes = cat([planes, full([1, height, width], 255, ScalarType.Byte)]);
        var pixels = planes.permute(1, 2, 0).contiguous().data<byte>().ToArray();
        var info = channels == 1
            ? new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque)
            : new SKImageInfo(width, height, SKColorType.Rgba8888, channels == 3 ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        using var skia = SKImage.FromPixelCopy(info, pixels);
        using var encoded = skia.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    private static Tensor Bytes(Tensor image) =>
        image.dtype == ScalarType.Byte ? image
        : image.is_floating_point() ? image.to(ScalarType.Float32).nan_to_num().clamp(0, 1).mul(255).round().to(ScalarType.Byte)
        : throw new ArgumentException($"An image is of bytes or floating-point values, not of {image.dtype}.", nameof(image));
}
