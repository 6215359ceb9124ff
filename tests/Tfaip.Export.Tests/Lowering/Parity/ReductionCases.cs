using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>Reductions, cumulations and orders.</summary>
internal static class ReductionCases
{
    private static readonly long[] Last = [-1];
    private static readonly long[] Outer = [0, 2];

    public static IEnumerable<ParityCase> All =>
    [
        .. Cases.Overloads(
            "sum mean prod max min argmax argmin var std norm nansum aminmax count_nonzero median std_mean var_mean any all",
            [Normal(3, 4)]),
        .. Cases.Overloads(
            "sum prod mean",
            [Normal(3, 4)],
            new { dim = 1L, keepdim = true, dimensions = Last, type = ScalarType.Float64, dtype = ScalarType.Float64 }),
        .. Cases.Overloads(
            "var std std_mean var_mean", [Normal(3, 4)], new { dim = Last, dimensions = Outer, unbiased = true, keepdim = true }),
        .. Cases.Overloads(
            "var std std_mean var_mean", [Normal(3, 4)], new { dim = 1L, dimensions = 1L, unbiased = false, keepdim = false }),
        .. Cases.Overloads(
            "var std std_mean var_mean", [Normal(3, 4)], new { dim = (1L, 2L), dimensions = (0L, 1L), unbiased = true, keepdim = false }),
        .. Cases.Overloads(
            "var std std_mean var_mean",
            [Normal(3, 4)],
            new { dim = (0L, 1L, 2L), dimensions = (0L, 1L, 2L), unbiased = true, keepdim = false }),
        .. Cases.Overloads("max min argmax argmin", [Normal(3, 4)], new { dim = 1L, keepdim = true, keepDim = true }),
        .. Cases.Overloads("aminmax", [Normal(3, 4)], new { dim = 1L, keepdim = true }),
        .. Cases.Overloads("amax amin", [Normal(3, 4)], new { dims = Outer, keepdim = true, keepDim = true }),
        .. Cases.Overloads("logsumexp", [Normal(3, 4)], new { dim = 1L, keepdim = true }),
        .. Cases.Overloads("any all", [Truth(3, 4)], new { dim = 1L, keepdim = true }),
        .. Cases.Overloads("count_nonzero", [Whole(ScalarType.Int64, 0, 2, 3, 4)], new { dims = Outer }),
        .. Cases.Overloads("nansum", [n => where(randn(n, 9) > 1, full(n, 9, double.NaN, float32), randn(n, 9))]),
        .. new[] { 0, 1, 2, 3, 2.5, double.PositiveInfinity, double.NegativeInfinity }.SelectMany(p =>
            Cases.Overloads("norm", [Normal(3, 4)], new { dim = 1, dimension = 1, keepdim = true, p = (float)p })),
        .. new[] { 0, 1, 2, 3.5, double.PositiveInfinity, double.NegativeInfinity }.SelectMany(
            p => Cases.Overloads("vector_norm", [Normal(3, 4)], new { ord = p, dims = Last })),
        .. new[] { 1, -1, double.PositiveInfinity, double.NegativeInfinity }.SelectMany(
            p => Cases.Overloads("matrix_norm", [Normal(3, 4)], new { ord = p })),
        .. Cases.Overloads("matrix_norm norm", [Normal(3, 4)], new { ord = "fro", dims = new long[] { 1, 2 }, keepdim = true }),
        .. Cases.Of(
            Normal(4),
            x => linalg.norm(x, null, false),
            x => linalg.norm(x, 1, null, false),
            x => linalg.norm(x, double.PositiveInfinity, new long[] { 0, 1 }, true),
            x => linalg.norm(x, 3.0, new long[] { 1 }, false)),
        .. Cases.Overloads("dist", [Normal(3), Normal(3)], new { p = 2f }),
        .. Cases.Overloads("dist", [Normal(3), Normal(1)], new { p = 3f }),
        .. Cases.Overloads("normalize", [Normal(3, 4)], new { p = 3.0, dim = 1 }),
        .. Cases.Overloads("normalize", [Normal(3, 4)]),

        .. new[] { ScalarType.Float32, ScalarType.Float64, ScalarType.Int64, ScalarType.Int32 }.SelectMany(type =>
            Cases.Overloads("cumsum cumprod cummax cummin diff", [Whole(type, -3, 4, 3, 4)], new { dim = 1 })),
        .. Cases.Overloads("cumsum cumprod cummax cummin logcumsumexp diff", [Normal(3, 4)], new { dim = -1 }),
        .. Cases.Overloads("cumprod cummax logcumsumexp", [Normal(3)], new { dim = 0 }),
        .. Cases.Overloads(
            "cumsum cumprod", [Whole(ScalarType.Byte, 1, 4, 3)], new { dim = 1, type = ScalarType.Float32, dtype = ScalarType.Float32 }),
        .. Cases.Overloads("diff", [Normal(5), Normal(2), Normal(1)], new { dim = 1 }),
        .. Cases.Overloads("diff", [Truth(5)], new { dim = 1 }),
        .. Cases.Overloads("trapezoid trapz cumulative_trapezoid", [Normal(5)], new { dx = 0.5, dim = 1 }),
        .. Cases.Overloads("trapezoid trapz cumulative_trapezoid", [Normal(5), Normal(5)]),
        .. Cases.Overloads("trapezoid trapz cumulative_trapezoid", [Normal(5, 3), n => randn(5)], new { dim = 1 }),

        .. new[] { ScalarType.Float32, ScalarType.Float64, ScalarType.Int64, ScalarType.Int32, ScalarType.Byte }.SelectMany(type =>
            Cases.Overloads("sort argsort msort", [n => randperm(n * 5).reshape(n, 5).to(type)])),
        .. Cases.Overloads("sort", [Whole(ScalarType.Int64, 0, 4, 7)], new { descending = true, stable = true }),
        .. Cases.Overloads("sort argsort", [Normal(3)], new { dim = 0, descending = true }),
        .. Cases.Overloads("topk", [Normal(6)], new { k = 3, dim = -1, largest = false }),
        .. Cases.Overloads("topk", [Normal(6, 3)], new { k = 2, dim = 1 }),
        .. Cases.Of(
            Normal(5),
            x => torch.kthvalue(x, 2, 1L, true).values,
            x => x.kthvalue(3, -1L, false).values,
            x => x.kthvalue(3, -1L, false).indices,
            x => torch.kthvalue(x, 1, 0L, false).values),
        .. Cases.Overloads("median", [Whole(ScalarType.Int64, 0, 99, 4)]),
        .. Cases.Overloads("quantile", [Normal(5), n => tensor(0.3f)], new { dim = 1 }),
        .. Cases.Overloads("quantile", [Normal(5, 3), n => tensor(new float[] { 0, 0.25f, 1 })], new { dim = 1, keepdim = true }),
        .. Cases.Overloads("quantile", [Normal(5), n => tensor(new float[] { 0.1f, 0.9f })], new { dim = 0 }),
        .. Cases.Overloads("bucketize", [Whole(ScalarType.Float32, 0, 9, 4), n => tensor(new float[] { 1, 3, 5, 6.5f })]),
        .. Cases.Overloads(
            "bucketize",
            [Whole(ScalarType.Int64, 0, 9, 4), n => tensor(new float[] { 1, 3, 5, 6.5f })],
            new { right = true, outInt32 = true }),
        .. Cases.OfTwo(
            n => randn(n, 6).sort(-1).Item1, Normal(3),
            (s, v) => torch.searchsorted(s, v, false, false, null), (s, v) => torch.searchsorted(s, v, true, true, null)),
        .. Cases.OfTwo(n => arange(0, 8, ScalarType.Float32), Normal(3), (s, v) => torch.searchsorted(s, v * 4, false, false, null)),
        .. Cases.Overloads("histc", [n => rand(n, 9) * 5], new { bins = 4, min = 1, max = 4 }),
    ];
}
