using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Imaging.Processing;

namespace Tfaip.Processors.Imaging.Tests;

/// <summary>Processors that bend an image.</summary>
[TestClass]
public sealed class WarpParamsTests
{
    private const int Size = 41;

    // On a ramp every interpolation is exact away from the edges: the level tells the place that a pixel was taken from.
    private static Tensor<float> Ramps { get; } = Run.Make(2, Size, Size, (channel, y, x) => channel == 0 ? y : x);

    [TestMethod]
    public void Quarter_turns_are_counter_clockwise()
    {
        var image = new Planes(1, 2, 3, [1, 2, 3, 4, 5, 6]);
        var square = new Planes(1, 3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        CollectionAssert.AreEqual(new float[] { 3, 6, 9, 2, 5, 8, 1, 4, 7 }, Turn(square, 90));
        CollectionAssert.AreEqual(new float[] { 7, 4, 1, 8, 5, 2, 9, 6, 3 }, Turn(square, -90));
        CollectionAssert.AreEqual(new float[] { 6, 5, 4, 3, 2, 1 }, Turn(image, 180));

        static float[] Turn(Planes image, double degrees) =>
            AffineMap.Rotation(degrees).Apply(image, new Sampler(Interpolation.Nearest, default)).Values;
    }

    [TestMethod]
    [DataRow(Interpolation.Nearest)]
    [DataRow(Interpolation.Bilinear)]
    [DataRow(Interpolation.Bicubic)]
    public void No_change_keeps_every_bit(Interpolation interpolation)
    {
        WarpParams[] processors =
        [
            new RandomRotationParams { Degrees = 0 },
            new RandomShearParams { Horizontal = 0 },
            new RandomAffineParams { Degrees = 0, Translate = 0, MinScale = 1, MaxScale = 1 },
            new ElasticTransformParams { Alpha = 0 },
        ];
        foreach (var parameters in processors)
            CollectionAssert.AreEqual(
                Ramps.ToArray(), Run.Image(parameters with { Interpolation = interpolation }, Ramps).ToArray(), parameters.ToString());
    }

    [TestMethod]
    [DataRow(Interpolation.Bilinear)]
    [DataRow(Interpolation.Bicubic)]
    public void Rotations_keep_distances_and_stay_in_their_range(Interpolation interpolation)
    {
        var angles = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var (xx, xy, yx, yy, shiftX, shiftY) = Measure(
                Run.Image(new RandomRotationParams { Degrees = 30, Interpolation = interpolation }, Ramps, i));
            Assert.AreEqual(1, (xx * xx) + (yx * yx), 1e-4);
            Assert.AreEqual(xx, yy, 1e-4);
            Assert.AreEqual(xy, -yx, 1e-4);
            Assert.AreEqual(0, Math.Abs(shiftX) + Math.Abs(shiftY), 1e-4);
            angles.Add(Math.Atan2(yx, xx) * 180 / Math.PI);
        }

        // Uniform in [-30, 30): the mean of 200 has the standard error 17.3 / sqrt(200) = 1.22.
        Assert.IsTrue(angles.All(angle => Math.Abs(angle) <= 30.01));
        Assert.IsTrue(angles.Min() < -25 && angles.Max() > 25);
        Assert.AreEqual(0, angles.Average(), 5);
    }

    [TestMethod]
    public void Shears_move_rows_by_their_height()
    {
        var tangents = new List<double>();
        for (var i = 0; i < 100; i++)
        {
            var (xx, xy, yx, yy, _, _) = Measure(Run.Image(new RandomShearParams { Horizontal = 20 }, Ramps, i));
            Assert.AreEqual(0, Math.Abs(xx - 1) + Math.Abs(yy - 1) + Math.Abs(yx), 1e-4);
            tangents.Add(xy);
        }

        var largest = Math.Tan(20 * Math.PI / 180);
        Assert.IsTrue(tangents.All(tangent => Math.Abs(tangent) <= largest + 1e-4) && tangents.Max() > 0.8 * largest
            && tangents.Min() < -0.8 * largest);
    }

    [TestMethod]
    public void Scales_and_shifts_stay_in_their_ranges()
    {
        var scales = new List<double>();
        var shifts = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var (xx, xy, yx, yy, shiftX, shiftY) = Measure(
                Run.Image(new RandomAffineParams { Degrees = 0, Translate = 0.1, MinScale = 0.8, MaxScale = 1.25 }, Ramps, i));
            Assert.AreEqual(0, Math.Abs(xx - yy) + Math.Abs(xy) + Math.Abs(yx), 1e-4);
            scales.Add(1 / xx);
            shifts.AddRange([shiftX / xx, shiftY / xx]);
        }

