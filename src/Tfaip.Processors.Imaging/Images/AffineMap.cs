using Tfaip.Processors.Numerics;

namespace Tfaip.Processors.Imaging.Images;

/// <summary>
/// A linear map of the plane about the centre of an image, then a shift. x goes to the right and y down; angles turn
/// counter-clockwise as one sees the image.
/// </summary>
/// <param name="XX">What x adds to x.</param>
/// <param name="XY">What y adds to x.</param>
/// <param name="YX">What x adds to y.</param>
/// <param name="YY">What y adds to y.</param>
internal readonly record struct AffineMap(double XX, double XY, double YX, double YY)
{
    /// <summary>The shift to the right, in pixels.</summary>
    public double ShiftX { get; init; }

    /// <summary>The shift down, in pixels.</summary>
    public double ShiftY { get; init; }

    public static AffineMap Rotation(double degrees)
    {
        var angle = degrees * (Math.PI / 180);
        var (sin, cos) = (PortableMath.Sin(angle), PortableMath.Cos(angle));
        return new(cos, sin, -sin, cos);
    }

    /// <summary>Rows shifted to the right by the tangent times their distance from the centre upwards, columns downwards.</summary>
    public static AffineMap Shear(double horizontalDegrees, double verticalDegrees) =>
        new(1, -Tan(horizontalDegrees), Tan(verticalDegrees), 1);

    public static AffineMap Scaling(double factor) => new(factor, 0, 0, factor);

    /// <summary>This map after another one; the shift is that of this map.</summary>
    public AffineMap After(AffineMap other) => this with
    {
        XX = (XX * other.XX) + (XY * other.YX),
        XY = (XX * other.XY) + (XY * other.YY),
        YX = (YX * other.XX) + (YY * other.YX),
        YY = (YX * other.XY) + (YY * other.YY),
    };

    /// <summary>Maps an image; it keeps its size.</summary>
    public Planes Apply(Planes image, Sampler sampler)
    {
        var determinant = (XX * YY) - (XY * YX);
        var (xx, xy, yx, yy) = (YY / determinant, -XY / determinant, -YX / determinant, XX / determinant);
        var (shiftX, shiftY) = (ShiftX, ShiftY);
        var (centreY, centreX) = ((image.Height - 1) / 2.0, (image.Width - 1) / 2.0);
        return sampler.Warp(image, image.Height, image.Width, (y, x) =>
        {
            var (fromY, fromX) = (y - centreY - shiftY, x - centreX - shiftX);
            return (centreY + ((yx * fromX) + (yy * fromY)), centreX + ((xx * fromX) + (xy * fromY)));
        });
    }

    private static double Tan(double degrees)
    {
        var angle = degrees * (Math.PI / 180);
        return PortableMath.Sin(angle) / PortableMath.Cos(angle);
    }
}
