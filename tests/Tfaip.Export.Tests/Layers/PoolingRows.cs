using static Tfaip.Export.Tests.Layers.LayerRow;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Layers;

/// <summary>Poolings and what undoes them.</summary>
internal static class PoolingRows
{
    private const string Signals = "x: float32[batch, 3, time]; batch: 1..20; time: 4..40";
    private const string Planes = "x: float32[channels, height, width]; channels: 1..20; height: 4..20; width: 4..20";
    private const string Images = "x: float32[batch, 4, height, width]; batch: 1..9; height: 4..20; width: 4..20";
    private const string Cubes = "x: float32[channels, depth, height, width]; channels: 1..9; depth: 4..9; height: 4..9; width: 4..9";
    private const string Volumes = "x: float32[batch, 3, depth, height, width]; batch: 1..5; depth: 4..9; height: 4..9; width: 4..9";

    public static IEnumerable<LayerRow> All => [.. Maxima, .. Undone, .. Means, .. Norms];

    private static IEnumerable<LayerRow> Maxima =>
    [
        Of("max, one axis", () => MaxPool1d(2), Signals),
        Of(
            "max, one axis, with indices",
            () => MaxPool1d(2),
            (m, x) => [m.forward_with_indices(x[0]).Item1, m.forward_with_indices(x[0]).Item2],
            Signals),
        Of("max, one axis, stride", () => MaxPool1d(2, 1), Signals),
        Of("max, one axis, dilated", () => MaxPool1d(3, 1, 1, 2), Signals),
        Of("max, one axis, dilated, ceil", () => MaxPool1d(3, 1, 1, 2, true), Signals),
        Function("max, two axes, as a function", x => F.max_pool2d(x[0], new long[] { 2, 2 }, new long[] { 2, 2 }), Planes),
        Function("max, two axes, as a function of pairs", x => F.max_pool2d(x[0], (2, 2), (2, 2)), Planes),
        Function("max, two axes, as a function of numbers", x => F.max_pool2d(x[0], 2, 2), Planes),
        Function("max, two axes, as a function of one number", x => F.max_pool2d(x[0], 2), Planes),
        Of("max, two axes, no batch", () => MaxPool2d(2), Planes),
        Of(
            "max, two axes, with indices",
            () => MaxPool2d(2),
            (m, x) => [m.forward_with_indices(x[0]).Item1, m.forward_with_indices(x[0]).Item2],
            Planes),
        Of(
            "max, two axes, pair, with indices",
            () => MaxPool2d((2, 2)),
            (m, x) => [m.forward_with_indices(x[0]).Item1, m.forward_with_indices(x[0]).Item2],
            Images),
        Of("max, two axes, stride", () => MaxPool2d(2, 1), Planes),
        Of("max, two axes, pairs", () => MaxPool2d((2, 2), (1, 1)), Images),
        Of("max, two axes, dilated", () => MaxPool2d(3, 1, 1, 2), Planes),
        Of("max, two axes, dilated, pairs", () => MaxPool2d((3, 3), (1, 1), (1, 1), (2, 2)), Images),
        Of("max, two axes, dilated, ceil", () => MaxPool2d(3, 1, 1, 2, true), Images),
        Of("max, two axes, dilated, pairs, ceil", () => MaxPool2d((3, 3), (1, 1), (1, 1), (2, 2), true), Planes),
        Of("max, three axes", () => MaxPool3d(2), Cubes),
        Of(
            "max, three axes, with indices",
            () => MaxPool3d(2),
            (m, x) => [m.forward_with_indices(x[0]).Item1, m.forward_with_indices(x[0]).Item2],
            Cubes),
        Of(
            "max, three axes, triple, with indices",
            () => MaxPool3d((2, 2, 2)),
            (m, x) => [m.forward_with_indices(x[0]).Item1, m.forward_with_indices(x[0]).Item2],
            Volumes),
        Of("max, three axes, stride", () => MaxPool3d(2, 1), Cubes),
        Of("max, three axes, triples", () => MaxPool3d((2, 2, 2), (1, 1, 1)), Volumes),
        Of("max, three axes, dilated", () => MaxPool3d(3, 1, 1, 2), Cubes),
        Of("max, three axes, dilated, ceil", () => MaxPool3d(3, 1, 1, 2, true), Volumes),
        Of("max, three axes, dilated, triples", () => MaxPool3d((3, 3, 3), (1, 1, 1), (1, 1, 1), (2, 2, 2)), Volumes),
        Of("max, three axes, dilated, triples, ceil", () => MaxPool3d((3, 3, 3), (1, 1, 1), (1, 1, 1), (2, 2, 2), true), Cubes),
    ];

