using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>Choosing elements, writing elements, diagonals and windows.</summary>
internal static class IndexingCases
{
    private static readonly TensorIndex All_ = TensorIndex.Colon;
    private static readonly TensorIndex Dots = TensorIndex.Ellipsis;

    public static IEnumerable<ParityCase> All =>
    [
        .. Cases.Of(
            Normal(4, 5),
            x => x[0], x => x[-1, 2], x => x[0, 1, 2], x => x[All_, 1], x => x[Dots, TensorIndex.Slice(1, 4, 2)],
            x => x[TensorIndex.None, 0], x => x.select(1, 2), x => torch.select(x, -1, -1), x => x.narrow(1, 1, 2),
            x => torch.narrow(x, 2, 0, 3), x => x.slice(1, 0, 3, 2), x => x.index(0, 1)),
        .. Cases.Overloads("set_TensorItems", [Normal(4, 5), n => randn(n, 5)], new { indices = new[] { All_, TensorIndex.Single(1) } }),
        .. Cases.Overloads("set_TensorItems", [Normal(4, 5), n => randn(5)], new { i1 = 0L, i2 = 3L }),
        .. Cases.OfTwo(
            Normal(4),
            n => randint(-4, 4, 3),
            (x, i) => x[All_, TensorIndex.Tensor(i)],
            (x, i) => x.index(new[] { All_, TensorIndex.Tensor(i) })),
        .. Cases.OfTwo(
            Normal(4, 5, 2), n => randint(-2, 2, new long[] { n, 3 }),
            (x, i) => x[All_, TensorIndex.Tensor(i), TensorIndex.Tensor(i)],
            (x, i) => x[All_, TensorIndex.Tensor(i), All_, TensorIndex.Tensor(i)],
            (x, i) => x[0, TensorIndex.Tensor(i)],
            (x, i) => x[0, All_, TensorIndex.Tensor(i), 1],
            (x, i) => x[Dots, TensorIndex.Tensor(i), TensorIndex.None, TensorIndex.Tensor(i)],
            (x, i) => x[All_, TensorIndex.Slice(1, 3), TensorIndex.Tensor(i), TensorIndex.Tensor(i)],
            (x, i) => x[All_, TensorIndex.Tensor(i), TensorIndex.Tensor(i), TensorIndex.Tensor(i % 2)],
            (x, i) => x[-1, TensorIndex.Tensor(i), All_, TensorIndex.Tensor(i)]),
        .. Cases.OfThree(
            Normal(4, 5), n => randint(0, 4, new long[] { n, 1 }), n => randint(0, 5, 3),
            (x, i, j) => x[All_, TensorIndex.Tensor(i), TensorIndex.Tensor(j)],
            (x, i, j) => x[TensorIndex.Tensor(i * 0), All_, TensorIndex.Tensor(j)],
            (x, i, j) => x.index_put_(ones(1), All_, TensorIndex.Tensor(i), TensorIndex.Tensor(j))),
        .. Cases.OfTwo(n => randn(5, n), n => randint(0, 5, 3), (x, i) => x[i], (x, i) => x.index(new[] { i })),
        .. Cases.Overloads("index_select", [Normal(4), n => randint(0, 4, n + 1)], new { dim = 1 }),
        .. Cases.Overloads("gather", [Normal(4), n => randint(0, 4, new long[] { n, 6 })], new { dim = 1 }),
        .. Cases.Overloads("take_along_dim", [Normal(4), n => randint(0, 4, new long[] { n, 2 })], new { dim = 1 }),
        .. Cases.Overloads("take", [Normal(4), n => randint(-4, 4 * n, new long[] { n, 2 })]),
        .. Cases.OfThree(Truth(4), Normal(4), Normal(1), (c, x, y) => torch.where(c, x, y), (c, x, y) => x.where(c, y)),
        .. Cases.Overloads("masked_fill", [Normal(4), Truth(4)], new { value = -2.5 }),
        .. Cases.Overloads("tril triu", [Normal(4, 5)], new { diagonal = 1 }),
        .. Cases.Overloads("one_hot", [Whole(ScalarType.Int64, 0, 5, 3)], new { num_classes = 5 }),

        .. Cases.Overloads("scatter", [Normal(6), n => Permutations(n, 6, 4), Normal(5)], new { dim = 1 }),
        .. Cases.Overloads("scatter_add", [Normal(6), n => randint(0, 6, new long[] { n, 4 }), Normal(5)], new { dim = 1 }),
        .. Cases.Overloads(
            "scatter_add",
            [Whole(ScalarType.Int64, 0, 9, 6), n => randint(0, 6, new long[] { n, 4 }), Whole(ScalarType.Int64, 0, 9, 4)],
            new { dim = 1 }),
        .. Cases.Overloads("index_add", [Normal(6, 2), n => randint(0, 6, 4), Normal(4, 2)], new { dim = 1, alpha = 2.0 }),
        .. Cases.Overloads("index_copy", [Normal(6, 2), n => tensor(new long[] { 4, 0, 2 }), Normal(3, 2)], new { dim = 1 }),
        .. Cases.Overloads("index_fill", [Normal(6, 2), n => tensor(new long[] { 4, 0 })], new { dim = 1, value = 7.0 }),
        .. Cases.Overloads("masked_scatter", [Normal(4), Truth(4), Normal(4)]),
        .. Cases.Overloads("select_scatter", [Normal(4, 3), Normal(3)], new { dim = 1, index = -2 }),
        .. Cases.Overloads("slice_scatter", [Normal(6, 3), Normal(2, 3)], new { dim = 1, start = 1L, end = 5L, step = 2 }),
        .. Cases.Overloads("diagonal_scatter", [Normal(4, 5), Normal(3)], new { offset = -1, dim1 = 1, dim2 = 2 }),
        .. Cases.OfTwo(
            Normal(6), n => randint(0, 6, 3),
            (x, i) => x.index_put_(1.5, All_, TensorIndex.Tensor(i)),
            (x, i) => x.index_put_(ones(1), new[] { All_, TensorIndex.Tensor(i) }),
            (x, i) => x.index_put_(ones(1), new[] { All_, TensorIndex.Tensor(i) }, false)),
        .. Cases.OfTwo(
            n => randn(6, n), n => randint(0, 6, 3), (x, i) => x.index_put_(ones(1), new[] { i }, true), (x, i) => x.index_put_(1.5, i)),
        .. Cases.OfTwo(Normal(6), Truth(6), (x, m) => x.index_put_(ones(1), TensorIndex.Tensor(m)), (x, m) => x.index_put_(-1.0, m)),

        .. Cases.Overloads("diagonal", [Normal(4, 5)], new { offset = 1, dim1 = 1, dim2 = 2 }),
        .. Cases.Overloads("diagonal", [n => randn(5, n, 4)], new { offset = -2, dim1 = 0, dim2 = -1 }),
        .. Cases.Overloads("diagonal", [n => randn(n, n + 1)]),
        .. Cases.Overloads("trace", [n => randn(n, n)]),
        .. Cases.Overloads("trace", [n => randint(0, 9, new long[] { 3, 4 }) * n]),
        .. new long[] { 0, 2, -1 }.SelectMany(offset => Cases.Overloads("diag", [n => randn(n)], new { diagonal = offset })),
        .. new long[] { 0, 2, -1 }.SelectMany(offset => Cases.Overloads("diag", [n => randn(n, n + 3)], new { diagonal = offset })),
        .. new long[] { 0, 2, -1 }.SelectMany(offset => Cases.Overloads("diag_embed", [Normal(3)], new { offset, dim1 = 0, dim2 = 2 })),
        .. Cases.Overloads("diag_embed", [Normal(3, 2)]),
        .. Cases.Overloads("diagflat", [Normal(3)], new { offset = 1 }),
        .. Cases.Overloads("block_diag", [Normal(3), n => randn(2, n), n => randn(n)]),

        .. Cases.Overloads("unfold", [Normal(7, 2)], new { dimension = 1, size = 3, step = 2 }),
        .. Cases.Of(Normal(2), x => x.repeat(2, 1).unfold(0, 2, 1)),
        .. Cases.Overloads("unfold", [Normal(2, 6, 7)], new { kernel_size = 2, dilation = 2, padding = 1, stride = 1 }),
        .. Cases.Overloads(
            "unfold", [Normal(2, 6, 7)], new { kernel_size = (2L, 3L), dilation = (1L, 2L), padding = (1L, 0L), stride = (2L, 1L) }),
        .. Cases.Of(n => randn(2, 3, n, 7), x => nn.functional.unfold(x, 3, 1, 1, 1)),
        .. Cases.Overloads("fold", [Normal(8, 12)], new { output_size = (4L, 5L), kernel_size = (2L, 2L) }),
        .. Cases.Overloads("fold", [Normal(8, 9)], new { output_size = 4, kernel_size = 2 }),
        .. Cases.Overloads(
            "fold", [Normal(12, 9)], new { output_size = (5L, 6L), kernel_size = (2L, 3L), padding = (1L, 1L), stride = (2L, 2L) }),
        .. Cases.Layers(Normal(2, 5, 6), nn.Unfold((2, 3), (1, 1), (1, 0), (2, 1))),
        .. Cases.Layers(Normal(8, 12), nn.Fold((4, 5), (2, 2))),
    ];

    // So many different positions in each row.
    private static Tensor Permutations(long n, long length, long count) => rand(n, length).argsort(1).narrow(1, 0, count);
}
