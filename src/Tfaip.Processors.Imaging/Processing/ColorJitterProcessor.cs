using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class ColorJitterProcessor(ColorJitterParams parameters) : PixelAugmentation(parameters)
{
    protected override void ChangeLevels(Planes image, ref SampleRandom random)
    {
        if (image.Channels is not (1 or 3))
        {
            throw new TfaipException($"{Name} has {image.Channels} channels; colours need 3, red, green and blue, or 1 for grey.");
        }

        Span<int> order = [0, 1, 2, 3];
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.NextInt32(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        var brightness = Factor(parameters.Brightness, ref random);
        var contrast = Factor(parameters.Contrast, ref random);
        var saturation = Factor(parameters.Saturation, ref random);
        var turn = random.NextDouble(-parameters.Hue, parameters.Hue);
        foreach (var step in order)
        {
            if (step == 0 && parameters.Brightness > 0) Mix(image, brightness, 0);
            if (step == 1 && parameters.Contrast > 0) Mix(image, contrast, MeanLuma(image));
            if (step == 2 && parameters.Saturation > 0 && image.Channels == 3) Saturate(image, saturation);
            if (step == 3 && parameters.Hue > 0 && image.Channels == 3) Hue.Turn(image, turn, Maximum);
        }
    }

    private static double Factor(double range, ref SampleRandom random) => random.NextDouble(Math.Max(0, 1 - range), 1 + range);

    private static double MeanLuma(Planes image)
    {
        var sum = 0.0;
        foreach (var level in image.Channels == 3 ? Luma.Of(image) : image.Values) sum += level;
        return sum / (image.Height * image.Width);
    }

    private void Mix(Planes image, double factor, double other)
    {
        foreach (ref var level in image.Values.AsSpan()) level = Limit((factor * level) + ((1 - factor) * other));
    }

    private void Saturate(Planes image, double factor)
    {
        var luma = Luma.Of(image);
        for (var channel = 0; channel < 3; channel++)
        {
            var plane = image.Plane(channel);
            for (var i = 0; i < plane.Length; i++) plane[i] = Limit((factor * plane[i]) + ((1 - factor) * luma[i]));
        }
    }
}
