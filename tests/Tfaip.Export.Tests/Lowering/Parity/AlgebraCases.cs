using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>Vectors and matrices.</summary>
internal static class AlgebraCases
{
    private static readonly (long, long)[] Ones = [(1, 1)];

    public static IEnumerable<ParityCase> All =>
    [
        .. Cases.Overloads("matmul", [Normal(2, 4), Normal(4, 3)]),
        .. Cases.Overloads("matmul", [Normal(3, 4), n => randn(4)]),
        .. Cases.Overloads("mm", [Normal(4), n => randn(4, 3)]),
        .. Cases.Overloads("bmm", [Normal(3, 4), Normal(4, 5)]),
        .. Cases.Overloads("mv", [Normal(4), n => randn(4)]),
        .. Cases.Overloads("dot vdot", [n => randn(n), n => randn(n)]),
        .. Cases.Overloads("outer ger", [n => randn(n), n => randn(3)]),
        .. Cases.Overloads("inner", [Normal(3), n => randn(5, 3)]),
        .. Cases.Overloads("inner", [Normal(3), n => randn(3)]),
        .. Cases.Overloads("inner", [Normal(3), n => randn(2, n, 3)]),
        .. Cases.Overloads("addmm", [Normal(5), Normal(4), n => randn(4, 5)], new { beta = 0.5f, alpha = 2f }),
        .. Cases.Overloads("addbmm", [n => randn(3, 5), Normal(3, 4), Normal(4, 5)], new { beta = 0.5f, alpha = 2f }),
        .. Cases.Overloads("addmv", [n => randn(n), Normal(4), n => randn(4)], new { beta = 0.5f, alpha = 2f }),
        .. Cases.Overloads("addr", [Normal(3), n => randn(n), n => randn(3)], new { beta = 0.5f, alpha = 2f }),
        .. Cases.Overloads("baddbmm", [Normal(3, 4), Normal(4, 5), Normal(3, 5)], new { beta = 0.5f, alpha = 2f }),
        .. Cases.Overloads("kron", [Normal(3), n => randn(2, n)]),
        .. Cases.Overloads("kron", [Normal(3), n => randn(2)]),
        .. Cases.Overloads("kron", [Whole(ScalarType.Int64, 0, 5, 3), n => randint(0, 5, new long[] { 2, 2 })]),
        .. Cases.OfTwo(
            Normal(3, 4), n => randn(4, 3, 5),
            (x, y) => x.tensordot(y, new long[] { 1, 2 }, new long[] { 1, 0 }),
            (x, y) => torch.tensordot(x, y, new long[] { -1 }, new long[] { 0 }),
            (x, y) => x.tensordot(y, Ones),
            (x, y) => torch.tensordot(x, y, Ones)),
        .. Cases.Overloads("chain_matmul", [Normal(3), n => randn(3, 4), n => randn(4, n)]),
        .. Cases.OfTwo(Normal(3), n => randn(3, 4), (x, y) => linalg.multi_dot(new[] { x, y, y.t() })),
        .. new[] { 0, 1, 2, 3, 5 }.SelectMany(power => Cases.Overloads("matrix_power", [Normal(3, 3)], new { n = power })),
        .. Cases.OfTwo(Normal(3, 4), Normal(5, 4), (x, y) => torch.einsum("bij,bkj->bik", x, y)),
        .. Cases.Overloads("linear", [Normal(2, 4), n => randn(3, 4), n => randn(3)]),
        .. Cases.Overloads("bilinear", [Normal(4), Normal(3), n => randn(5, 4, 3), n => randn(5)]),
        .. Cases.Layers(Normal(5, 4), nn.Linear(4, 3), nn.Linear(4, 3, false)),
        .. Cases.OfTwo(Normal(4), Normal(3), Bilinear()),
        .. Cases.Overloads("det logdet", [Positive3]),
        .. Cases.Overloads("slogdet", [Normal(3, 3)]),
        .. Cases.OfTwo(Normal(3), Normal(3), (x, y) => linalg.cross(x, y, -1), (x, y) => linalg.cross(x, y, 1)),
        .. Cases.OfTwo(n => randn(3, n), n => randn(3, n), (x, y) => linalg.cross(x, y, 0)),
        .. Cases.Overloads("vecdot", [Normal(3), Normal(3)]),
        .. Cases.Overloads("vecdot", [Normal(3), Normal(1)], new { dim = 0 }),
        .. new[] { 0, 1, 2, 3.5, double.PositiveInfinity }.SelectMany(
            p => Cases.Overloads("cdist", [Normal(4, 3), Normal(5, 3)], new { p })),
        .. Cases.Overloads("cov", [n => randn(3, n + 1)]),
        .. Cases.Overloads("cov", [n => randn(n + 1)], new { correction = 0 }),
        .. Cases.Overloads("corrcoef", [n => randn(3, n + 2)]),
        .. Cases.Overloads("vander", [n => randn(n + 1)]),
        .. Cases.Of(n => randn(n), x => x.vander(4, true), x => torch.vander(x, 3, false), x => linalg.vander(x, 4L)),
        .. Cases.Overloads("renorm", [Normal(4, 3)], new { p = 2f, dim = 0, maxnorm = 2f }),
        .. Cases.Overloads("renorm", [Normal(4, 3)], new { p = 1f, dim = 1, maxnorm = 1f }),
        .. Cases.Overloads("cosine_similarity", [Normal(4, 3), Normal(4, 3)]),
        .. Cases.Overloads("cosine_similarity", [Normal(4), n => randn(4)], new { dim = -1 }),
        .. Cases.Overloads("pairwise_distance", [Normal(4), Normal(4)]),
        .. Cases.Overloads("pairwise_distance", [Normal(4), Normal(4)], new { p = 3.0, keepdim = true }),
        .. Pairs(nn.CosineSimilarity(), nn.PairwiseDistance(1, keepdim: true)),
    ];

    // Of positive determinants.
    private static Tensor Positive3(long n)
    {
        var matrices = randn(n, 3, 3);
        return matrices.matmul(matrices.mT) + eye(3);
    }

    private static System.Linq.Expressions.Expression<Func<Tensor, Tensor, Tensor>> Bilinear()
    {
        var layer = nn.Bilinear(4, 3, 5);
        return (x, y) => layer.call(x, y);
    }

    private static IEnumerable<ParityCase> Pairs(params nn.Module<Tensor, Tensor, Tensor>[] layers) =>
        layers.SelectMany(layer => Cases.OfTwo(Normal(4), Normal(4), (x, y) => layer.call(x, y)));
}
