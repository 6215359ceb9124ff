using Tfaip.Export.Tracing;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;

namespace Tfaip.Export.Tests.Verification;

[TestClass]
public sealed class SizeSamplerTests
{
    [TestMethod]
    public void The_smallest_then_sizes_that_were_not_recorded_and_differ_from_one_another()
    {
        var program = Program("x: float32[batch, time]", [("batch", 2), ("time", 7)], [("batch", 3), ("time", 7)]);
        CollectionAssert.AreEqual(
            new[] { "batch=1, time=1", "batch=7, time=13", "batch=13, time=5", "batch=5, time=11" },
            SizeSampler.Choose(program).Take(4).Select(Verifier.Describe).ToArray());
    }

    [TestMethod]
    public void Batches_of_large_images_stay_small()
    {
        var program = Program("x: float32[batch, 3, 224, 224]", [.. new[] { 2, 4, 5, 6, 8, 11 }.Select(batch => new[] { ("batch", (long)batch) })]);
        CollectionAssert.AreEqual(new[] { "batch=1", "batch=3", "batch=7", "batch=9" }, SizeSampler.Choose(program).Take(4).Select(Verifier.Describe).ToArray());
    }

    [TestMethod]
    public void Ranges_and_steps_are_kept()
    {
        var program = Program("x: float32[batch, height]; height: 32..96 step 8");
        foreach (var sizes in SizeSampler.Choose(program))
        {
            Assert.IsTrue(sizes["height"] is >= 32 and <= 96);
            Assert.AreEqual(0, sizes["height"] % 8);
        }
    }

    [TestMethod]
    public void Without_free_sizes_there_is_one_choice() =>
        CollectionAssert.AreEqual(new[] { "fixed" }, SizeSampler.Choose(Program("x: float32[2, 3]")).Select(Verifier.Describe).ToArray());

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
