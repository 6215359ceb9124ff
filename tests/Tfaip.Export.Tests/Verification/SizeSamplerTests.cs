using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;

namespace Tfaip.Export.Tests.Verification;

[TestClass]
public sealed class SizeSamplerTests
{
    [TestMethod]
    public void Both_ends_of_a_range_and_sizes_between_them()
    {
        var chosen = SizeSampler.Choose(Program("x: float32[batch, height]; batch: 1..8; height: 63..128"), 1);
        Assert.AreEqual("batch=1, height=63", Verifier.Describe(chosen[0]));
        Assert.IsTrue(chosen.Any(sizes => sizes["batch"] == 8 && sizes["height"] == 128), "the largest");
        Assert.IsTrue(chosen.Any(sizes => sizes["height"] is > 63 and < 128 && sizes["height"] % 2 == 0), "even ones");
        Assert.IsTrue(chosen.Any(sizes => sizes["height"] is > 63 and < 128 && sizes["height"] % 2 == 1), "odd ones");
        Assert.IsTrue(chosen.Skip(1).Any(sizes => sizes["batch"] != sizes["height"]));
    }

    [TestMethod]
    public void Another_seed_draws_others()
    {
        var program = Program("x: float32[batch, time]; time: 1..500");
        var (one, other) = (SizeSampler.Choose(program, 1).Select(Verifier.Describe)
            .ToArray(), SizeSampler.Choose(program, 2).Select(Verifier.Describe).ToArray());
        Assert.IsNotEmpty(one.Except(other));
        CollectionAssert.AreEqual(one, SizeSampler.Choose(program, 1).Select(Verifier.Describe).ToArray());
    }

    [TestMethod]
    public void Sizes_are_as_large_as_the_tensors_of_the_model_allow()
    {
        var program = Program("x: float32[batch, 3, 224, 224]") with
        {
            Values = new Dictionary<int, ValueInfo>
            {
                [0] = new(TorchSharp.torch.ScalarType.Float32, [new SymbolSize("batch"), new FixedSize(150_528)])
            },
        };
        var largest = SizeSampler.Choose(program, 1).Max(sizes => sizes["batch"]);
        Assert.IsTrue(largest is > 32 and <= 111, $"{largest}");
    }

    [TestMethod]
    public void A_model_that_is_large_at_its_smallest_size_is_tried_at_three()
    {
        var program = Program("x: float32[batch, 3, 224, 224]; batch: 2..64 step 2") with
        {
            Values = new Dictionary<int, ValueInfo>
            {
                [0] = new(TorchSharp.torch.ScalarType.Float32, [new SymbolSize("batch"), new FixedSize(1 << 24)])
            },
        };
        CollectionAssert.AreEqual(
            new[] { "batch=2", "batch=4", "batch=6" }, SizeSampler.Choose(program, 1).Select(Verifier.Describe).ToArray());
    }

    [TestMethod]
    public void Ranges_and_steps_are_kept()
    {
        foreach (var sizes in SizeSampler.Choose(Program("x: float32[batch, height]; height: 32..96 step 8"), 1))
        {
            Assert.IsTrue(sizes["height"] is >= 32 and <= 96);
            Assert.AreEqual(0, sizes["height"] % 8);
        }
    }

    [TestMethod]
    public void Sizes_in_between_are_others_than_those_that_were_recorded()
    {
        var chosen = SizeSampler.Choose(Program("x: float32[batch, time]", [("batch", 4), ("time", 8)]), 1);
        Assert.IsFalse(chosen.Any(sizes => sizes["batch"] == 4 && sizes["time"] == 8));
    }

    [TestMethod]
    public void Without_free_sizes_there_is_one_choice() =>
        CollectionAssert.AreEqual(
            new[] { "fixed" }, SizeSampler.Choose(Program("x: float32[2, 3]"), 1).Select(Verifier.Describe).ToArray());

    private static TracedProgram Program(string spec, params (string Name, long Size)[][] recorded)
    {
        var input = TensorSpec.Parse(spec);
        return new TracedProgram
        {
            Inputs = [new(0, input)],
            Constants = [],
            Calls = [],
            Outputs = [],
            Values = new Dictionary<int, ValueInfo>(),
            Symbols = [.. input.Shape.Select(size => size.Name).OfType<string>()],
            RecordedSizes = [.. recorded.Select(sizes => sizes.ToDictionary(pair => pair.Name, pair => pair.Size))],
        };
    }
}
