using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Processors;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

[TestClass]
public sealed class PadAndTruncateParamsTests
{
    private static Tensor<short> Rows => Tensor.Create(new short[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);

    [TestMethod]
    public void An_axis_is_padded_at_either_end()
    {
        Run.AssertTensor(Run.Value(new PadParams { Length = 3, Value = -1 }, Rows), [3, 3], new short[] { 1, 2, 3, 4, 5, 6, -1, -1, -1 });
        Run.AssertTensor(
            Run.Value(new PadParams { Length = 3, At = AxisEnd.Start }, Rows), [3, 3], new short[] { 0, 0, 0, 1, 2, 3, 4, 5, 6 });
        Run.AssertTensor(
            Run.Value(new PadParams { Multiple = 4, Axis = -1, Value = 9 }, Rows), [2, 4], new short[] { 1, 2, 3, 9, 4, 5, 6, 9 });
        Run.AssertTensor(
            Run.Value(new PadParams { Length = 5, Multiple = 3, Axis = 1, At = AxisEnd.Start }, Rows),
            [2, 6],
            new short[] { 0, 0, 0, 1, 2, 3, 0, 0, 0, 4, 5, 6 });
        Run.AssertTensor(Run.Value(new PadParams { Length = 2 }, Tensor.Create(Array.Empty<float>(), [0])), [2], 0f, 0);
    }

    [TestMethod]
    public void An_axis_is_cut_at_either_end()
    {
        Run.AssertTensor(Run.Value(new TruncateParams { Length = 1 }, Rows), [1, 3], new short[] { 1, 2, 3 });
        Run.AssertTensor(Run.Value(new TruncateParams { Length = 1, At = AxisEnd.Start }, Rows), [1, 3], new short[] { 4, 5, 6 });
        Run.AssertTensor(Run.Value(new TruncateParams { Length = 2, Axis = -1 }, Rows), [2, 2], new short[] { 1, 2, 4, 5 });
        Run.AssertTensor(
            Run.Value(new TruncateParams { Length = 2, Axis = 1, At = AxisEnd.Start }, Rows), [2, 2], new short[] { 2, 3, 5, 6 });
    }

    [TestMethod]
    public void What_is_long_or_short_enough_passes_as_it_is()
    {
        var rows = Rows;
        Assert.AreSame(rows, Run.Value(new PadParams { Length = 2 }, rows));
        Assert.AreSame(rows, Run.Value(new PadParams { Length = 1, Multiple = 1 }, rows));
        Assert.AreSame(rows, Run.Value(new TruncateParams { Length = 2 }, rows));
        Assert.AreEqual("ab", Run.Value(new TruncateParams { Length = 2 }, "ab"));
    }

    [TestMethod]
    public void Strings_are_cut_between_code_points()
    {
        Assert.AreEqual("a\U0001F600", Run.Value(new TruncateParams { Length = 2 }, "a\U0001F600b"));
        Assert.AreEqual("\U0001F600b", Run.Value(new TruncateParams { Length = 2, At = AxisEnd.Start }, "a\U0001F600b"));
        Assert.AreEqual("\uD83D", Run.Value(new TruncateParams { Length = 1 }, "\uD83Dx"));
    }

    [TestMethod]
    public void Truncation_undoes_padding() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5], Gen.Int[1, 4], Gen.Int[0, 2], Gen.Int[0, 6], Gen.Enum<AxisEnd>())
            .Sample((a, b, c, axis, more, at) =>
            {
                nint[] shape = [a, b, c];
                var tensor = Tensor.Create([.. Enumerable.Range(1, a * b * c)], shape);
                var length = (int)shape[axis] + more;
                var padded = (Tensor<int>)Run.Value(new PadParams { Length = length, Axis = axis, At = at }, tensor)!;
                var back = (Tensor<int>)Run.Value(new TruncateParams { Length = (int)shape[axis], Axis = axis, At = at }, padded)!;
                return padded.Lengths[axis] == length && padded.ToArray().Sum() == tensor.ToArray().Sum()
                    && back.Lengths.SequenceEqual(shape) && back.ToArray().SequenceEqual(tensor.ToArray());
            });

    [TestMethod]
    public void Wrong_values_and_parameters_are_refused()
    {
        Run.AssertError(new PadParams { Length = 2 }, 1f, "the input 'x' is a float32 number; it must be a tensor.");
        Run.AssertError(
            new PadParams { Length = 2, Axis = 2 },
            Rows,
            "the input 'x' has the shape [2, 3], which has no axis 2; the axes are 0 to 1, or -2 to -1 from the end.");
        Run.AssertError(
            new PadParams { Length = 9, Value = 0.5e9 },
            Rows,
            "the value of the padding of the input 'x' is 500000000 at element 0, which int16 does not have.");
        Run.AssertError(new TruncateParams { Length = 2 }, new byte[3], "the input 'x' is bytes; it must be a tensor or a string.");
        Run.AssertRefused(new PadParams { Key = "x" }, "length: give a length, a multiple or both.");
        Assert.AreEqual(
            "truncate: length: give the largest length, 1 or more.",
            Assert.ThrowsExactly<TfaipException>(() => new TruncateParams { Key = "x" }.Create()).Message);
    }
}
