namespace Tfaip.Processors.Imaging.Images;

/// <summary>An image in work: float32, channel by channel, row by row.</summary>
/// <param name="channels">How many channels there are.</param>
/// <param name="height">How many rows.</param>
/// <param name="width">How many columns.</param>
/// <param name="values">The values.</param>
internal sealed class Planes(int channels, int height, int width, float[] values) : IPixelRows
{
    public Planes(int channels, int height, int width)
        : this(channels, height, width, new float[checked(channels * height * width)])
    {
    }

    public int Channels => channels;

    public int Height => height;

    public int Width => width;

    public float[] Values => values;

    double IPixelRows.Scale => 1;

    public Span<float> Plane(int channel) => values.AsSpan(channel * height * width, height * width);

    public Span<float> Row(int channel, int y) => values.AsSpan(((channel * height) + y) * width, width);

    void IPixelRows.Read(int y, int channel, Span<double> levels)
    {
        var row = Row(channel, y);
        for (var x = 0; x < row.Length; x++) levels[x] = row[x];
    }
}
