using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

[TestClass]
public sealed class ScaleParamsTests
{
    [TestMethod]
    public void Every_type_becomes_float32_and_keeps_its_shape()
    {
        AssertScaled(Tensor.Create(new byte[] { 0, 255 }, [1, 2]), 1, 511);
        AssertScaled(Tensor.Create(new sbyte[] { -128, 127 }, [1, 2]), -255, 255);
        AssertScaled(Tensor.Create(new short[] { -3, 3 }, [1, 2]), -5, 7);
        AssertScaled(Tensor.Create(new[] { -3, 3 }, [1, 2]), -5, 7);
        AssertScaled(Tensor.Create(new[] { -3L, 3L }, [1, 2]), -5, 7);
        AssertScaled(Tensor.Create(new[] { 0.5f, 3 }, [1, 2]), 2, 7);
        AssertScaled(Tensor.Create(new[] { 0.5, 3 }, [1, 2]), 2, 7);
        AssertScaled(Tensor.Create(new[] { (Half)0.5f, (Half)3 }, [1, 2]), 2, 7);
        AssertScaled(Tensor.Create(new[] { false, true }, [1, 2]), 1, 3);
    }

    [TestMethod]
    public void A_number_stays_a_number() =>
        Assert.AreEqual(7f, Run(new ScaleParams { Key = "x", Factor = 2, Offset = 1 }, 3L));

    [TestMethod]
    public void Bytes_come_into_the_unit_interval() =>
        Assert.AreEqual(
            1f, ((Tensor<float>)Run(new ScaleParams { Key = "x", Factor = 1.0 / 255 }, Tensor.Create(new byte[] { 255 }, [1])))[0]);

    [TestMethod]
    public void The_bits_are_those_of_two_operations_in_float32_for_any_length() =>
        Gen.Select(Gen.Single[-1e6f, 1e6f].Array[0, 70], Gen.Single[-10, 10], Gen.Single[-10, 10]).Sample((elements, factor, offset) =>
        {
            var scaled = (Tensor<float>)Run(
                new ScaleParams { Key = "x", Factor = factor, Offset = offset }, Tensor.Create(elements, [elements.Length]));
            for (var i = 0; i < elements.Length; i++)
            {
                var product = BitConverter.SingleToInt32Bits(elements[i] * factor);
                if (BitConverter.SingleToInt32Bits(BitConverter.Int32BitsToSingle(product) + offset) != BitConverter.SingleToInt32Bits(
                        scaled[i]))
                    return false;
            }

            return true;
        });

    [TestMethod]
    public void What_cannot_be_scaled_is_explained()
    {
        var processor = new ScaleParams { Key = "x" }.Create();
        Assert.AreEqual("the input 'x' is a string; it must be a tensor or a number.", Error(new Sample().WithInput("x", "1")));
        Assert.AreEqual("the sample has no input 'x'; it has a, b.", Error(new Sample().WithInput("b", 1).WithInput("a", 1)));
        Assert.AreEqual("the sample has no input 'x'; it has none.", Error(new Sample()));
        Assert.AreEqual(
            "The processor 'scale' has no key; give the name of the value that it works on.",
            Assert.ThrowsExactly<TfaipException>(() => new ScaleParams().Create()).Message);

        string Error(Sample sample)
        {
            var random = default(SampleRandom);
            return Assert.ThrowsExactly<TfaipException>(() => processor.Process(sample, ref random)).Message;
        }
    }

    private static void AssertScaled(object tensor, params float[] expected)
    {
        var scaled = (Tensor<float>)Run(new ScaleParams { Key = "x", Factor = 2, Offset = 1 }, tensor);

        CollectionAssert.AreEqual(expected, scaled.ToArray());
        CollectionAssert.AreEqual(new nint[] { 1, 2 }, scaled.Lengths.ToArray());
    }

    private static object Run(ScaleParams parameters, object value)
    {
        var random = default(SampleRandom);
        return parameters.Create().Process(new Sample().WithInput("x", value), ref random)!.Inputs["x"];
    }
}
