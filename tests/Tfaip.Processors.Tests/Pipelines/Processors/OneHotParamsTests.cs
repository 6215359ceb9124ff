using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

[TestClass]
public sealed class OneHotParamsTests
{
    [TestMethod]
    public void A_number_becomes_a_vector() => Run.AssertTensor(Run.Value(new OneHotParams { Classes = 3 }, 1L), [3], 0f, 1, 0);

    [TestMethod]
    public void A_tensor_gets_a_last_axis() => Run.AssertTensor(
        Run.Value(
            new OneHotParams { Classes = 2, Dtype = ElementType.UInt8, Side = SampleSide.Targets },
            Tensor.Create(new byte[] { 0, 1, 1 }, [1, 3])),
        [1, 3, 2],
        new byte[] { 1, 0, 0, 1, 0, 1 });

    [TestMethod]
    public void Argmax_is_its_inverse() => Gen.Long[0, 6].Array[0, 12].Sample(labels =>
    {
        var vectors = Run.Value(new OneHotParams { Classes = 7 }, Tensor.Create(labels, [labels.Length]))!;
        return ((Tensor<long>)Run.Value(new ArgmaxParams(), vectors)!).ToArray().SequenceEqual(labels);
    });

    [TestMethod]
    public void What_is_no_class_is_refused()
    {
        Run.AssertError(
            new OneHotParams { Classes = 3 },
            Tensor.Create(new[] { 0, 3 }, [2]),
            "the input 'x' is 3 at element 1, but there are 3 classes, from 0 to 2.");
        Run.AssertError(new OneHotParams { Classes = 3 }, -1L, "the input 'x' is -1 at element 0, but there are 3 classes, from 0 to 2.");
        Run.AssertError(
            new OneHotParams { Classes = 3 },
            1f,
            "the input 'x' is a float32 number; it must be a whole number or a tensor of whole numbers.");
        Assert.AreEqual(
            "one_hot: classes: give the number of classes, 1 or more.",
            Assert.ThrowsExactly<TfaipException>(() => new OneHotParams { Key = "x" }.Create()).Message);
    }
}
