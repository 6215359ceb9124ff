using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

[TestClass]
public sealed class ReshapeParamsTests
{
    [TestMethod]
    [DataRow(new[] { 6 }, new[] { 6 })]
    [DataRow(new[] { 1, 3, 2 }, new[] { 1, 3, 2 })]
    [DataRow(new[] { -1 }, new[] { 6 })]
    [DataRow(new[] { 3, -1, 1 }, new[] { 3, 2, 1 })]
    public void The_elements_keep_their_order(int[] shape, int[] expected)
    {
        var tensor = Tensor.Create(new short[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);

        var reshaped = (Tensor<short>)Run(shape, tensor);

        CollectionAssert.AreEqual(expected.Select(length => (nint)length).ToArray(), reshaped.Lengths.ToArray());
        CollectionAssert.AreEqual(new short[] { 1, 2, 3, 4, 5, 6 }, reshaped.ToArray());
        CollectionAssert.AreEqual(new nint[] { 2, 3 }, tensor.Lengths.ToArray());
    }

    [TestMethod]
    [DataRow(new[] { 4 }, "the input 'x' is float32[2, 3], whose 6 elements do not fit the shape [4].")]
    [DataRow(new[] { 4, -1 }, "the input 'x' is float32[2, 3], whose 6 elements do not fit the shape [4, -1].")]
    [DataRow(new[] { 0, -1 }, "the input 'x' is float32[2, 3], whose 6 elements do not fit the shape [0, -1].")]
    public void A_shape_that_does_not_fit_is_explained(int[] shape, string expected) =>
        Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(() => Run(shape, Tensor.Create(new float[6], [2, 3]))).Message);

    [TestMethod]
    [DataRow(new int[0], "reshape: shape: the shape [] must have at least one length, each 0 or more, and at most one -1.")]
    [DataRow(new[] { -1, -1 }, "reshape: shape: the shape [-1, -1] must have at least one length, each 0 or more, and at most one -1.")]
    [DataRow(new[] { 2, -3 }, "reshape: shape: the shape [2, -3] must have at least one length, each 0 or more, and at most one -1.")]
    [DataRow(new[] { int.MaxValue, int.MaxValue, int.MaxValue }, "reshape: shape: the shape [2147483647, 2147483647, "
        + "2147483647] is too large.")]
    public void A_wrong_shape_is_refused_at_once(int[] shape, string expected) =>
        Assert.AreEqual(
            expected, Assert.ThrowsExactly<TfaipException>(() => new ReshapeParams { Key = "x", Shape = shape }.Create()).Message);

    [TestMethod]
    public void A_number_is_refused() =>
        Assert.AreEqual(
            "the input 'x' is an int64 number; it must be a tensor.", Assert.ThrowsExactly<TfaipException>(() => Run([1], 1L)).Message);

    private static object Run(int[] shape, object value)
    {
        var random = default(SampleRandom);
        return new ReshapeParams { Key = "x", Shape = shape }.Create().Process(new Sample().WithInput("x", value), ref random)!.Inputs["x"];
    }
}
