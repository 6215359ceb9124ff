namespace Tfaip.Processors.Imaging.Images;

/// <summary>The luma of ITU-R BT.601.</summary>
internal static class Luma
{
    /// <summary>The luma of every pixel of an RGB image.</summary>
    public static float[] Of(Planes image)
    {
        var red = image.Plane(0);
        var green = image.Plane(1);
        var blue = image.Plane(2);
        var luma = new float[red.Length];
        for (var i = 0; i < luma.Length; i++) luma[i] = (float)Of(red[i], green[i], blue[i]);
        return luma;
    }

    public static double Of(double red, double green, double blue) => ((299 * red) + (587 * green) + (114 * blue)) / 1000;
}
