using Tfaip.Export.Requests;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Lowering;

/// <summary>
/// Images resized by scales that are no whole numbers: lengths that are rounded, that stay or that double, with fixed sizes and with
/// free ones.
/// </summary>
[TestClass]
public sealed class ScaledResizingTests
{
    private static readonly (double Height, double Width)[] Scales =
        [(1.1, 2.5), (1.1, 1), (1.3, 1.3), (0.7, 2.05), (2.1, 1.05), (2, 1.05), (0.35, 1.9), (1 / 3.0, 0.9)];

    [TestMethod]
    [DataRow(InterpolationMode.Nearest, false)]
    [DataRow(InterpolationMode.NearestExact, false)]
    [DataRow(InterpolationMode.Bilinear, false)]
    [DataRow(InterpolationMode.Bilinear, true)]
    [DataRow(InterpolationMode.Bicubic, false)]
    [DataRow(InterpolationMode.Bicubic, true)]
    public void Free_sizes_are_right_at_every_size(InterpolationMode mode, bool aligned)
    {
        foreach (var (height, width) in Scales)
        {
            var mayStay = height is 1.1 or 1.3 && width is 1 or 1.3;
            if (mode != InterpolationMode.Bicubic || aligned || !mayStay) Check(mode, aligned, height, width);
        }
    }

    [TestMethod]
    public void A_cubic_image_whose_size_may_stay_is_refused_and_right_from_the_size_on_where_it_does_not()
    {
        using var module = new Resized(InterpolationMode.Bicubic, aligned: false, [1.1, 1.1]);

        var error = Assert.ThrowsExactly<ExportException>(
            () => Export(module, "x: float32[1, 1, height, width]; height: 3..30; width: 3..30"));

        StringAssert.EndsWith(
            error.Message,
            "torch.nn.functional.interpolate(Tensor, long[], double[], InterpolationMode, bool?, bool, bool) cannot be exported: its "
            + "result may be as large as its input, "
            + "where ONNX Runtime copies it and TorchSharp moves its points. Give the sizes instead of the scale, or bound the sizes of "
            + "the input from below.");
        Check(InterpolationMode.Bicubic, aligned: false, 1.1, 1.1, least: 10);
    }

    // One to three axes: TorchSharp keeps and doubles the lines of images alone.
    [TestMethod]
    [DataRow("x: float32[1, 2, width]; width: 2..25", 1)]
    [DataRow("x: float32[1, 2, 3, 3, width]; width: 2..25", 3)]
    public void Lines_and_volumes_are_right_at_every_size(string input, int axes)
    {
        foreach (var mode in new[]
        {
            InterpolationMode.Nearest,
            InterpolationMode.NearestExact,
            axes == 1 ? InterpolationMode.Linear : InterpolationMode.Trilinear
        })
        {
            foreach (var scale in new[] { 1.1, 1.3, 2.05, 0.7, 1.05 })
            {
                using var module = new Resized(mode, aligned: false, [.. Enumerable.Repeat(1.1, axes - 1), scale]);
                Compare(
                    module, input, Enumerable.Range(2, 24).Select(width => axes == 1 ? new long[] { 1, 2, width } : [1, 2, 3, 3, width]));
            }
        }
    }

    private static void Check(InterpolationMode mode, bool aligned, double height, double width, int least = 3)
    {
        using var module = new Resized(mode, aligned, [height, width]);
        Compare(
            module,
            $"x: float32[1, 1, height, width]; height: {least}..30; width: {least}..30",
            Enumerable.Range(least, 31 - least)
                .SelectMany(h => new[] { h, least, 30, (h * 7 % (31 - least)) + least }.Select(w => new long[] { 1, 1, h, w })));
    }

    private static void Compare(Resized module, string input, IEnumerable<long[]> shapes)
    {
        using var session = new OnnxSession(Export(module, input).Onnx.ToArray());
        foreach (var shape in shapes)
        {
            using var scope = NewDisposeScope();
            var x = randn(shape);
            var difference = TensorComparison.Compare(module.call(x), session.Run([("x", x)], ["output"])[0], new(1e-4, 1e-4)).Difference;
            Assert.IsNull(difference, $"{module} at [{string.Join(", ", shape)}]: {difference}");
        }
    }

    private static ExportResult Export(Resized module, string input) =>
        OnnxExporter.Export(new ExportableModel { Module = module, Inputs = [TensorSpec.Parse(input)] });

    private sealed class Resized(InterpolationMode mode, bool aligned, double[] scales) : Module<Tensor, Tensor>("resized")
    {
        public override Tensor forward(Tensor x) =>
            functional.interpolate(x, scale_factor: scales, mode: mode, align_corners: aligned ? true : null);

        public override string ToString() => $"{mode}{(aligned ? ", aligned," : "")} by {string.Join(" x ", scales)}";
    }
}
