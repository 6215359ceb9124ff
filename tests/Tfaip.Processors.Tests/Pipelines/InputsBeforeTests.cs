using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines;

/// <summary>Which raw inputs are enough for those that a graph takes.</summary>
[TestClass]
public sealed class InputsBeforeTests
{
    [TestMethod]
    public void What_changes_a_value_in_place_needs_it() => AssertBefore(
        ["a", "b"], ["a", "b"], new ScaleParams { Key = "b" }, new ReshapeParams { Key = "a", Shape = [1] });

    [TestMethod]
    public void What_is_made_of_another_value_needs_that_one() => AssertBefore(
        ["image"], ["image", "width"], new LengthParams { Key = "image", Axis = -1, To = "width" });

    [TestMethod]
    public void Results_of_results_go_back_to_the_first_value() => AssertBefore(
        ["image"], ["half", "width"],
        new ScaleParams { Key = "image", To = "half" },
        new LengthParams { Key = "half", To = "length" },
        new RenameParams { Key = "length", To = "width" });

    [TestMethod]
    public void A_copy_needs_its_original_and_a_constant_nothing() => AssertBefore(
        ["a"], ["a", "b", "c"], new CopyParams { Key = "a", To = "b" }, new ConstantParams { Key = "c" });

    [TestMethod]
    public void A_value_that_comes_from_another_side_is_no_input() => AssertBefore(
        ["a"], ["a", "b"], new RenameParams { Key = "b", Side = SampleSide.Meta, ToSide = SampleSide.Inputs });

    [TestMethod]
    public void What_is_removed_must_be_there_before() => AssertBefore(["a", "b"], ["a"], new RemoveParams { Keys = ["b"] });

    [TestMethod]
    public void Processors_of_targets_and_of_other_modes_need_no_inputs() => AssertBefore(
        ["a"], ["a"],
        new LengthParams { Key = "t", Side = SampleSide.Targets, To = "length" },
        new ScaleParams { Key = "b", Modes = [PipelineMode.Training] },
        new ChainParams { Modes = [PipelineMode.Evaluation], Processors = [new ScaleParams { Key = "c" }] });

    [TestMethod]
    public void A_chain_is_its_processors() => AssertBefore(
        ["a"], ["b"], new ChainParams { Processors = [new ScaleParams { Key = "a", To = "x" }, new ScaleParams { Key = "x", To = "b" }] });

    private static void AssertBefore(string[] before, string[] needed, params ProcessorParams[] processors) =>
        Assert.AreSequenceEqual(before, [.. new ChainParams { Processors = processors }.InputsBefore(needed)]);
}
