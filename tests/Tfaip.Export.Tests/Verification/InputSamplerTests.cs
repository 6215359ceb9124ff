using Tfaip.Export.Programs;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Verification;

[TestClass]
public sealed class InputSamplerTests
{
    [TestMethod]
    public void Whole_numbers_stay_in_their_range_and_reach_its_ends()
    {
        using var scope = NewDisposeScope();
        var normal = Sample("ids: int64[n] in 3..9", InputKind.Normal);
        Assert.AreEqual((3L, 9L), (normal.min().item<long>(), normal.max().item<long>()));
        var large = Sample("ids: int64[n] in 3..9", InputKind.Large);
        Assert.IsTrue(large.eq(3).logical_or(large.eq(9)).all().item<bool>());
        Assert.IsTrue(Sample("ids: int64[n] in 3..9", InputKind.Zeros).eq(3).all().item<bool>());
        Assert.IsTrue(Sample("ids: int32[n] in -3..9", InputKind.Zeros).eq(0).all().item<bool>());
    }

    [TestMethod]
    public void Numbers_are_normal_large_or_zero()
    {
        using var scope = NewDisposeScope();
        Assert.AreEqual(1, Sample("x: float32[n]", InputKind.Normal).std().item<float>(), 0.1);
        Assert.AreEqual(10, Sample("x: float32[n]", InputKind.Large).std().item<float>(), 1);
        Assert.AreEqual(0, Sample("x: float32[n]", InputKind.Zeros).abs().max().item<float>());
        var bounded = Sample("x: float32[n] in 0..16", InputKind.Normal);
        Assert.IsTrue(bounded.ge(0).logical_and(bounded.le(16)).all().item<bool>());
    }

    [TestMethod]
    public void The_seed_alone_decides()
    {
        using var scope = NewDisposeScope();
        var one = Sample("x: float32[n]", InputKind.Normal);
        rand(5);
        Assert.IsTrue(one.allclose(Sample("x: float32[n]", InputKind.Normal), 0, 0));
        Assert.IsFalse(one.allclose(Sample("x: float32[n]", InputKind.Normal, seed: 2), 0, 0));
    }

    private static Tensor Sample(string spec, InputKind kind, ulong seed = 1)
    {
        var program = new TracedProgram
        {
            Inputs = [new(0, TensorSpec.Parse(spec))],
            Constants = [],
            Calls = [],
            Outputs = [],
            Values = new Dictionary<int, ValueInfo>(),
            Symbols = ["n"],
            RecordedSizes = [],
        };
        return InputSampler.Sample(program, new Dictionary<string, long> { ["n"] = 1000 }, kind, seed)[0];
    }
}
