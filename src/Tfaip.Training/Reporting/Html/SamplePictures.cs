using System.Globalization;
using System.Numerics.Tensors;
using SkiaSharp;
using Tfaip.Processors.Samples;
using Tfaip.Training.Reporting.Html.Charts;

namespace Tfaip.Training.Reporting.Html;

/// <summary>Shows values of samples: image files and tensors of an image's shape as pictures, texts and numbers as text.</summary>
internal static class SamplePictures
{
    private const int LargestSide = 240;
    private const int LongestText = 400;
    private const int MostNumbers = 12;
    private const int MostBars = 40;

    /// <summary>A card for a sample that was predicted.</summary>
    public static SampleCard CardOf(Sample sample) => new(
        sample.Source,
        [.. sample.Inputs.Select(input => PictureOf(input.Key, input.Value))],
        [.. sample.Outputs.Select(output => KeyValuePair.Create(output.Key, DrawingOf(output.Value)))],
        [.. sample.Targets.Select(target => KeyValuePair.Create(target.Key, Compared(target.Value, sample.Outputs.GetValueOrDefault(target.Key))))]);

    /// <summary>A value as it is shown.</summary>
    public static Picture PictureOf(string name, object value) => new(name, PngOf(value), TextOf(value));

    private static byte[]? PngOf(object value) => value switch
    {
        byte[] bytes => Shrunk(SKBitmap.Decode(bytes)),
        string path when File.Exists(path) => Shrunk(SKBitmap.Decode(path)),
        Tensor<float> tensor => OfTensor(tensor.Lengths, Dense.ToArray(tensor)),
        Tensor<byte> tensor => OfTensor(tensor.Lengths, Array.ConvertAll(Dense.ToArray(tensor), level => (float)level)),
        _ => null,
    };

    // [height, width], [1 | 3, height, width], or a row of numbers that is a square.
    private static byte[]? OfTensor(ReadOnlySpan<nint> shape, float[] values)
    {
        var (channels, height, width) = shape switch
        {
            [> 1, > 1] => (1, (int)shape[0], (int)shape[1]),
            [1 or 3, > 1, > 1] => ((int)shape[0], (int)shape[1], (int)shape[2]),
            [>= 16] when (int)Math.Sqrt(values.Length) is var side && side * side == values.Length => (1, side, side),
            _ => default,
        };
        if (channels == 0 || Array.Exists(values, value => !float.IsFinite(value))) return null;

        // From the smallest to the largest value: what 0 and 1 mean to a model is its own.
        var (low, high) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        var range = high > low ? high - low : 1;
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = (y * width) + x;
                var (red, green, blue) = channels == 1 ? (at, at, at) : (at, at + (height * width), at + (2 * height * width));
                bitmap.SetPixel(x, y, new SKColor(Level(red), Level(green), Level(blue)));
            }
        }

        return Shrunk(bitmap);

        byte Level(int at) => (byte)Math.Round((values[at] - low) / range * 255);
    }

    private static byte[]? Shrunk(SKBitmap? bitmap)
    {
        if (bitmap is null) return null;
        var factor = (double)LargestSide / Math.Max(bitmap.Width, bitmap.Height);
        if (factor >= 1) return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
        var size = new SKSizeI(Math.Max(1, (int)(bitmap.Width * factor)), Math.Max(1, (int)(bitmap.Height * factor)));
        using var small = bitmap.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return small.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    private static Html DrawingOf(object value) =>
        value is Tensor<float> { Rank: 1, FlattenedLength: > 1 and <= MostBars } tensor && Dense.ToArray(tensor) is var shares && Array.TrueForAll(shares, share => share is >= 0 and <= 1)
            ? BarChart.OfShares(shares)
            : Html.Of($"{TextOf(value)}");

    // An answer of a target's name is an answer to it.
    private static Html Compared(object target, object? answer)
    {
        if (answer is null || answer.GetType() != target.GetType() || target is IReadOnlyTensor) return DrawingOf(target);
        return Html.Of($"<span class=\"{(target.Equals(answer) ? "right" : "wrong")}\">{TextOf(target)}</span>");
    }

    private static string TextOf(object value) => value switch
    {
        string text => text.Length <= LongestText ? text : text[..LongestText] + "…",
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes"),
        float or double => Progress.ProgressText.Value(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        bool or sbyte or byte or short or int or long or Half => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        Tensor<float> tensor when tensor.FlattenedLength <= MostNumbers => string.Join(" ", Dense.ToArray(tensor).Select(ShortNumber)),
        Tensor<long> tensor when tensor.FlattenedLength <= MostNumbers => string.Join(" ", Dense.ToArray(tensor)),
        IReadOnlyTensor tensor => $"{tensor.GetType().GetGenericArguments()[0].Name.ToLowerInvariant()}[{string.Join(", ", tensor.Lengths.ToArray())}]",
        _ => value.ToString() ?? "",
    };

    private static string ShortNumber(float number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
