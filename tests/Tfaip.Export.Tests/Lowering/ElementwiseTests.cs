using System.Linq.Expressions;
using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class ElementwiseTests
{
    [TestMethod]
    public void Functions_of_any_number()
    {
        Expression<Func<Tensor, Tensor>>[] functions =
        [
            x => x.abs(), x => torch.abs(x), x => -x, x => x.neg(), x => x.exp(), x => torch.exp(x), x => x.sign(), x => x.erf(),
            x => x.erfc(), x => x.sin(),
            x => torch.cos(x), x => x.tan(), x => x.atan(), x => x.sinh(), x => x.cosh(), x => x.asinh(), x => x.square(), x => x.exp2(),
            x => x.expm1(), x => x.floor(), x => x.ceil(), x => x.round(), x => x.trunc(), x => x.frac(), x => x.sigmoid(), x => x.tanh(),
            x => x.relu(),
        ];
        foreach (var function in functions) OpTest.Check(function, Normal(7));
    }

    [TestMethod]
    public void Functions_of_positive_numbers()
    {
        Expression<Func<Tensor, Tensor>>[] functions =
        [
            x => x.log(), x => torch.log(x), x => x.sqrt(), x => x.rsqrt(), x => x.reciprocal(), x => x.log2(), x => x.log10(),
            x => x.log1p(), x => (x + 1).acosh(),
            x => (x / 3).asin(), x => (x / 3).acos(), x => (x / 3).atanh(),
        ];
        foreach (var function in functions) OpTest.Check(function, Positive(7));
    }

    [TestMethod]
    public void What_is_not_a_number_stays_so()
    {
        Func<long, Tensor> input = n => cat([
            full(n, 1, double.NaN, float32),
            full(n, 1, double.PositiveInfinity, float32),
            full(n, 1, double.NegativeInfinity, float32),
            randn(n, 3)
        ], 1);
        Expression<Func<Tensor, Tensor>>[] functions =
        [
            x => x.abs(), x => x.exp(), x => x.relu(), x => x.clamp(-1, 1), x => x.maximum(x * 0.5), x => x.minimum(x * 0.5),
            x => x.sigmoid(), x => x.tanh(), x => x.sign(),
            x => x.floor(), x => x.sum(1L), x => x.eq(x), x => x.isnan(), x => x > 0, x => x.softmax(1),
            x => nn.functional.leaky_relu(x), x => nn.functional.silu(x), x => x.log(), x => x.sqrt(), x => x.round(),
            x => nn.functional.elu(x, 1),
        ];
        foreach (var function in functions) OpTest.Check(function, input);
    }

    [TestMethod]
    [DataRow(ScalarType.Int64)]
    [DataRow(ScalarType.Int32)]
    [DataRow(ScalarType.Int8)]
    [DataRow(ScalarType.Byte)]
    public void Functions_of_whole_numbers_give_what_TorchSharp_gives(ScalarType type)
    {
        var input = Whole(type, 1, 5, 7);
        Expression<Func<Tensor, Tensor>>[] functions =
        [
            x => x.abs(), x => x.exp(), x => x.sqrt(), x => x.sigmoid(), x => x.tanh(), x => x.floor(), x => x.ceil(), x => x.square(),
            x => x.reciprocal(),
            x => x.sign(), x => x.relu(), x => x.log(), x => x.sin(),
        ];
        foreach (var function in functions) OpTest.Check(function, input);
    }
}
