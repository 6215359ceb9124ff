using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>Arithmetic, comparisons and logic of two tensors or a tensor and a number.</summary>
internal static class ArithmeticCases
{
    public static IEnumerable<ParityCase> All =>
    [
        .. Cases.Overloads(
            "add sub subtract mul multiply div divide true_divide maximum minimum floor_divide remainder fmod",
            [Normal(5), n => randn(n, 5).abs() + 0.5]),
        .. Cases.Overloads("add sub subtract", [Normal(5), Normal(5)], new { alpha = 0.5 }),
        .. Cases.Overloads("div divide", [Normal(5), Positive(5)], new { rounding_mode = RoundingMode.floor }),
        .. Cases.Overloads("div divide", [Normal(5), Positive(5)], new { rounding_mode = RoundingMode.trunc }),
        .. Cases.Overloads("max min", [Normal(5), Normal(5)]),
        .. Cases.Overloads(
            "add sub subtract mul multiply div divide true_divide remainder fmod",
            [Normal(5)],
            new { scalar = 1.5, target = 1.5, right = 1.5, other = 1.5 }),
        .. Cases.Overloads("pow", [Positive(5), Normal(5)]),
        .. Cases.Overloads("pow", [Positive(5)], new { exponent = 1.7 }),
        .. Cases.Overloads("pow", [Positive(5)], new { exponent = 2 }),
        .. Cases.Overloads("addcmul addcdiv", [Normal(4), Normal(4), Positive(4)], new { value = 0.3 }),
        .. Cases.Overloads("addcmul addcdiv", [Normal(4), Normal(1), Positive(4)], new { value = 1 }),
        .. Cases.Overloads("lerp", [Normal(4), Normal(4), n => rand(n, 4)]),
        .. Cases.Overloads("clamp clip", [Normal(4)], new { min = -0.5, max = 0.5 }),
        .. Cases.Overloads("clamp", [Normal(4), Normal(4), Normal(4)]),
        .. Cases.Overloads("clamp_min", [Normal(4)], new { min = 0.1 }),
        .. Cases.Overloads("clamp_max", [Normal(4)], new { max = 0.1 }),
        .. Cases.Of(
            Normal(4),
            x => x + 1, x => 1 + x, x => x - 1.5, x => 2 - x, x => x * 2, x => 2.5f * x, x => x / 2, x => 1 / (x.abs() + 1), x => x % 2,
            x => -x, x => x + 1L, x => x * 2.0),
        .. Cases.OfTwo(Normal(4), Positive(4), (x, y) => x + y, (x, y) => x - y, (x, y) => x * y, (x, y) => x / y, (x, y) => x % y),

        .. Cases.Overloads(
            "eq equal ne not_equal lt less le less_equal gt greater ge greater_equal",
            [Whole(ScalarType.Int64, 0, 3, 9), Whole(ScalarType.Int64, 0, 3, 9)]),
        .. Cases.Overloads("eq ne lt le gt ge", [Whole(ScalarType.Float32, 0, 3, 9)], new { target = 1, scalar = 1, right = 1, other = 1 }),
        .. Cases.OfTwo(
            Whole(ScalarType.Float32, 0, 3, 9), Whole(ScalarType.Int64, 0, 3, 9),
            (x, y) => x == y, (x, y) => x != y, (x, y) => x < y, (x, y) => x <= y, (x, y) => x > y, (x, y) => x >= y),
        .. Cases.Overloads("logical_and logical_or logical_xor", [Truth(9), Truth(9)]),
        .. Cases.Overloads("logical_and logical_or logical_xor", [Normal(9), Truth(9)], inPlace: false),
        .. Cases.Overloads("logical_not", [Whole(ScalarType.Int64, 0, 2, 9)]),
        .. Cases.Overloads("bitwise_and bitwise_or bitwise_xor", [Whole(ScalarType.Int64, 0, 99, 9), Whole(ScalarType.Int64, 0, 99, 9)]),
        .. Cases.Overloads("bitwise_and bitwise_or bitwise_xor", [Truth(9), Truth(9)]),
        .. Cases.Overloads("bitwise_not", [Whole(ScalarType.Int64, 0, 99, 9)]),
        .. new[] { ScalarType.Int64, ScalarType.Int32, ScalarType.Int8, ScalarType.Byte }.SelectMany(type =>
            Cases.Overloads(
                "bitwise_left_shift bitwise_right_shift", [Whole(type, type == ScalarType.Byte ? 0 : -60, 60, 9), Whole(type, 0, 5, 9)])),
        .. Cases.OfTwo(Truth(9), Truth(9), (x, y) => x & y, (x, y) => x | y, (x, y) => x ^ y, (x, y) => ~x),
        .. Cases.OfTwo(Whole(ScalarType.Int64, 0, 9, 3), Whole(ScalarType.Int64, 0, 4, 3), (x, y) => x & y, (x, y) => x ^ y, (x, y) => ~x),
        .. Cases.Overloads("isclose", [n => ElementwiseCases.Special(n), n => ElementwiseCases.Special(n) + 1e-6]),
        .. Cases.Overloads(
            "isclose",
            [n => ElementwiseCases.Special(n), n => ElementwiseCases.Special(n) + 0.1],
            new { rtol = 0.5, atol = 0.1, nanEqual = true }),
        .. Cases.Overloads("isclose", [Whole(ScalarType.Int64, 0, 3, 9), Whole(ScalarType.Int64, 0, 3, 9)]),
        .. Cases.Overloads("isin", [Whole(ScalarType.Int64, 0, 9, 4), n => randint(0, 9, 3)]),
        .. Cases.Overloads("isin", [Whole(ScalarType.Float32, 0, 9, 4), n => randint(0, 9, new long[] { 3, 2 })], new { invert = true }),
    ];
}
