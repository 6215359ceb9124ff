using SkiaSharp;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Processors.Imaging.Images;

namespace Tfaip.Processors.Imaging.Files;

/// <summary>Decodes images, upright as their orientation tag says.</summary>
internal static class ImageDecoder
{
    /// <summary>Decodes a file.</summary>
    public static PixelImage Decode(string path, int maxPixels)
    {
        if (path.Length == 0) throw new TfaipException("the path of the image is empty.");
        if (path.Contains('\0', StringComparison.Ordinal))
            throw new TfaipException("the path of the image has the character U+0000, which no file's name has.");
        var fullPath = Path.GetFullPath(path);
        return Decode(Read(fullPath), fullPath, maxPixels);
    }

    /// <summary>Decodes the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">What messages call them.</param>
    /// <param name="maxPixels">The largest image that is decoded.</param>
    public static PixelImage Decode(byte[] bytes, string name, int maxPixels)
    {
        if (bytes.Length == 0) throw new TfaipException($"{name}: the file is empty.");
        return SkiaLibrary.Use(() => DecodeBytes(bytes, name, maxPixels));
    }

    private static byte[] Read(string fullPath)
    {
        try
        {
            return RegularFile.ReadAllBytes(fullPath);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TfaipException($"the image {fullPath} does not exist. Put the file there, or correct the path.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"the image {fullPath} cannot be read: {error.Message}", error);
        }
    }

    private static PixelImage DecodeBytes(byte[] bytes, string name, int maxPixels)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            throw new TfaipException(
                $"{name}: this is not an image of a known format (PNG, JPEG, WebP, GIF, BMP), or its beginning is damaged.");
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > maxPixels)
        {
            throw new TfaipException(
                $"{name}: the image has {width} x {height} pixels, "
                + $"more than the {maxPixels} that max_pixels of load_image allows.");
        }

        // No colour space: the levels of the file as they are, without a conversion that depends on the machine.
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var result = codec.GetPixels(info, out var pixels);
        if (result != SKCodecResult.Success) throw new TfaipException($"{name}: the image is damaged or cut short ({result}).");
        var image = DeepPng.Is(bytes) ? DecodeDeep(bytes, name, width, height) : new PixelImage(width, height, pixels);
        var origin = codec.EncodedOrigin == SKEncodedOrigin.TopLeft ? PngOrientation.Read(bytes) : codec.EncodedOrigin;
        return Orientation.Apply(image, origin);
    }

    private static PixelImage DecodeDeep(byte[] bytes, string name, int width, int height)
    {
        if (8L * width * height > Array.MaxLength)
        {
            throw new TfaipException(
                $"{name}: the image has {width} x {height} pixels of 16 bits, more than an array holds. Make it smaller, or save it with 8 "
                + "bits.");
        }

        try
        {
            return DeepPng.Decode(bytes);
        }
        catch (InvalidDataException error)
        {
            throw new TfaipException($"{name}: the image is damaged: {error.Message}.", error);
        }
    }
}
