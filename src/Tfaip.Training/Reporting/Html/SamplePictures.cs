using System.Globalization;
using System.Numerics.Tensors;
using SkiaSharp;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Figures;
using Tfaip.Training.Reporting.Html.Charts;
using Tfaip.Training.Reporting.Html.Markup;

namespace Tfaip.Training.Reporting.Html;

/// <summary>Shows values of samples: image files and tensors of an image's shape as pictures, texts and numbers as text.</summary>
internal static class SamplePictures
{
    private const int LargestSide = 480;
    private const int SmallSide = 64;
    private const int LongestText = 400;
    private const int MostNumbers = 12;

    /// <summary>A card for a sample that was predicted.</summary>
    /// <param name="predicted">The sample.</param>
    /// <param name="names">The names of the classes.</param>
    public static SampleCard CardOf(SamplePredicted predicted, ClassNames names)
    {
        var sample = predicted.Sample;
        var verdicts = new Dictionary<string, string>(StringComparer.Ordinal);
        var targets = new List<KeyValuePair<string, HtmlText>>();
        foreach (var (name, value) in sample.Targets)
        {
            var target = names.Named(value);
            var verdict = "";
            if (ClassNames.AnswerTo(name, sample) is { } answer && Verdict(target, sample.Outputs[answer]) is { } found)
                verdicts[answer] = verdict = found;
            targets.Add(KeyValuePair.Create(name, Judged(target, verdict, names)));
        }

        return new(
            sample.Source,
            [.. (predicted.Raw ?? sample).Inputs.Select(input => PictureOf(input.Key, input.Value))],
            [.. sample.Outputs.Select(
                output => KeyValuePair.Create(output.Key, Judged(output.Value, verdicts.GetValueOrDefault(output.Key, ""), names)))],
            targets);
    }

    /// <summary>A value as it is shown.</summary>
    public static Picture PictureOf(string name, object value)
    {
        var png = PngOf(value);
        return new(
            name, png, TextOf(value), png is not null && SKBitmap.DecodeBounds(png) is { Width: <= SmallSide, Height: <= SmallSide });
    }

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

    // Null where they cannot be compared: tensors, and values of two kinds.
    private static string? Verdict(object target, object answer) =>
        target is IReadOnlyTensor || answer.GetType() != target.GetType() ? null : target.Equals(answer) ? "right" : "wrong";

    private static HtmlText Judged(object value, string verdict, ClassNames names) =>
        verdict.Length == 0 ? DrawingOf(value, names) : HtmlText.Of($"<span class=\"{verdict}\">{DrawingOf(value, names)}</span>");

    private static HtmlText DrawingOf(object value, ClassNames names) => value switch
    {
        Tensor<float> { Rank: 1, FlattenedLength: > 1 } tensor when Dense.ToArray(tensor) is var shares && AreShares(shares) =>
            BarChart.OfShares(shares, names.Of),
        string or byte[] or IReadOnlyTensor => HtmlText.Of($"{TextOf(value)}"),
        _ => HtmlText.Of($"<span class=\"number\">{TextOf(value)}</span>"),
    };

    private static bool AreShares(float[] values) => Array.TrueForAll(values, value => value is >= 0 and <= 1);

    private static string TextOf(object value) => value switch
    {
        string text => text.Length <= LongestText ? text : text[..LongestText] + "…",
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes"),
        float or double => FigureText.Value(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        bool or sbyte or byte or short or int or long or Half => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        Tensor<float> tensor when tensor.FlattenedLength <= MostNumbers => string.Join(" ", Dense.ToArray(tensor).Select(ShortNumber)),
        Tensor<long> tensor when tensor.FlattenedLength <= MostNumbers => string.Join(" ", Dense.ToArray(tensor)),
        IReadOnlyTensor tensor =>
            $"{tensor.GetType().GetGenericArguments()[0].Name.ToLowerInvariant()}[{string.Join(", ", tensor.Lengths.ToArray())}]",
        _ => value.ToString() ?? "",
    };

    private static string ShortNumber(float number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
