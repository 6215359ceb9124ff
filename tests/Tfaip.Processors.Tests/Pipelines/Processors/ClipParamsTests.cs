using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Processors.Pipelines.Processors;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

[TestClass]
public sealed class ClipParamsTests
{
    [TestMethod]
    public void Elements_are_limited_and_keep_their_type()
    {
        var both = new ClipParams { Minimum = -1, Maximum = 2.5 };
        Run.AssertTensor(Run.Value(both, Tensor.Create(new[] { -3f, 0, 9, float.NaN }, [2, 2])), [2, 2], -1f, 0, 2.5f, float.NaN);
        Run.AssertTensor(Run.Value(both, Tensor.Create(new byte[] { 0, 9 }, [2])), [2], (byte)0, (byte)2);
        Assert.AreEqual(2L, Run.Value(both, 7L));
        Assert.AreEqual(-9.5, Run.Value(new ClipParams { Maximum = 2 }, -9.5));
    }

    [TestMethod]
    public void A_bound_that_the_type_does_not_have_is_its_own() =>
        Run.AssertTensor(
            Run.Value(new ClipParams { Minimum = -1e9, Maximum = 1e9 }, Tensor.Create(new byte[] { 0, 255 }, [2])),
            [2],
            (byte)0,
            (byte)255);

    [TestMethod]
    public void The_result_is_the_nearest_number_of_the_range() =>
        Gen.Select(Gen.Short, Gen.Double[-40000, 40000], Gen.Double[0.0, 9])
            .Where(item => Math.Floor(item.Item2 + item.Item3) >= Math.Ceiling(item.Item2)).Sample((x, low, width) =>
            {
                var clipped = (short)Run.Value(new ClipParams { Minimum = low, Maximum = low + width }, x)!;
                var expected = Math.Clamp((double)x, Math.Ceiling(low), Math.Floor(low + width));
                return clipped == Math.Clamp(expected, short.MinValue, short.MaxValue);
            });

    [TestMethod]
    public void Wrong_ranges_and_values_are_refused()
    {
        Run.AssertRefused(new ClipParams { Key = "x" }, "minimum: give a minimum, a maximum or both.");
        Run.AssertRefused(
            new ClipParams { Key = "x", Minimum = 2, Maximum = 1.5 }, "minimum: the minimum 2 is larger than the maximum 1.5.");
        Run.AssertRefused(new ClipParams { Key = "x", Minimum = double.NaN }, "minimum: the minimum is NaN.");
        Run.AssertError(
            new ClipParams { Minimum = 0 },
            Tensor.Create(new bool[1], [1]),
            "the input 'x' is bool[1]; it must be a tensor of numbers or a number.");
    }
}
