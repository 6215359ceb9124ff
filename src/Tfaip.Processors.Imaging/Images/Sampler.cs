namespace Tfaip.Processors.Imaging.Images;

/// <summary>Reads an image between its pixels. Places are those of the centres: (0, 0) is the centre of the first pixel.</summary>
/// <param name="Interpolation">How the value between pixels is found.</param>
/// <param name="Border">What lies beyond the edges.</param>
internal readonly record struct Sampler(Interpolation Interpolation, Border Border)
{
    /// <summary>An image that takes each of its pixels from a place of another one.</summary>
    /// <param name="image">The other one.</param>
    /// <param name="height">The height of the new one.</param>
    /// <param name="width">The width of the new one.</param>
    /// <param name="source">The place in the old image of a pixel (y, x) of the new one.</param>
    public Planes Warp(Planes image, int height, int width, Func<int, int, (double Y, double X)> source)
    {
        var warped = new Planes(image.Channels, height, width);
        Span<Tap> vertical = stackalloc Tap[4];
        Span<Tap> horizontal = stackalloc Tap[4];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var place = source(y, x);
                var rows = vertical[..Taps(place.Y, image.Height, vertical)];
                var columns = horizontal[..Taps(place.X, image.Width, horizontal)];
                for (var channel = 0; channel < image.Channels; channel++)
                {
                    warped.Row(channel, y)[x] = Sum(image.Plane(channel), image.Width, rows, columns);
                }
            }
        }

        return warped;
    }

    // One fixed order of additions and multiplications in double: the same bits on every machine.
    private float Sum(ReadOnlySpan<float> plane, int width, ReadOnlySpan<Tap> rows, ReadOnlySpan<Tap> columns)
    {
        var sum = 0.0;
        foreach (var row in rows)
        {
            var line = 0.0;
            foreach (var column in columns)
            {
                var value = row.Index < 0 || column.Index < 0 ? Border.Fill : plane[(row.Index * width) + column.Index];
                line += column.Weight * value;
            }

            sum += row.Weight * line;
        }

        return (float)sum;
    }

    /// <summary>The pixels of an axis that make the value at a place, with their weights; how many there are.</summary>
    private int Taps(double place, int length, Span<Tap> taps)
    {
        // A place far outside is as good as one a little outside, and fits an int.
        place = Math.Clamp(place, -1e9, 1e9);
        if (Interpolation == Interpolation.Nearest)
        {
            taps[0] = new(Border.Index((int)Math.Floor(place + 0.5), length), 1);
            return 1;
        }

        var floor = Math.Floor(place);
        var (first, beyond) = ((int)floor, place - floor);
        if (beyond == 0)
        {
            taps[0] = new(Border.Index(first, length), 1);
            return 1;
        }

        if (Interpolation == Interpolation.Bilinear)
        {
            taps[0] = new(Border.Index(first, length), 1 - beyond);
            taps[1] = new(Border.Index(first + 1, length), beyond);
            return 2;
        }

        for (var i = 0; i < 4; i++) taps[i] = new(Border.Index(first - 1 + i, length), Cubic.Weight(beyond + 1 - i));
        return 4;
    }

    private readonly record struct Tap(int Index, double Weight);
}
