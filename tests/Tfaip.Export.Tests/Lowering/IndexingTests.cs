using System.Linq.Expressions;
using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class IndexingTests
{
    private static readonly TensorIndex All = TensorIndex.Colon;
    private static readonly TensorIndex Dots = TensorIndex.Ellipsis;

    [TestMethod]
    public void Positions_and_ranges()
    {
        Expression<Func<Tensor, Tensor>>[] functions =
        [
            x => x[0], x => x[-1], x => x[0, 2], x => x[All, 1], x => x[All, -1], x => x[Dots, 2], x => x[Dots, 0, All],
            x => x[All, TensorIndex.Slice(1, 3)],
            x => x[All, TensorIndex.Slice(-3, -1)], x => x[All, TensorIndex.Slice(null, null, 2)], x => x[TensorIndex.Slice(null, -1)],
            x => x[Dots, TensorIndex.Slice(1, null, 2)],
            x => x[TensorIndex.None], x => x[All, TensorIndex.None, All, 1], x => x[Dots, TensorIndex.None], x => x[x.shape[0] - 1],
            x => x[TensorIndex.Slice(0, x.shape[0] - 1)],
            x => x[All, TensorIndex.Slice(1, 100)], x => x.select(1, 2), x => x.select(-1, -1), x => x.narrow(1, 1, 2),
            x => x.slice(1, 0, 3, 2), x => torch.select(x, 0, 0),
            x => x[TensorIndex.Null, 0],
        ];
        foreach (var function in functions) OpTest.Check(function, Normal(4, 5));
    }

    [TestMethod]
    public void Tensors_of_positions()
    {
        OpTest.Check((x, i) => x[i], Normal(4), n => randint(0, n, 3));
        OpTest.Check((x, i) => x[All, TensorIndex.Tensor(i)], Normal(4), n => randint(-4, 4, new long[] { n, 2 }));
        OpTest.Check((x, i) => x.index_select(1, i), Normal(4), n => randint(0, 4, n + 1));
        OpTest.Check((x, i) => x.gather(1, i), Normal(4), n => randint(0, 4, new long[] { n, 6 }));
        OpTest.Check((x, i) => x.take_along_dim(i, 1), Normal(4), n => randint(0, 4, new long[] { n, 2 }));
    }

    [TestMethod]
    public void Choices()
    {
        OpTest.Check((c, x, y) => torch.where(c, x, y), Truth(4), Normal(4), Normal(1));
        OpTest.Check((c, x, y) => torch.where(c, x, y), Truth(4), Normal(4), Whole(ScalarType.Int64, 0, 9, 4));
        OpTest.Check((c, x) => x.where(c, zeros_like(x)), Truth(4), Normal(4));
        OpTest.Check((x, m) => x.masked_fill(m, -1e9), Normal(4), Truth(4));
        OpTest.Check(x => x.tril(), Normal(4, 4));
        OpTest.Check(x => torch.triu(x, 1), Normal(4, 5));
        OpTest.Check(x => x.tril(-1), Normal(4, 4));
        OpTest.Check(x => x.topk(2).values, Normal(6));
        OpTest.Check(x => x.topk(3, 1, false).indexes, Normal(6));
        OpTest.Check(x => nn.functional.one_hot(x, 5), Whole(ScalarType.Int64, 0, 5, 3));
    }

    [TestMethod]
    public void An_embedding()
    {
        using var layer = nn.Embedding(7, 4);
        OpTest.Check(x => layer.call(x), Whole(ScalarType.Int64, 0, 7, 3));
        OpTest.Check(x => layer.call(x), Whole(ScalarType.Int32, 0, 7, 3, 2));
    }

    [TestMethod]
    public void What_a_mask_selects_is_refused() => Assert.AreEqual(
        """
        Net.cs:2: Tensor.this[](TensorIndex[]) cannot be exported: the size of what a mask selects depends on values. Keep all elements and choose with torch.where or masked_fill.
        """,
        OpTest.Refusal(x => x[TensorIndex.Tensor(x > 0)], n => ones(n)));

    [TestMethod]
    public void Positions_of_what_is_not_zero_are_refused() => Assert.AreEqual(
        """
        Net.cs:1: Tensor.nonzero() has no ONNX lowering: the size of its result depends on values. Keep all elements and choose with torch.where or masked_fill.
        """,
        OpTest.Refusal(x => x.nonzero(), n => ones(n)));
}
