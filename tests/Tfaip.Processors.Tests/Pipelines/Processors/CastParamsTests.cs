using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

[TestClass]
public sealed class CastParamsTests
{
    [TestMethod]
    public void Fractions_are_cut_off_towards_zero_as_in_PyTorch() => Run.AssertTensor(
        Run.Value(new CastParams { Dtype = ElementType.Int32 }, Tensor.Create(new[] { 1.9f, -1.9f, 0.5f }, [3, 1])), [3, 1], 1, -1, 0);

    [TestMethod]
    public void Numbers_stay_numbers()
    {
        Assert.AreEqual(3L, Run.Value(new CastParams { Dtype = ElementType.Int64 }, 3.7));
        Assert.AreEqual(true, Run.Value(new CastParams { Dtype = ElementType.Bool }, -0.25f));
        Assert.AreEqual((Half)1, Run.Value(new CastParams { Dtype = ElementType.Float16 }, true));
        Assert.AreEqual(0f, Run.Value(new CastParams(), false));
    }

    [TestMethod]
    public void A_value_of_the_type_passes_as_it_is()
    {
        var tensor = Tensor.Create(new float[2], [2]);
        Assert.AreSame(tensor, Run.Value(new CastParams(), tensor));
    }

    [TestMethod]
    public void Every_type_becomes_every_other()
    {
        foreach (var from in Enum.GetValues<ElementType>())
        {
            var value = Cast.Convert(Tensor.Create(new byte[] { 0, 1 }, [2]), from, "x");
            foreach (var to in Enum.GetValues<ElementType>())
            {
                var result = Run.Value(new CastParams { Dtype = to }, value)!;
                Assert.IsTrue(Elements.IsTensor(result, out var elements));
                Assert.AreEqual(to, elements.Type);
                CollectionAssert.AreEqual(new[] { 0f, 1 }, elements.ToSingles(result));
            }
        }
    }

    [TestMethod]
    public void Int64_and_float64_lose_nothing_on_the_way() => Gen.Int[int.MinValue, int.MaxValue].Array[1, 9].Sample(numbers =>
    {
        var wide = Run.Value(new CastParams { Dtype = ElementType.Float64 }, Tensor.Create(numbers, [numbers.Length]))!;
        return ((Tensor<int>)Run.Value(new CastParams { Dtype = ElementType.Int32 }, wide)!).ToArray().SequenceEqual(numbers);
    });

    [TestMethod]
    public void What_the_type_does_not_have_is_refused()
    {
        Run.AssertError(
            new CastParams { Dtype = ElementType.UInt8 },
            Tensor.Create(new[] { 1f, 256 }, [2]),
            "the input 'x' is 256 at element 1, which uint8 does not have.");
        Run.AssertError(
            new CastParams { Dtype = ElementType.Int64, Side = SampleSide.Outputs },
            double.NaN,
            "the output 'x' is NaN at element 0, which int64 does not have.");
        Run.AssertError(new CastParams(), "text", "the input 'x' is a string; it must be a tensor or a number.");
    }
}
