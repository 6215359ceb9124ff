using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class NormalizeImageProcessor(NormalizeImageParams parameters) : ImageProcessor(parameters)
{
    protected override Planes Change(Planes image, ref SampleRandom random)
    {
        var normalized = new Planes(image.Channels, image.Height, image.Width);
        RefuseOtherChannels(image);
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var (mean, std) = parameters.Statistics switch
            {
                NormalizationStatistics.Given => (Entry(parameters.Mean, channel), Entry(parameters.Std, channel)),
                NormalizationStatistics.Image => Own(image.Values),
                _ => Own(image.Plane(channel)),
            };
            var from = image.Plane(channel);
            var to = normalized.Plane(channel);
            for (var i = 0; i < to.Length; i++) to[i] = (float)((from[i] - mean) / std);
        }

        return normalized;
    }

    protected override ImageLayout Layout(ImageLayout original, Planes changed) => original with { Type = ElementType.Float32 };

    private static double Entry(IReadOnlyList<double> numbers, int channel) => numbers.Count == 1 ? numbers[0] : numbers[channel];

    // Sums in double, one after the other: vectors would add in an order that depends on the machine.
    private (double Mean, double Std) Own(ReadOnlySpan<float> levels)
    {
        var sum = 0.0;
        foreach (var level in levels) sum += level;
        var mean = sum / levels.Length;
        var squares = 0.0;
        foreach (var level in levels) squares += (level - mean) * (level - mean);
        return (mean, Math.Sqrt((squares / levels.Length) + parameters.Epsilon));
    }

    private void RefuseOtherChannels(Planes image)
    {
        var count = Math.Max(parameters.Mean.Count, parameters.Std.Count);
        if (count > 1 && count != image.Channels)
        {
            throw new TfaipException($"{Name} has {image.Channels} channels, but there are {count} means or standard deviations.");
        }
    }
}
