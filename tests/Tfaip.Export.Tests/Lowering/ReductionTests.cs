using System.Linq.Expressions;
using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class ReductionTests
{
    private static readonly long[] Last = [-1];
    private static readonly long[] Outer = [0, 2];

    [TestMethod]
    public void Over_some_axes_or_all()
    {
        Expression<Func<Tensor, Tensor>>[] functions =
        [
            x => x.sum(), x => x.sum(-1L), x => x.sum(Outer), x => x.sum(Last, true), x => x.sum(1L, 2L), x => torch.sum(x, 1),
            x => x.mean(), x => x.mean(Last),
            x => x.mean(Outer, true), x => torch.mean(x, Last, true), x => x.mean(Last, false, ScalarType.Float64), x => x.var(),
            x => x.var(1), x => x.var(Outer, false, true),
            x => x.std(-1, false), x => x.std(Last, true, true), x => x.amax(Outer), x => x.amin(Last, true), x => x.max(), x => x.min(),
            x => x.argmax(), x => x.argmin(),
            x => x.argmax(1), x => x.argmin(-1, true), x => torch.argmax(x, 0), x => x.prod(-1L, false, null), x => x.logsumexp(1, true),
            x => x.norm(), x => x.norm(1, true, 1f),
            x => x.cumsum(1), x => nn.functional.normalize(x, 2, -1), x => (x > 0).any(), x => (x > 0).all(1), x => (x > -3).all(2, true),
        ];
        foreach (var function in functions) OpTest.Check(function, Normal(3, 4));
    }

    [TestMethod]
    public void Over_the_free_axis()
    {
        OpTest.Check(x => x.mean(Outer), n => randn(4, 3, n));
        OpTest.Check(x => x.var(0L, false), Normal(3));
        OpTest.Check(x => x.var(0L), Normal(3));
        OpTest.Check(x => x.cumsum(0), Normal(3));
    }

    [TestMethod]
    [DataRow(ScalarType.Int64)]
    [DataRow(ScalarType.Int32)]
    [DataRow(ScalarType.Byte)]
    [DataRow(ScalarType.Bool)]
    public void Of_whole_numbers(ScalarType type)
    {
        var input = Whole(type, 0, type == ScalarType.Bool ? 2 : 9, 5);
        OpTest.Check(x => x.sum(-1L), input);
        OpTest.Check(x => x.sum(), input);
        OpTest.Check(x => x.mean(Last, false, ScalarType.Float32), input);
        OpTest.Check(x => x.any(1), input);
        OpTest.Check(x => x.all(1), input);
        if (type == ScalarType.Bool) return;
        OpTest.Check(x => x.amax(Last), input);
        OpTest.Check(x => x.argmax(1), input);
        OpTest.Check(x => x.max(), input);
    }

    [TestMethod]
    public void A_literal_zero_as_axis_is_TorchSharps_element_type_uint8() =>
        OpTest.Check(x => x.sum(0), Whole(ScalarType.Float32, 0, 200, 7));

    [TestMethod]
    public void Extremes_along_an_axis_with_their_positions()
    {
        OpTest.Check(x => x.max(1, false).values, Normal(5));
        OpTest.Check(x => x.max(1, false).indexes, Normal(5));
        OpTest.Check(x => torch.min(x, -1, true).values, Normal(5));
        OpTest.Check(x => x.min(-1, true).indexes, n => zeros(n, 4));
    }

    [TestMethod]
    public void A_norm_of_singular_values_is_refused() => Assert.AreEqual(
        """
        Net.cs:1: torch.linalg.matrix_norm(Tensor, double, long[], bool) cannot be exported: the nuclear norm and those of order 2 and -2 need singular values, which ONNX has no operator for. Use the Frobenius norm, or order 1 or infinity.
        """,
        OpTest.Refusal(x => linalg.matrix_norm(x, 2.0, null, false), Normal(4)));
}
