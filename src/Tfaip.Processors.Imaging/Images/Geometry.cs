namespace Tfaip.Processors.Imaging.Images;

/// <summary>Whole pixels to other places.</summary>
internal static class Geometry
{
    /// <summary>A rectangle of an image, which may reach beyond its edges.</summary>
    /// <param name="image">The image.</param>
    /// <param name="top">The row of its first row; may be negative.</param>
    /// <param name="left">The column of its first column; may be negative.</param>
    /// <param name="height">Its height.</param>
    /// <param name="width">Its width.</param>
    /// <param name="border">What lies beyond the edges.</param>
    public static Planes Crop(Planes image, int top, int left, int height, int width, Border border)
    {
        var cropped = new Planes(image.Channels, height, width);
        var columns = new int[width];
        for (var x = 0; x < width; x++) columns[x] = border.Index(left + x, image.Width);
        for (var channel = 0; channel < image.Channels; channel++)
        {
            for (var y = 0; y < height; y++)
            {
                var to = cropped.Row(channel, y);
                var row = border.Index(top + y, image.Height);
                if (row < 0)
                {
                    to.Fill(border.Fill);
                    continue;
                }

                var from = image.Row(channel, row);
                for (var x = 0; x < width; x++) to[x] = columns[x] < 0 ? border.Fill : from[columns[x]];
            }
        }

        return cropped;
    }

    /// <summary>The image mirrored.</summary>
    public static Planes Flip(Planes image, bool leftRight, bool upDown)
    {
        var flipped = new Planes(image.Channels, image.Height, image.Width);
        for (var channel = 0; channel < image.Channels; channel++)
        {
            for (var y = 0; y < image.Height; y++)
            {
                var row = flipped.Row(channel, y);
                image.Row(channel, upDown ? image.Height - 1 - y : y).CopyTo(row);
                if (leftRight) row.Reverse();
            }
        }

        return flipped;
    }

    /// <summary>Where a line of one length begins in one of another, by position; negative where it is the longer one.</summary>
    public static (int Top, int Left) Place(ImagePosition position, int surplusHeight, int surplusWidth) => position switch
    {
        ImagePosition.Center => (FloorHalf(surplusHeight), FloorHalf(surplusWidth)),
        ImagePosition.TopLeft => (0, 0),
        ImagePosition.TopRight => (0, surplusWidth),
        ImagePosition.BottomLeft => (surplusHeight, 0),
        ImagePosition.BottomRight => (surplusHeight, surplusWidth),
        _ => throw new ArgumentOutOfRangeException(nameof(position), position, null),
    };

    private static int FloorHalf(int number) => number >> 1;
}