        Assert.IsTrue(scales.All(scale => scale is > 0.799 and < 1.251) && scales.Min() < 0.83 && scales.Max() > 1.2);
        Assert.IsTrue(shifts.All(shift => Math.Abs(shift) <= (0.1 * Size) + 1e-3) && shifts.Max() > 3.5 && shifts.Min() < -3.5);
    }

    [TestMethod]
    public void An_affine_map_undoes_its_inverse() =>
        Gen.Select(Gen.Double[-180, 180], Gen.Double[-40, 40], Gen.Double[0.5, 2]).Sample((degrees, shear, factor) =>
        {
            var map = AffineMap.Rotation(degrees).After(AffineMap.Shear(shear, 0)).After(AffineMap.Scaling(factor));
            var back = AffineMap.Scaling(1 / factor).After(AffineMap.Shear(-shear, 0)).After(AffineMap.Rotation(-degrees));
            var unit = back.After(map);
            return Math.Abs(unit.XX - 1) + Math.Abs(unit.XY) + Math.Abs(unit.YX) + Math.Abs(unit.YY - 1) < 1e-12;
        });

    [TestMethod]
    public void Elastic_displacements_have_the_spread_of_the_formula()
    {
        // Uniform in [-1, 1): variance 1/3; a Gaussian of sigma 4 leaves 1 / (4 pi sigma^2) of it, less near the edges.
        var squares = new List<double>();
        var differences = new List<double>();
        for (var i = 0; i < 60; i++)
        {
            var bent = Run.Image(new ElasticTransformParams { Alpha = 34, Sigma = 4, Border = BorderMode.Replicate }, Ramps, i);
            for (var channel = 0; channel < 2; channel++)
            {
                var displacement = bent[channel, 20, 20] - 20;
                squares.Add(displacement * displacement);
                differences.Add(Math.Abs(bent[channel, 20, 20] - bent[channel, 20, 19] - channel));
            }
        }

        var expected = 34 * Math.Sqrt(1 / 3.0 / (4 * Math.PI * 16));
        Assert.AreEqual(1.384, expected, 0.001);
        Assert.AreEqual(expected, Math.Sqrt(squares.Average()), 0.27);
        Assert.IsLessThan(1.2, differences.Max());
        Assert.IsLessThan(0.5, differences.Average());
    }

    [TestMethod]
    public void The_Gaussian_is_that_of_the_definition()
    {
        var field = new double[31 * 31];
        field[(15 * 31) + 15] = 1;
        var blurred = new GaussianBlur(2).Apply(field, 31, 31);
        var norm = Enumerable.Range(-8, 17).Sum(i => Math.Exp(-i * i / 8.0));
        Assert.AreEqual(Math.Exp(-(9 + 1) / 8.0) / norm / norm, blurred[(18 * 31) + 16], 1e-15);
        Assert.AreEqual(1, blurred.Sum(), 1e-12);
    }

    [TestMethod]
    public void What_comes_from_beyond_the_edges_is_the_fill_or_the_image()
    {
        var white = Tensor.Create([.. Enumerable.Repeat((byte)255, 81)], (ReadOnlySpan<nint>)[9, 9]);
        var turned = new RandomRotationParams { Degrees = 180, Fill = 0 };
        Assert.IsTrue(Run.Image(turned, white, 3).ToArray().Contains((byte)0));
        Assert.IsTrue(Run.Image(turned with { Fill = 255 }, white, 3).ToArray().All(level => level == 255));
        Assert.IsTrue(Run.Image(turned with { Border = BorderMode.Replicate }, white, 3).ToArray().All(level => level == 255));
        Assert.IsTrue(Run.Image(turned with { Border = BorderMode.Reflect }, white, 3).ToArray().All(level => level == 255));
    }

    [TestMethod]
    public void Wrong_parameters_are_refused()
    {
        Run.AssertRefused(
            new RandomShearParams { Horizontal = 50, Vertical = 40 },
            "horizontal: the two angles together are at most 80 degrees: the image would become a line.");
        Run.AssertRefused(
            new RandomAffineParams { MinScale = 2, MaxScale = 1 }, "min_scale: the smallest scale is larger than the largest.");
    }

    /// <summary>The map from new to old places about the centre, read off the ramps near the centre.</summary>
    private static (double XX, double XY, double YX, double YY, double ShiftX, double ShiftY) Measure(Tensor<float> image)
    {
        const int C = Size / 2;
        const int D = 5;
        double Slope(int channel, int dy, int dx) => (image[channel, C + (D * dy), C + (D * dx)] - image[channel, C, C]) / D;
        return (Slope(1, 0, 1), Slope(1, 1, 0), Slope(0, 0, 1), Slope(0, 1, 0), C - image[1, C, C], C - image[0, C, C]);
    }
}
