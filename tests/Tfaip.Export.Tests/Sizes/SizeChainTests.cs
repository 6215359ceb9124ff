using CsCheck;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Sizes;

/// <summary>Random chains of operations that change sizes: a graph that is exported is right at every size of its declared range.</summary>
[TestClass]
public sealed class SizeChainTests
{
    private const int FewSizes = 40;

    private static readonly Gen<SizeStep> Steps = Gen.Select(Gen.Int[0, SizeChain.Kinds - 1], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], (kind, a, b, c) => new SizeStep(kind, a, b, c));

    private static readonly Gen<(SizeStep[] Steps, int Height, int HeightRoom, int Width, int WidthRoom)> Chains = Gen.Select(
        Steps.Array[1, 6], Gen.Int[12, 48], Gen.OneOf(Gen.Const(0), Gen.Const(3), Gen.Const(40), Gen.Const(90)), Gen.Int[12, 48], Gen.OneOf(Gen.Const(1), Gen.Const(5), Gen.Const(30), Gen.Const(120)));

    // The long form is benchmarks/size-chains.sh.
    private static readonly int Iterations = int.TryParse(Environment.GetEnvironmentVariable("TFAIP_SIZE_CHAINS"), out var count) ? count : 2000;

    [TestMethod]
    public void Exported_chains_are_right_at_every_size()
    {
        var exported = 0;
        Chains.Sample(
            chain =>
            {
                if (Check(chain.Steps, $"x: float32[1, 2, height, width]; height: {chain.Height}..{chain.Height + chain.HeightRoom}; width: {chain.Width}..{chain.Width + chain.WidthRoom}"))
                {
                    Interlocked.Increment(ref exported);
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

    private static bool Check(SizeStep[] steps, string spec)
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
        foreach (var (height, width) in Sizes(input))
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
            var difference = TensorComparison.Compare(expected, actual, new(5e-4, 5e-4)).Difference;
            Assert.IsNull(difference, $"{string.Join(' ', steps.Select(step => step.ToString()))} {spec} at {height} x {width}: {difference}");
        }

        return true;
    }

    // All where they are few; else the ends and others all over.
    private static IEnumerable<(long Height, long Width)> Sizes(TensorSpec spec)
    {
        var (height, width) = (spec.Sizes["height"], spec.Sizes["width"]);
        var all = Enumerable.Range(height.Low, height.High - height.Low + 1).SelectMany(h => Enumerable.Range(width.Low, width.High - width.Low + 1).Select(w => ((long)h, (long)w))).ToArray();
        if (all.Length <= FewSizes) return all;
        var random = new Random(1);
        return [all[0], all[^1], (height.Low, width.High), (height.High, width.Low), .. Enumerable.Range(0, FewSizes).Select(_ => all[random.Next(all.Length)])];
    }
}
