using TorchSharp;
using static Tfaip.Export.Tests.Layers.LayerRow;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Layers;

/// <summary>Linear and bilinear layers, and what is near them.</summary>
internal static class LinearRows
{
    private const string Wide = "x: float32[batch, 1000]";

    public static IEnumerable<LayerRow> All =>
    [
        Of("linear", () => Linear(1000, 100), Wide),
        Of("linear without bias", () => Linear(1000, 100, false), Wide),
        Of("linear, float64", () => Linear(1000, 100, true, dtype: float64), "x: float64[batch, 1000]"),
        Of("linear whose bias was taken away", WithoutBias, "x: float32[batch, 100]"),
        Of("linear whose bias was taken away, of one vector", WithoutBias, "x: float32[100]"),
        Of("linear with other weights", Replaced, Wide),
        Of("linear over the last of three axes", () => Linear(100, 10), "x: float32[batch, time, 100]"),
        Of("linear with batch norm fused into it", Fused, "x: float32[batch, 15]"),
        Of(
            "convolution with batch norm fused into it",
            FusedConvolution,
            "x: float32[batch, 20, height, width]; batch: 1..6; height: 4..16; width: 4..16"),
        Function(
            "linear as a function",
            x => F.linear(x[0], x[1], x[2]),
            Wide,
            "weight: float32[units, 1000] in -0.05..0.05",
            "bias: float32[units]"),
        Function("linear as a function, without bias", x => F.linear(x[0], x[1]), Wide, "weight: float32[units, 1000] in -0.05..0.05"),
        Of("bilinear", () => Bilinear(20, 30, 40), "x: float32[batch, 20]", "y: float32[batch, 30]"),
        Function(
            "bilinear as a function",
            x => F.bilinear(x[0], x[1], x[2], x[3]),
            "x: float32[batch, 20]",
            "y: float32[batch, 30]",
            "weight: float32[40, 20, 30]",
            "bias: float32[40]"),
        Function(
            "bilinear as a function, without bias",
            x => F.bilinear(x[0], x[1], x[2]),
            "x: float32[batch, 20]",
            "y: float32[batch, 30]",
            "weight: float32[40, 20, 30]"),
        Of("identity", () => Identity(), Wide),
        Of(
            "scaled columns, bias of two axes",
            Scaled,
            (m, x) => [m.call(cat([x[0]], 1) * linspace(0.25, 0.34, 11).reshape(1, 11))],
            "x: float32[batch, 11]"),
        Of(
            "cosine similarity with whole numbers",
            () => CosineSimilarity(),
            (m, x) => [m.call(x[0], x[1])],
            "x: float32[batch, 12] in 0..1",
            "y: int64[batch, 12] in 0..11"),
        Of(
            "pairwise distance to whole numbers",
            () => PairwiseDistance(keepdim: true),
            (m, x) => [m.call(x[0], x[1])],
            "x: float32[batch, 12] in 0..1",
            "y: int64[batch, 12] in 0..11"),
    ];

    private static TorchSharp.Modules.Linear WithoutBias()
    {
        var layer = Linear(100, 100);
        layer.bias = null;
        return layer;
    }

    private static TorchSharp.Modules.Linear Replaced()
    {
        var layer = Linear(1000, 1000);
        layer.weight = (randn(100, 1000) * 0.05).AsParameter();
        layer.bias = randn(100).AsParameter();
        return layer;
    }

    private static TorchSharp.Modules.Linear Scaled()
    {
        var layer = Linear(11, 1);
        layer.weight = randn(1, 11).AsParameter();
        layer.bias = randn(1, 1).AsParameter();
        return layer;
    }

    private static TorchSharp.Modules.Linear Fused()
    {
        var (linear, norm) = (Linear(15, 15), BatchNorm1d(15, eps: 1));
        linear.eval();
        norm.eval();
        return nn.utils.fuse_linear_bn_eval(linear, norm);
    }

    private static TorchSharp.Modules.Conv2d FusedConvolution()
    {
        var (convolution, norm) = (Conv2d(20, 5, 3), BatchNorm2d(5, eps: 13));
        var (weight, bias) = nn.utils.fuse_conv_bn_weights(
            convolution.weight!, convolution.bias, randn(5), rand(5) + 0.5, 13, norm.weight!, norm.bias!);
        var fused = Conv2d(20, 5, 3);
        (fused.weight, fused.bias) = (weight, bias);
        return fused;
    }
}
