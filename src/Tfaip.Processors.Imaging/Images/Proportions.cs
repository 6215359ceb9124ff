namespace Tfaip.Processors.Imaging.Images;

/// <summary>The size of a resized image.</summary>
internal static class Proportions
{
    /// <summary>The size; a length that is not given follows from the other one, rounded to the nearest, at least 1.</summary>
    public static (int Height, int Width) Size(int height, int width, int? newHeight, int? newWidth) => (newHeight, newWidth) switch
    {
        ({ } h, { } w) => (h, w),
        ({ } h, null) => (h, Follow(h, width, height)),
        (null, { } w) => (Follow(w, height, width), w),
        _ => (height, width),
    };

    private static int Follow(int length, int other, int own) => (int)Math.Max(1, ((2L * length * other) + own) / (2L * own));
}
