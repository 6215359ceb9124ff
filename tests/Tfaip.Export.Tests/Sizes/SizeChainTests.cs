using CsCheck;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Sizes;

/// <summary>Random chains of operations that change sizes: a graph that is exported is right at every size of its declared range.</summary>
[TestClass]
public sealed class SizeChainTests
{
    private const int FewSizes = 40;

    private static readonly Gen<SizeStep> Steps = Gen.Select(
        Gen.Int[0, SizeChain.Kinds - 1], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], (kind, a, b, c) => new SizeStep(kind, a, b, c));

    private static readonly Gen<(SizeStep[] Steps, int Height, int HeightRoom, int Width, int WidthRoom)> Chains = Gen.Select(
        Steps.Array[1, 6],
        Gen.Int[12, 48],
        Gen.OneOf(Gen.Const(0), Gen.Const(3), Gen.Const(40), Gen.Const(90)),
        Gen.Int[12, 48],
        Gen.OneOf(Gen.Const(1), Gen.Const(5), Gen.Const(30), Gen.Const(120)));

    // The long form is benchmarks/size-chains.sh.
    private static readonly int Iterations =
        int.TryParse(Environment.GetEnvironmentVariable("TFAIP_SIZE_CHAINS"), out var count) ? count : 2000;

    [TestMethod]
    public void Exported_chains_are_right_at_every_size()
    {
        var exported = 0;
        Chains.Sample(
            chain =>
            {
                if (Check(
                    chain.Steps,
                    $"x: float32[1, 2, height, width]; height: {chain.Height}..{chain.Height + chain.HeightRoom}; width: "
                    + $"{chain.Width}..{chain.Width + chain.WidthRoom}"))
                {
                    exported++;
                }
            },
            iter: Iterations,
            threads: 1);
        Assert.IsGreaterThan(Iterations / 2, exported, "most chains are exported");
    }

    [TestMethod]
    public void Three_pools_after_a_wide_convolution_are_right_at_every_width()
    {
        SizeStep[] steps = [new(0, 3, 1, 1), new(2, 1, 1, 0), new(2, 1, 1, 0), new(2, 1, 1, 0)];
        Assert.IsTrue(Check(steps, "x: float32[batch, 2, height, width]; height: 63..128; width: 63..128"));
    }

    // Functions that were found for them once and fitted 145 recordings: of the width alone, stepping at 52 instead of 49; and of sizes of
    // an earlier layer, right but at 32 x 38 and few others.
    [TestMethod]
    public void Numbers_with_several_explanations_are_right_at_every_size()
    {
        SizeStep[] one = [
            new(9, 44, 38, 26), new(3, 42, 64, 88), new(10, 26, 30, 64), new(7, 27, 45, 7), new(13, 99, 51, 87), new(10, 38, 18, 60)
        ];
        Assert.IsTrue(Check(one, "x: float32[1, 2, height, width]; height: 20..23; width: 35..155", few: int.MaxValue));
        SizeStep[] other = [new(0, 13, 62, 84), new(7, 5, 53, 30), new(4, 1, 32, 43), new(10, 11, 27, 55), new(1, 94, 43, 21)];
        Assert.IsTrue(Check(other, "x: float32[1, 2, height, width]; height: 18..108; width: 19..49", few: int.MaxValue));
    }

    // The middle square begins below the first row at 150 of 2,821 sizes, and a function that differs from it at 22 of these fitted
    // all recordings.
    [TestMethod]
    public void A_number_that_is_seldom_another_one_is_right_at_every_size()
    {
        SizeStep[] steps = [new(7, 67, 42, 93), new(16, 63, 57, 40), new(3, 91, 29, 65), new(2, 41, 36, 66), new(10, 42, 38, 1)];
        Assert.IsTrue(Check(steps, "x: float32[1, 2, height, width]; height: 21..111; width: 35..65", few: int.MaxValue));
    }

    // A function that fitted the recordings divides by a length that is 0 elsewhere in the range: there it has no value.
    [TestMethod]
    public void A_number_that_a_quotient_by_zero_explains_elsewhere_is_right_at_every_size()
    {
        SizeStep[] steps = [
            new(0, 81, 50, 76), new(1, 67, 13, 55), new(8, 57, 55, 85), new(7, 84, 69, 55), new(10, 78, 48, 20), new(9, 63, 68, 1)
        ];
        Assert.IsTrue(Check(steps, "x: float32[1, 2, height, width]; height: 12..52; width: 48..49", few: int.MaxValue));
    }

    // 7,770 rows become 10,101, of which two in the middle are kept: float32 has their places to 2e-3.
    [TestMethod]
    public void Rows_of_a_long_image_that_is_resized_by_a_scale_are_right_as_far_as_float32_knows_their_places()
    {
        SizeStep[] steps = [new(14, 28, 39, 26), new(16, 6, 20, 31), new(11, 98, 79, 0), new(10, 90, 55, 63), new(6, 31, 44, 59)];
        Assert.IsTrue(Check(steps, "x: float32[1, 2, height, width]; height: 34..74; width: 35..155"));
    }

    // ONNX Runtime takes the slice away, and then the padding for the pool's own.
    [TestMethod]
    public void A_pool_after_a_padding_and_a_slice_of_all_is_right_at_every_size()
    {
        SizeStep[] steps = [new(14, 38, 22, 95), new(7, 12, 82, 70), new(9, 24, 6, 43), new(2, 36, 33, 50)];
        Assert.IsTrue(Check(steps, "x: float32[1, 2, height, width]; height: 47..87; width: 44..74"));
    }

    [TestMethod]
    public void A_number_that_further_recordings_refute_again_and_again_is_refused()
    {
        using var scope = NewDisposeScope();
        using var module = new SizeChain(
            [new(9, 44, 38, 26), new(3, 42, 64, 88), new(10, 26, 30, 64), new(7, 27, 45, 7), new(13, 99, 51, 87), new(10, 38, 18, 60)]);
        module.eval();
        var model = new ExportableModel
        {
            Module = module,
            Inputs = [TensorSpec.Parse("x: float32[1, 2, height, width]; height: 20..23; width: 35..155")]
        };
        Tracer.Trace(model, seed: 0).Dispose();
        var error = Assert.ThrowsExactly<ExportException>(() => Tracer.Trace(model, seed: 0, mostProbed: 0));
        Assert.AreEqual(
            "The model's code computes a number from sizes whose function is not found: each one that fits the recordings is refuted by "
            + "further ones. Compute it with tensor operations, or give the free sizes narrower bounds in the inputs' description.",
            error.Message);
    }

    private static bool Check(SizeStep[] steps, string spec, int few = FewSizes)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        using var module = new SizeChain(steps);
        module.eval();
        var input = TensorSpec.Parse(spec);
        ExportResult result;
        try
        {
            result = OnnxExporter.Export(new ExportableModel { Module = module, Inputs = [input] });
        }
        catch (ExportException error)
        {
            // Refused is right; that the exporter finds itself at fault is not.
            Assert.IsFalse(error.Message.Contains("fault of the exporter", StringComparison.Ordinal), error.Message);
            return false;
        }

        using var session = new OnnxSession(result.Onnx.ToArray());
        foreach (var (height, width) in Sizes(input, few))
        {
            using var inner = NewDisposeScope();
            var x = randn([1, 2, height, width], generator: new Generator(1));
            Tensor expected;
            try
            {
                expected = module.call(x);
            }
            catch (System.Runtime.InteropServices.ExternalException)
            {
                continue;
            }

            var actual = session.Run([("x", x)], ["output"])[0];

            // As the verification allows it: points between others are where float32 has their places, relative to the largest number.
            var places = Math.ScaleB(module.LongestResized(x), -22);
            var tolerance = new Tolerance(5e-4, 5e-4);
            if (places > tolerance.Absolute) tolerance = (tolerance with { Absolute = places }).ScaledTo(expected);
            var difference = TensorComparison.Compare(expected, actual, tolerance).Difference;
            Assert.IsNull(
                difference, $"{string.Join(' ', steps.Select(step => step.ToString()))} {spec} at {height} x {width}: {difference}");
        }

        return true;
    }

    // All where they are few; else the ends and others all over.
    private static IEnumerable<(long Height, long Width)> Sizes(TensorSpec spec, int few)
    {
        var (height, width) = (spec.Sizes["height"], spec.Sizes["width"]);
        var all = Enumerable.Range(height.Low, height.High - height.Low + 1)
            .SelectMany(h => Enumerable.Range(width.Low, width.High - width.Low + 1).Select(w => ((long)h, (long)w))).ToArray();
        if (all.Length <= few) return all;
        var random = new Random(1);
        return [all[0], all[^1], (height.Low, width.High), (height.High, width.Low), .. Enumerable.Range(0, few).Select(
            _ => all[random.Next(all.Length)])];
    }
}
