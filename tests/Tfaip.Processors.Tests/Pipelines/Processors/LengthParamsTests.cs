using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

[TestClass]
public sealed class LengthParamsTests
{
    [TestMethod]
    public void Lengths_are_those_of_axes_code_points_and_bytes()
    {
        var tensor = Tensor.Create(new bool[6], [2, 3]);
        Assert.AreEqual(2L, Run.Value(new LengthParams { To = "n" }, tensor));
        Assert.AreEqual(3L, Run.Value(new LengthParams { To = "n", Axis = -1 }, tensor));
        Assert.AreEqual(3L, Run.Value(new LengthParams { To = "n" }, "aä\U0001F600"));
        Assert.AreEqual(4L, Run.Value(new LengthParams { To = "n" }, new byte[4]));
    }

    [TestMethod]
    public void The_value_stays_and_a_sample_without_targets_passes()
    {
        var parameters = new LengthParams { Key = "x", To = "n", Side = SampleSide.Targets };
        var sample = Run.OnSample(parameters, new Sample().WithTarget("x", "abc"))!;
        CollectionAssert.AreEqual(new[] { "n", "x" }, sample.Targets.Keys.ToArray());

        var unlabelled = new Sample().WithInput("y", "z");
        Assert.AreSame(unlabelled, Run.OnSample(parameters, unlabelled));
    }

    [TestMethod]
    public void Wrong_values_and_parameters_are_refused()
    {
        Run.AssertError(new LengthParams { To = "n" }, 1L, "the input 'x' is an int64 number; it must be a tensor, a string or bytes.");
        Run.AssertSampleError(
            new LengthParams { To = "n", Key = "x", Side = SampleSide.Targets },
            new Sample().WithTarget("y", 1L),
            "the sample has no target 'x'; it has y.");
        Run.AssertRefused(new LengthParams { Key = "x" }, "to: give the name that the length gets.");
        Assert.AreEqual(
            "The processor 'length' has no key; give the name of the value that it works on.",
            Assert.ThrowsExactly<TfaipException>(() => new LengthParams { To = "n" }.Create()).Message);
    }
}
