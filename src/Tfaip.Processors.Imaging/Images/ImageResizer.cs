namespace Tfaip.Processors.Imaging.Images;

/// <summary>Resizes an image: along its rows, then along its columns, then one division.</summary>
/// <param name="vertical">The rows.</param>
/// <param name="horizontal">The columns.</param>
internal sealed class ImageResizer(ResampledAxis vertical, ResampledAxis horizontal)
{
    /// <summary>Resizes an image.</summary>
    public static Planes Resize(Planes image, int height, int width, ResizeFilter filter) => new(
        image.Channels,
        height,
        width,
        new ImageResizer(ResampledAxis.Create(filter, image.Height, height), ResampledAxis.Create(filter, image.Width, width)).Resize(
            image));

    /// <summary>The levels of the resized image: channel by channel, row by row.</summary>
    public float[] Resize(IPixelRows image)
    {
        var (height, width) = (vertical.NewLength, horizontal.NewLength);
        var levels = new float[checked(image.Channels * height * width)];

        // With weights that are whole numbers, the numbers before the division are whole and, for images of up to 100 million
        // pixels, below 2^53: exact. With others one fixed order of operations gives the same bits everywhere.
        var divisor = image.Scale * vertical.Total * horizontal.Total;
        var source = new double[image.Width];

        // Positions are visited in order, so that neighbours share old rows: as many are kept as a position needs.
        var rows = new double[vertical.LargestCount][];
        for (var i = 0; i < rows.Length; i++) rows[i] = new double[width];
        var cached = new int[rows.Length];
        var sums = new double[width];
        for (var channel = 0; channel < image.Channels; channel++)
        {
            Array.Fill(cached, -1);
            for (var y = 0; y < height; y++)
            {
                var (first, weights) = vertical[y];
                Array.Clear(sums);
                for (var i = 0; i < weights.Length; i++)
                {
                    var old = first + i;
                    var slot = old % rows.Length;
                    if (cached[slot] != old)
                    {
                        image.Read(old, channel, source);
                        Narrow(source, rows[slot]);
                        cached[slot] = old;
                    }

                    AddWeighted(sums, rows[slot], weights[i]);
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
