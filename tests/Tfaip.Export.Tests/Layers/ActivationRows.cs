using static Tfaip.Export.Tests.Layers.LayerRow;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Layers;

/// <summary>Activations.</summary>
internal static class ActivationRows
{
    private const string Rows = "x: float32[batch, 8]";
    private const string Wide = "x: float32[batch, 8] in -50..50";
    private const string Cubes = "x: float32[batch, 8, 8]";
    private const string Images = "x: float32[batch, 3, height, width] in -50..50";

    public static IEnumerable<LayerRow> All =>
    [
        Of("relu", () => ReLU(), Rows),
        Of("relu in place", () => Sequential(Linear(8, 8), ReLU(inplace: true)), Rows),
        Of("relu6", () => ReLU6(), Wide),
        Of("leaky relu", () => LeakyReLU(0.1), Rows),
        Of("leaky relu of a scalar", () => LeakyReLU(0.1), "x: float32[] in -15..15"),
        Of("mish", () => Mish(), Rows),
        Of("rrelu", () => RReLU(), Rows),
        Of("celu", () => CELU(), Rows),
        Of("elu", () => ELU(), Rows),
        Of("glu", () => GLU(), Cubes),
        Of("selu", () => SELU(), Rows),
        Of("gelu", () => GELU(), Wide),
        Of("gelu by tanh", () => GELU(TorchSharp.Modules.GELU.Approximate.tanh), Wide),
        Of("prelu", () => PReLU(1, 0.35), Images),
        Of("hardshrink", () => Hardshrink(), Cubes),
        Of("hardsigmoid", () => Hardsigmoid(), Cubes),
        Of("hardswish of a vector", () => Hardswish(), "x: float32[count] in -5..5"),
        Of("hardtanh", () => Hardtanh(), Cubes),
        Of("sigmoid", () => Sigmoid(), Wide),
        Of("log-sigmoid", () => LogSigmoid(), Wide),
        Of("silu", () => SiLU(), Wide),
        Of("softmax over the channels", () => Softmax2d(), Images),
        Of("softmax over an axis from the end", () => Softmax(-3), Images),
        Of("tanh", () => Tanh(), Images),
        Of("softmax", () => Softmax(1), Wide),
        Function("softmax as a special function", x => special.softmax(x[0], 1), Wide),
        Function("softmax in float64", x => special.softmax(x[0], 1, float64), Wide),
        Of("softmin", () => Softmin(1), Wide),
        Of("softplus", () => Softplus(), Cubes),
        Of("softshrink", () => Softshrink(), Cubes),
        Of("softsign", () => Softsign(), Cubes),
        Of("tanhshrink", () => Tanhshrink(), Cubes),
        Of("threshold", () => Threshold(0.1, 0.0), Cubes),
        Function("gelu as a function", x => F.gelu(x[0]), Rows),
    ];
}
