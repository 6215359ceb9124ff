namespace Tfaip.Processors.Imaging.Files;

/// <summary>Which pixels of a PNG image a pass has: all, or one of the seven parts of an interlaced image.</summary>
/// <param name="X">The first column.</param>
/// <param name="Y">The first row.</param>
/// <param name="XStep">The columns from one pixel to the next.</param>
/// <param name="YStep">The rows.</param>
internal readonly record struct PngPass(int X, int Y, int XStep, int YStep)
{
    private static readonly PngPass[] Whole = [new(0, 0, 1, 1)];
    private static readonly PngPass[] Adam7 =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    /// <summary>The passes of an image, in their order.</summary>
    public static IReadOnlyList<PngPass> Of(bool isInterlaced) => isInterlaced ? Adam7 : Whole;

    /// <summary>How many columns the pass has of an image.</summary>
    public int Columns(int width) => Count(width, X, XStep);

    /// <summary>How many rows the pass has of an image.</summary>
    public int Rows(int height) => Count(height, Y, YStep);

    private static int Count(int length, int first, int step) => length <= first ? 0 : (int)(((long)length - first + step - 1) / step);
}
