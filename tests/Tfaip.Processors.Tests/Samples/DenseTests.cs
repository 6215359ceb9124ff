using System.Buffers;
using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Samples;

[TestClass]
public sealed class DenseTests
{
    private static readonly Gen<(int[] Shape, int[] Order, int[] From, int[] To)> Views = Gen.Int[0, 4].Array[1, 4].SelectMany(shape =>
        Gen.Select(
            Gen.Shuffle(Enumerable.Range(0, shape.Length).ToArray()),
            Gen.Int[0, 4].Array[shape.Length],
            Gen.Int[0, 4].Array[shape.Length],
            (order, from, to) => (shape, order, from, to)));

    // Transposed, and cut out of it: memory in any order, with gaps.
    [TestMethod]
    public void Elements_of_any_view_are_those_of_its_indices_in_row_major_order() => Views.Sample(view =>
    {
        nint[] shape = [.. view.Shape.Select(length => (nint)length)];
        var count = view.Shape.Aggregate(1, (product, length) => product * length);
        var whole = Tensor.Create(Enumerable.Range(0, count).ToArray(), shape).PermuteDimensions(view.Order);
        var ranges = new NRange[shape.Length];
        for (var axis = 0; axis < ranges.Length; axis++)
        {
            var length = (int)whole.Lengths[axis];
            var from = Math.Min(view.From[axis], length);
            ranges[axis] = new((nint)from, (nint)Math.Clamp(view.To[axis], from, length));
        }

        var tensor = whole.Slice(ranges);
        var expected = Indices(tensor.Lengths).Select(index => tensor[index]).ToArray();

        CollectionAssert.AreEqual(expected, Dense.ToArray(tensor));
        CollectionAssert.AreEqual(expected, Dense.Elements(tensor).ToArray());
        var copy = new int[expected.Length];
        Dense.CopyTo(tensor, copy);
        CollectionAssert.AreEqual(expected, copy);
    });

    [TestMethod]
    public void Elements_that_lie_one_after_the_other_are_not_copied_unless_asked_for()
    {
        var tensor = Tensor.Create(new float[6], [2, 3]);

        tensor[1, 2] = 1;
        var elements = Dense.Elements(tensor);
        var copy = Dense.ToArray(tensor);
        tensor[1, 2] = 2;

        Assert.AreEqual((2f, 1f), (elements[5], copy[5]));
    }

    [TestMethod]
    public void A_destination_that_is_too_short_is_refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => Dense.CopyTo(Tensor.Create(new float[6], [2, 3]), new float[5]));

    private static List<nint[]> Indices(ReadOnlySpan<nint> lengths)
    {
        var indices = new List<nint[]> { Array.Empty<nint>() };
        foreach (var length in lengths)
        {
            var count = (int)length;
            indices = [.. indices.SelectMany(index => Enumerable.Range(0, count).Select(i => (nint[])[.. index, i]))];
        }

        return indices;
    }
}
