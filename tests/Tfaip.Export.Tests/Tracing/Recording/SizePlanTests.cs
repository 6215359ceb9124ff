using CsCheck;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Processors.Samples;

namespace Tfaip.Export.Tests.Tracing.Recording;

[TestClass]
public sealed class SizePlanTests
{
    [TestMethod]
    public void Batches_of_large_images_stay_small_and_differ() => Gen.ULong.Sample(seed =>
    {
        var plan = new SizePlan([TensorSpec.Parse("x: float32[batch, 3, 224, 224]")], seed, 4);
        var sizes = Enumerable.Range(0, SizePlan.Few).Select(i => plan[i]["batch"]).ToArray();
        CollectionAssert.AreEquivalent(new long[] { 2, 4, 5, 6, 8, 11 }, sizes);
        CollectionAssert.AreEqual(new long[] { 1 }, plan.Ends().Select(end => end["batch"]).ToArray());
    });

    [TestMethod]
    public void Heavy_sizes_keep_to_their_ranges() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 60], Gen.Int[1, 5], Gen.ULong).Sample((low, room, step, seed) =>
        {
            var plan = new SizePlan(
                [TensorSpec.Parse($"x: float32[batch, 3, 224, 224]; batch: {low}..{low + (room * step)} step {step}")], seed, 4);
            for (var i = 0; i < plan.Many; i++)
            {
                var batch = plan[i]["batch"];
                Assert.IsTrue(batch >= low && batch <= low + (room * step)
                    && (batch - low) % step == 0, $"{batch} of {low}..{low + (room * step)} step {step}");
            }
        });

    [TestMethod]
    public void Sizes_that_cost_little_go_far()
    {
        var plan = new SizePlan([TensorSpec.Parse("x: float32[batch, time, 6]")], 1, 4);
        Assert.IsTrue(Enumerable.Range(0, SizePlan.Few).Any(i => plan[i]["time"] > 14), "one far off, where slopes tell");
    }

    [TestMethod]
    [DataRow("x: float32[batch, 3, 224, 224]", "batch", true)]
    [DataRow("x: float32[batch, 3, height, 224]", "batch", false)]
    [DataRow("x: float32[batch, 3, height, 224]; height: 64..224", "batch", true)]
    [DataRow("x: float32[batch, 3, height, 224]", "height", false)]
    [DataRow("x: int64[batch, time] in 0..9; time: 1..512", "time", false)]
    public void A_size_is_heavy_where_one_more_makes_the_input_much_larger(string input, string symbol, bool expected) =>
        Assert.AreEqual(expected, HeavySizes.Contain([TensorSpec.Parse(input)], symbol));
}
