using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

/// <summary>Processors that change which values a sample has.</summary>
[TestClass]
public sealed class NamesParamsTests
{
    private static readonly Sample Sample = new Sample().WithInput("a", 1f).WithInput("b", "two").WithTarget("a", 3L);

    [TestMethod]
    public void Values_are_renamed_and_moved()
    {
        var renamed = Run.OnSample(new RenameParams { Key = "b", To = "c" }, Sample)!;
        CollectionAssert.AreEqual(new[] { "a", "c" }, renamed.Inputs.Keys.ToArray());
        Assert.AreEqual("two", renamed.Inputs["c"]);

        var moved = Run.OnSample(new RenameParams { Key = "b", ToSide = SampleSide.Meta }, Sample)!;
        CollectionAssert.AreEqual(new[] { "a" }, moved.Inputs.Keys.ToArray());
        Assert.AreEqual("two", moved.Meta["b"]);

        var replaced = Run.OnSample(
            new RenameParams { Key = "a", Side = SampleSide.Targets, ToSide = SampleSide.Inputs, To = "b" }, Sample)!;
        Assert.AreEqual(0, replaced.Targets.Count);
        Assert.AreEqual(3L, replaced.Inputs["b"]);
    }

    [TestMethod]
    public void Values_are_copied()
    {
        var copied = Run.OnSample(new CopyParams { Key = "a", ToSide = SampleSide.Outputs, To = "z" }, Sample)!;
        Assert.AreEqual(1f, copied.Inputs["a"]);
        Assert.AreEqual(1f, copied.Outputs["z"]);
    }

    [TestMethod]
    public void Values_are_removed()
    {
        Assert.AreEqual(0, Run.OnSample(new RemoveParams { Keys = ["b", "a"] }, Sample)!.Inputs.Count);
        Assert.AreEqual(2, Sample.Inputs.Count);
    }

    [TestMethod]
    public void Constants_are_added()
    {
        Run.AssertTensor(
            Run.OnSample(new ConstantParams { Key = "c", Value = 7, Dtype = ElementType.Int64, Shape = [1, 2] }, Sample)!.Inputs["c"],
            [1, 2],
            7L,
            7);
        Assert.AreEqual(0.5f, Run.OnSample(new ConstantParams { Key = "a", Value = 0.5 }, Sample)!.Inputs["a"]);
        Assert.AreEqual(true, Run.OnSample(new ConstantParams
        {
            Key = "t",
            Value = 1,
            Dtype = ElementType.Bool,
            Side = SampleSide.Targets
        }, Sample)!.Targets["t"]);
    }

    [TestMethod]
    public void Samples_without_targets_pass()
    {
        var unlabelled = new Sample().WithInput("a", 1f);
        Assert.AreSame(unlabelled, Run.OnSample(new RenameParams { Key = "a", Side = SampleSide.Targets, To = "b" }, unlabelled));
        Assert.AreSame(unlabelled, Run.OnSample(new CopyParams { Key = "a", Side = SampleSide.Targets, To = "b" }, unlabelled));
        Assert.AreSame(unlabelled, Run.OnSample(new RemoveParams { Keys = ["a"], Side = SampleSide.Targets }, unlabelled));
    }

    [TestMethod]
    public void What_is_missing_is_named()
    {
        Run.AssertSampleError(new RenameParams { Key = "z", To = "y" }, Sample, "the sample has no input 'z'; it has a, b.");
        Run.AssertSampleError(
            new CopyParams { Key = "z", To = "y", Side = SampleSide.Meta },
            Sample,
            "the sample has no piece of meta information 'z'; it has none.");
        Run.AssertSampleError(new RemoveParams { Keys = ["a", "z"] }, Sample, "the sample has no input 'z'; it has b.");
    }

    [TestMethod]
    public void Wrong_parameters_are_refused()
    {
        Run.AssertRefused(new RenameParams { Key = "a" }, "to: give another name, another side or both.");
        Run.AssertRefused(
            new CopyParams { Key = "a", To = "a", ToSide = SampleSide.Inputs }, "to: give another name, another side or both.");
        Assert.AreEqual(
            "remove: keys: give the names of the values, none of them empty.",
            Assert.ThrowsExactly<TfaipException>(() => new RemoveParams().Create()).Message);
        Assert.AreEqual(
            "The processor 'rename' has no key; give the name of the value that it works on.",
            Assert.ThrowsExactly<TfaipException>(() => new RenameParams { To = "a" }.Create()).Message);
        Assert.AreEqual(
            "the value of the constant 'c' is 300 at element 0, which uint8 does not have.",
            Assert.ThrowsExactly<TfaipException>(() =>
                new ConstantParams { Key = "c", Value = 300, Dtype = ElementType.UInt8 }.Create()).Message);
    }
}
