using TorchSharp.Modules;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>Functions element by element.</summary>
internal static class ElementwiseCases
{
    private static readonly ScalarType[] Reals = [ScalarType.Float32, ScalarType.Float64];
    private static readonly ScalarType[] Wholes = [ScalarType.Int64, ScalarType.Int32, ScalarType.Byte];

    public static IEnumerable<ParityCase> All =>
    [
        .. Cases.Overloads(
            "abs absolute neg negative exp erf sin cos tan sinh cosh asinh arcsinh atan square exp2 expm1 sign sgn "
            + "frac positive rad2deg deg2rad", [Normal(7)]),
        .. Cases.Overloads("sigmoid tanh floor ceil trunc fix relu erfc expit ndtr sinc", [Normal(7)]),
        .. Cases.Overloads("round", [n => randn(n, 7) * 30], new { decimals = 0 }),
        .. Cases.Overloads("round", [n => randn(n, 7) * 30], new { decimals = 2 }),
        .. Cases.Overloads("round", [n => randn(n, 7) * 3000], new { decimals = -2 }),
        .. Cases.Overloads("log sqrt rsqrt reciprocal log2 log10 log1p entr", [Positive(7)]),
        .. Cases.Overloads("asin arcsin acos arccos atanh arctanh", [n => (rand(n, 7) * 1.9) - 0.95]),
        .. Cases.Overloads("acosh arccosh", [n => rand(n, 7) + 1.1]),
        .. Cases.Overloads("logit", [n => (rand(n, 7) * 0.98) + 0.01]),
        .. Cases.Overloads("logit", [n => rand(n, 7)], new { eps = 0.1 }),
        .. Cases.Overloads("arctan", [Normal(7)]),
        .. Cases.Overloads("arctan atan2 arctan2 hypot copysign heaviside logaddexp logaddexp2 fmax fmin", [Normal(7), Normal(7)]),
        .. Cases.Overloads("atan2 hypot heaviside fmax fmin", [Special, n => Special(n).flip(1)]),
        .. Cases.Overloads("copysign atan2", [n => Special(n).narrow(1, 1, 7), n => Special(n).narrow(1, 1, 7).flip(1)]),
        .. Cases.Overloads("logaddexp", [Infinite, n => Infinite(n).flip(1)]),
        .. Cases.Overloads("float_power", [Positive(5), Normal(5)], inPlace: false),
        .. Cases.Overloads("float_power", [n => Positive(5)(n).to(ScalarType.Float64), Normal(5)]),
        .. Cases.Overloads("float_power", [Whole(ScalarType.Int64, 1, 6, 5), Whole(ScalarType.Int64, 0, 4, 5)], inPlace: false),
        .. Cases.Overloads("ldexp", [Normal(5), Whole(ScalarType.Int32, -3, 4, 5)]),
        .. Cases.Overloads("xlogy", [n => randn(n, 6).relu(), Positive(6)]),
        .. Cases.Overloads("xlogy", [n => randn(n, 6).relu()], new { y = 1.5 }),
        .. Cases.Overloads("xlog1py", [n => randn(n, 6).relu(), Positive(6)]),
        .. Cases.Overloads("nan_to_num", [Special]),
        .. Cases.Overloads("nan_to_num", [Special], new { nan = 1.5, posinf = 7.0, neginf = -8.0 }),
        .. Cases.Overloads("isfinite isinf isnan isposinf isneginf isreal angle", [Special]),
        .. Cases.Overloads("signbit", [n => Special(n).narrow(1, 1, 7)]),
        .. Cases.Overloads("isfinite isreal signbit", [Whole(ScalarType.Int64, -3, 4, 5)]),
        .. Cases.Overloads("conj conj_physical resolve_conj resolve_neg real get_real", [Normal(5)]),
        .. Reals.SelectMany(
            type => Cases.Overloads("exp log sin sqrt sigmoid tanh abs floor sign round", [n => (rand(n, 4) + 0.2).to(type)])),
        .. Wholes.SelectMany(
            type => Cases.Overloads("exp log sin sqrt sigmoid tanh abs floor sign square", [Whole(type, 1, 6, 4)], inPlace: false)),
        .. Wholes.SelectMany(type => Cases.Overloads(
            "atan2 hypot copysign heaviside fmax fmin logaddexp xlogy ldexp", [Normal(4), Whole(type, 1, 6, 4)], inPlace: false)
            .Where(one => !one.ToString().Contains("heaviside") && !one.ToString().Contains("hypot"))),

        // Activations.
        .. Cases.Overloads(
            "relu6 selu hardsigmoid hardswish mish Mish silu SiLU softsign Softsign tanhshrink Tanhshrink logsigmoid log_sigmoid gelu",
            [Normal(6)]),
        .. Cases.Overloads("gelu", [Normal(6)], new { approximate = GELU.Approximate.tanh }),
        .. Cases.Overloads("leaky_relu", [Normal(6)], new { negative_slope = 0.2 }),
        .. Cases.Overloads("elu", [Normal(6)], new { alpha = 0.7 }),
        .. Cases.Overloads("celu", [Normal(6)], new { alpha = 1.3 }),
        .. Cases.Overloads("softplus", [Normal(6)], new { beta = 2, threshold = 1 }),
        .. Cases.Overloads("softplus", [Normal(6)], new { beta = 1, threshold = 20 }),
        .. Cases.Overloads("hardtanh Hardtanh", [Normal(6)], new { min_val = -0.4, max_val = 0.3, min = -0.4, max = 0.3 }),
        .. Cases.Overloads("hardshrink Hardshrink softshrink Softshrink", [Normal(6)], new { lambda = 0.4 }),
        .. Cases.Overloads("threshold Threshold", [Normal(6)], new { threshold = 0.1, value = 5.0 }),
        .. Cases.Overloads("rrelu", [Normal(6)], new { lower = 0.1, upper = 0.3 }),
        .. Cases.Overloads("glu", [Normal(6)], new { dim = 1 }),
        .. Cases.Overloads("prelu", [Normal(4, 3), n => rand(4)]),
        .. Cases.Overloads("prelu", [Normal(4, 3), n => rand(1)]),
        .. Cases.Overloads("softmax log_softmax softmin", [Normal(4, 3)], new { dim = 1 }),
        .. Cases.Overloads("softmax log_softmax", [Normal(4)], new { dim = -1, dtype = ScalarType.Float64 }),
        .. Cases.Overloads("softmax2d", [Normal(3, 4, 2)]),
        .. Cases.Layers(
            Normal(4, 3, 2),
            nn.ReLU(), nn.ReLU6(), nn.LeakyReLU(0.3), nn.ELU(0.4), nn.SELU(), nn.CELU(0.8), nn.GELU(), nn.GELU(GELU.Approximate.tanh),
            nn.SiLU(), nn.Mish(), nn.Sigmoid(), nn.Tanh(),
            nn.Hardtanh(-0.3, 0.6), nn.Hardsigmoid(), nn.Hardswish(), nn.Hardshrink(0.3), nn.Softshrink(0.2), nn.Softplus(2, 1),
            nn.Softsign(), nn.LogSigmoid(), nn.Tanhshrink(), nn.Threshold(0.1, 3),
            nn.RReLU(0.1, 0.4), nn.GLU(1), nn.Softmax(1), nn.LogSoftmax(-1), nn.Softmin(1), nn.PReLU(4), nn.PReLU(1), nn.Softmax2d()),
        .. Cases.Overloads(
            "dropout dropout1d dropout2d dropout3d alpha_dropout feature_alpha_dropout", [Normal(3, 4, 2)], new { training = false }),
        .. Cases.Layers(
            Normal(3, 4, 2), nn.Dropout(0.5), nn.AlphaDropout(0.5), nn.FeatureAlphaDropout(0.5), nn.Dropout2d(0.5), nn.Identity()),
        .. Cases.Layers(Normal(3, 4), nn.Dropout1d(0.5)),
        .. Cases.Layers(Normal(3, 4, 2, 2), nn.Dropout3d(0.5)),
    ];

    /// <summary>Numbers with zeros, infinities and what is no number.</summary>
    public static Tensor Special(long n) => cat(
        [
            full(n, 1, double.NaN, float32),
            full(n, 1, double.PositiveInfinity, float32),
            full(n, 1, double.NegativeInfinity, float32),
            zeros(n, 1),
            zeros(n, 1).neg(),
            randn(n, 3)
        ], 1);

    private static Tensor Infinite(long n) => cat([
        full(n, 1, double.PositiveInfinity, float32),
        full(n, 1, double.NegativeInfinity, float32),
        randn(n, 2),
        full(n, 1, double.NegativeInfinity, float32)
    ], 1);
}
