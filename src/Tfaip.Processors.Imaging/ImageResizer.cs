namespace Tfaip.Processors.Imaging;

/// <summary>Resizes an image: along its rows, then along its columns, then one division.</summary>
/// <param name="vertical">The rows.</param>
/// <param name="horizontal">The columns.</param>
internal sealed class ImageResizer(ResampledAxis vertical, ResampledAxis horizontal)
{
    /// <summary>The levels of the resized image, 0 to 255: channel by channel, row by row.</summary>
    public float[] Resize(PixelImage image, PixelConversion conversion)
    {
        var (height, width) = (vertical.NewLength, horizontal.NewLength);
        var levels = new float[checked(conversion.Channels * height * width)];

        // All numbers before the division are whole and, for images of up to 100 million pixels, below 2^53: exact.
        var divisor = conversion.Scale * vertical.Total * horizontal.Total;
        var source = new double[image.Width];

        // Positions are visited in order, and neighbours share at most two old rows: the last ones, of either parity.
        var rows = new[] { new double[width], new double[width] };
        var cached = new int[2];
        var sums = new double[width];
        for (var channel = 0; channel < conversion.Channels; channel++)
        {
            Array.Fill(cached, -1);
            for (var y = 0; y < height; y++)
            {
                var (first, weights) = vertical[y];
                Array.Clear(sums);
                for (var i = 0; i < weights.Length; i++)
                {
                    var old = first + i;
                    var row = rows[old & 1];
                    if (cached[old & 1] != old)
                    {
                        conversion.Convert(image.Row(old), channel, source);
                        Narrow(source, row);
                        cached[old & 1] = old;
                    }

                    AddWeighted(sums, row, weights[i]);
                }

                var line = levels.AsSpan(((channel * height) + y) * width, width);
                for (var x = 0; x < width; x++) line[x] = (float)(sums[x] / divisor);
            }
        }

        return levels;
    }

    private void Narrow(ReadOnlySpan<double> source, Span<double> row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            var (first, weights) = horizontal[x];
            var sum = 0.0;
            for (var i = 0; i < weights.Length; i++) sum += weights[i] * source[first + i];
            row[x] = sum;
        }
    }

    private static void AddWeighted(double[] sums, double[] row, double weight)
    {
        for (var x = 0; x < sums.Length; x++) sums[x] += weight * row[x];
    }
}