    private static IEnumerable<LayerRow> Undone =>
    [
        Function("max undone, one axis", x => Undo1(x[0]), "x: float32[batch, 1, time]; time: 8..32 step 2"),
        Function(
            "max undone, two axes",
            x => Undo2(x[0], false),
            "x: float32[batch, 1, height, width]; height: 4..16 step 2; width: 4..16 step 2"),
        Function("max undone to a size, two axes", x => Undo2(x[0], true), "x: float32[batch, 1, 4, 5]"),
        Function("max undone, three axes", x => Undo3(x[0], false), "x: float32[batch, 1, 2, 2, 4]"),
        Function("max undone to a size, three axes", x => Undo3(x[0], true), "x: float32[batch, 1, 2, 2, 5]"),
    ];

    private static IEnumerable<LayerRow> Means =>
    [
        Of("mean, one axis", () => AvgPool1d(2), Signals),
        Of("mean, one axis, stride", () => AvgPool1d(2, 1), Signals),
        Function("mean, two axes, as a function", x => F.avg_pool2d(x[0], new long[] { 2, 2 }, new long[] { 2, 2 }), Planes),
        Function("mean, two axes, as a function of a kernel", x => F.avg_pool2d(x[0], new long[] { 2, 2 }), Images),
        Function("mean, two axes, as a function of a pair", x => F.avg_pool2d(x[0], (2, 2)), Images),
        Function("mean, two axes, as a function of a number", x => F.avg_pool2d(x[0], 2), Images),
        Of("mean, two axes", () => AvgPool2d(new long[] { 2, 2 }), Planes),
        Of("mean, two axes, number", () => AvgPool2d(2), Images),
        Of("mean, two axes, pair", () => AvgPool2d((2, 2)), Images),
        Of("mean, two axes, stride", () => AvgPool2d(new long[] { 2, 2 }, new long[] { 1, 1 }), Planes),
        Of("mean, two axes, stride, batch", () => AvgPool2d(new long[] { 2, 2 }, new long[] { 1, 1 }), Images),
        Of("mean, three axes", () => AvgPool3d(new long[] { 2, 2, 2 }), Cubes),
        Of("mean, three axes, stride", () => AvgPool3d(new long[] { 2, 2, 2 }, new long[] { 1, 1, 1 }), Cubes),
        Of("mean, three axes, stride, batch", () => AvgPool3d(new long[] { 2, 2, 2 }, new long[] { 1, 1, 1 }), Volumes),
        Of("adaptive mean", () => AdaptiveAvgPool2d(new long[] { 2, 2 }), Images),
        Of("adaptive mean, number", () => AdaptiveAvgPool2d(2), Images),
        Of("adaptive mean, pair", () => AdaptiveAvgPool2d((2, 2)), "x: float32[batch, 2, 2, 2]"),
    ];

    private static IEnumerable<LayerRow> Norms =>
    [
        Of("norm, one axis", () => LPPool1d(2, 2), Signals),
        Of("norm, one axis, stride", () => LPPool1d(2, 2, 1), Signals),
        Of("norm, two axes", () => LPPool2d(2, new long[] { 2, 2 }), Planes),
        Of("norm, two axes, stride", () => LPPool2d(2, new long[] { 2, 2 }, new long[] { 1, 1 }), Planes),
        Of("norm, two axes, stride, batch", () => LPPool2d(2, new long[] { 2, 2 }, new long[] { 1, 1 }), Images),
    ];

    private static Tensor Undo1(Tensor x)
    {
        var (pooled, indices) = MaxPool1d(2, 2).forward_with_indices(x);
        return MaxUnpool1d(2, 2).call(pooled, indices);
    }

    private static Tensor Undo2(Tensor x, bool size)
    {
        var (pooled, indices) = MaxPool2d(2, 2).forward_with_indices(x);
        return MaxUnpool2d(2, 2).call(pooled, indices, size ? x.shape : null);
    }

    private static Tensor Undo3(Tensor x, bool size)
    {
        var (pooled, indices) = MaxPool3d(2, 2).forward_with_indices(x);
        return MaxUnpool3d(2, 2).call(pooled, indices, size ? x.shape : null);
    }
}
