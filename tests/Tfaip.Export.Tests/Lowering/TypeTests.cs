using System.Linq.Expressions;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class TypeTests
{
    [TestMethod]
    public void Conversions()
    {
        Expression<Func<Tensor, Tensor>>[] functions =
        [
            x => x.to(ScalarType.Float64), x => x.to_type(ScalarType.Int64), x => x.@float(), x => x.@double(), x => x.@long(),
            x => x.@int(), x => x.@bool(), x => x.@short(),
            x => x.type(ScalarType.Int32), x => x.half(), x => x.cpu(), x => x.to(CPU), x => x.to(ScalarType.Float64, CPU),
        ];
        foreach (var function in functions) OpTest.Check(function, n => randn(n, 5) * 3);
        OpTest.Check((a, b) => a.type_as(b), Normal(4), Whole(ScalarType.Int64, 0, 9, 4));
        OpTest.Check((a, b) => a.to(b), Normal(4), Whole(ScalarType.Int64, 0, 9, 4));
    }

    [TestMethod]
    public void Made_of_sizes()
    {
        Expression<Func<Tensor, Tensor>>[] functions =
        [
            x => x + zeros(x.shape[0], 1), x => x * ones(x.shape[0], 3),
            x => full(x.shape[0], 2, 1.5) + x[TensorIndex.Ellipsis, TensorIndex.Slice(0, 2)],
            x => x + zeros_like(x), x => ones_like(x), x => full_like(x, 3), x => zeros_like(x, ScalarType.Int64),
            x => x.new_ones(x.shape[0]), x => x.new_zeros(2, 3),
            x => arange(x.shape[0]), x => arange(1, x.shape[0] + 1), x => arange(0, 2 * x.shape[0], 2),
            x => arange(x.shape[0], ScalarType.Float32) * 0.5, x => x + arange(3),
            x => ones(x.shape[0], x.shape[0]).tril(), x => ones(3, 3).triu(1) + x.sum(), x => x[TensorIndex.Slice(0, x.shape[0] / 2 + 1)],
        ];
        foreach (var function in functions) OpTest.Check(function, Normal(3));
    }
}
