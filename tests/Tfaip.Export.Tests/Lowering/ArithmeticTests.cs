using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class ArithmeticTests
{
    public static IEnumerable<ScalarType> Types =>
        [ScalarType.Float32, ScalarType.Float64, ScalarType.Int64, ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte];

    public static IEnumerable<object[]> PairsOfTypes => from one in Types from other in Types select new object[] { one, other };

    [TestMethod]
    [DynamicData(nameof(PairsOfTypes))]
    public void Pairs_of_types_are_computed_in_the_type_that_TorchSharp_gives(ScalarType one, ScalarType other)
    {
        var (left, right) = (Whole(one, 1, 10, 3), Whole(other, 1, 5, 3));
        OpTest.Check((a, b) => a + b, left, right);
        OpTest.Check((a, b) => a - b, left, right);
        OpTest.Check((a, b) => a * b, left, right);
        OpTest.Check((a, b) => a / b, left, right);
        OpTest.Check((a, b) => a.maximum(b), left, right);
        OpTest.Check((a, b) => a.floor_divide(b), left, right);
        OpTest.Check((a, b) => a % b, left, right);
    }

    [TestMethod]
    [DataRow(ScalarType.Float32)]
    [DataRow(ScalarType.Float64)]
    [DataRow(ScalarType.Int64)]
    [DataRow(ScalarType.Int32)]
    [DataRow(ScalarType.Byte)]
    [DataRow(ScalarType.Bool)]
    public void Numbers_promote_by_category_alone(ScalarType type)
    {
        var input = Whole(type, 1, type == ScalarType.Bool ? 2 : 9, 3);
        OpTest.Check(x => x + 2, input);
        OpTest.Check(x => 2 + x, input);
        OpTest.Check(x => x + 2.5f, input);
        OpTest.Check(x => x * 2.5, input);
        OpTest.Check(x => x * 3L, input);
        OpTest.Check(x => x / 2, input);
        OpTest.Check(x => 1 / x, input);
        OpTest.Check(x => 1.5f / x, input);
        if (type == ScalarType.Bool) return;
        OpTest.Check(x => x - 1, input);
        OpTest.Check(x => 20 - x, input);
        OpTest.Check(x => x.pow(2), input);
        OpTest.Check(x => x.pow(3), input);
        OpTest.Check(x => x % 3, input);
    }

    [TestMethod]
    public void A_tensor_without_axes_promotes_by_category_alone() =>
        OpTest.Check((a, b) => a + b.sum().to(ScalarType.Float64), Normal(3), Normal(2));

    [TestMethod]
    public void Shapes_broadcast()
    {
        OpTest.Check((a, b) => a + b, Normal(3, 1), n => randn(4));
        OpTest.Check((a, b) => a * b, Normal(3), n => randn(n, 1));
    }

    [TestMethod]
    public void Quotients_round_as_asked()
    {
        OpTest.Check((a, b) => a.div(b, RoundingMode.floor), Normal(5), Positive(5));
        OpTest.Check((a, b) => a.div(b, RoundingMode.trunc), Normal(5), Positive(5));
        OpTest.Check((a, b) => a.div(b, RoundingMode.floor), Whole(ScalarType.Int64, -9, 10, 5), Whole(ScalarType.Int64, 1, 5, 5));
        OpTest.Check((a, b) => a.div(b, RoundingMode.trunc), Whole(ScalarType.Int64, -9, 10, 5), Whole(ScalarType.Int64, 1, 5, 5));
    }

    [TestMethod]
    public void Remainders_have_the_sign_of_the_divisor_or_of_the_dividend()
    {
        OpTest.Check((a, b) => a.remainder(b), Normal(9), n => randn(n, 9) + 0.5);
        OpTest.Check((a, b) => a.fmod(b), Normal(9), Positive(9));
        OpTest.Check((a, b) => a.remainder(b), Whole(ScalarType.Int64, -9, 10, 9), Whole(ScalarType.Int64, 1, 5, 9));
        OpTest.Check((a, b) => a.fmod(b), Whole(ScalarType.Int64, -9, 10, 9), Whole(ScalarType.Int64, 1, 5, 9));
    }

    [TestMethod]
    public void Powers()
    {
        OpTest.Check(x => x.pow(0.5), Positive(4));
        OpTest.Check(x => x.pow(-1), Positive(4));
        OpTest.Check(x => x.pow(1), Positive(4));
        OpTest.Check(x => x.pow(1.7), Positive(4));
        OpTest.Check((a, b) => a.pow(b), Positive(4), Normal(4));
        OpTest.Check((a, b) => torch.pow(a, b), Positive(4), Normal(1));
    }

    [TestMethod]
    public void Sums_with_a_factor()
    {
        OpTest.Check((a, b) => a.add(b, 0.5), Normal(4), Normal(4));
        OpTest.Check((a, b) => torch.add(a, b, 2), Normal(4), Normal(4));
        OpTest.Check((a, b, c) => a.addcmul(b, c, 0.3), Normal(4), Normal(4), Normal(4));
        OpTest.Check((a, b, c) => a.addcdiv(b, c, 0.3), Normal(4), Normal(4), Positive(4));
        OpTest.Check((a, b, c) => a.lerp(b, c), Normal(4), Normal(4), Normal(4));
    }

    [TestMethod]
    public void Bounds()
    {
        OpTest.Check(x => x.clamp(-0.5, 0.5), Normal(4));
        OpTest.Check(x => x.clamp(0.5, -0.5), Normal(4));
        OpTest.Check(x => torch.clamp(x, -1, 1), Normal(4));
        OpTest.Check(x => x.clamp_min(0.1), Normal(4));
        OpTest.Check(x => x.clamp_max(0.1), Normal(4));
        OpTest.Check(x => x.clamp(2, 5), Whole(ScalarType.Int64, 0, 9, 4));
        OpTest.Check(x => x.clamp(2, 5), Whole(ScalarType.Byte, 0, 9, 4));
        OpTest.Check((a, b, c) => a.clamp(b, c), Normal(4), Normal(4), Normal(4));
        OpTest.Check((a, b) => a.minimum(b), Normal(4), Normal(4));
        OpTest.Check((a, b) => torch.max(a, b), Normal(4), Normal(4));
    }

    [TestMethod]
    public void A_number_may_depend_on_sizes()
    {
        OpTest.Check(x => x / x.shape[0], Normal(4));
        OpTest.Check(x => x * (x.shape[0] + 1), Whole(ScalarType.Int64, 0, 5, 4));
    }
}
