namespace Tfaip.Processors.Imaging.Images;

/// <summary>Keys's kernel of cubic convolution with a = -1/2.</summary>
internal static class Cubic
{
    /// <summary>The weight at a distance.</summary>
    public static double Weight(double distance)
    {
        var x = Math.Abs(distance);
        return x < 1 ? ((1.5 * x) - 2.5) * x * x + 1
            : x < 2 ? (((-0.5 * x + 2.5) * x) - 4) * x + 2
            : 0;
    }
}
