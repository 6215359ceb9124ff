using TorchSharp;
using static Tfaip.Export.Tests.Layers.LayerRow;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Layers;

/// <summary>Dropouts, which do nothing in evaluation, and paddings.</summary>
internal static class PaddingRows
{
    private const string Signals = "x: float32[batch, 3, time] in 0..1; time: 4..40";
    private const string Images = "x: float32[batch, 3, height, width] in 0..1; batch: 1..9; height: 4..20; width: 4..20";
    private const string Volumes =
        "x: float32[batch, 3, depth, height, width] in 0..1; batch: 1..5; depth: 4..8; height: 4..8; width: 4..8";

    public static IEnumerable<LayerRow> All => [.. Dropouts, .. Paddings];

    private static IEnumerable<LayerRow> Dropouts =>
    [
        Of("dropout", () => Dropout(0.75), Signals),
        Of("dropout in place", () => Dropout(0.75, inplace: true), Signals),
        Of("dropout, one axis", () => Dropout1d(0.75), Signals),
        Of("dropout, one axis, in place", () => Dropout1d(0.75, inplace: true), Signals),
        Of("dropout, two axes", () => Dropout2d(0.75), Images),
        Of("dropout, two axes, in place", () => Dropout2d(0.75, inplace: true), Images),
        Of("dropout, three axes", () => Dropout3d(0.75), Volumes),
        Of("dropout, three axes, in place", () => Dropout3d(0.75, inplace: true), Volumes),
        Of("alpha dropout", () => AlphaDropout(0.75), Signals),
        Of("feature alpha dropout", () => FeatureAlphaDropout(0.75), Signals),
        Function("dropout as a function, not training", x => F.dropout2d(x[0], 0.75, false, false), Images),
    ];

    private static IEnumerable<LayerRow> Paddings =>
    [
        Of("zeros", () => ZeroPad2d(3), Images),
        Of("zeros, each side", () => ZeroPad2d((3, 3, 3, 3)), Images),
        Of("reflection, one axis", () => ReflectionPad1d(3), Signals),
        Of("reflection, one axis, each side", () => ReflectionPad1d((3, 3)), Signals),
        Of("reflection, two axes", () => ReflectionPad2d(3), Images),
        Of("reflection, two axes, each side", () => ReflectionPad2d((3, 3, 3, 3)), Images),
        Of("reflection, three axes", () => ReflectionPad3d(3), Volumes),
        Of("reflection, three axes, each side", () => ReflectionPad3d((3, 3, 3, 3, 3, 3)), Volumes),
        Of("replication, one axis", () => ReplicationPad1d(3), Signals),
        Of("replication, one axis, each side", () => ReplicationPad1d((3, 3)), Signals),
        Of("replication, two axes", () => ReplicationPad2d(3), Images),
        Of("replication, two axes, each side", () => ReplicationPad2d((3, 2, 3, 2)), Images),
        Of("replication, three axes", () => ReplicationPad3d(3), Volumes),
        Of("replication, three axes, each side", () => ReplicationPad3d((3, 3, 3, 3, 3, 3)), Volumes),
        Of("constant, one axis, float64", () => ConstantPad1d(3, Math.PI), "x: float64[batch, 3, time]"),
        Of("constant, one axis, float64, each side", () => ConstantPad1d((3, 3), Math.PI), "x: float64[batch, 3, time]"),
        Of("constant, two axes, float64", () => ConstantPad2d(3, Math.PI), "x: float64[batch, 3, height, 4]"),
        Of("constant, two axes, float64, each side", () => ConstantPad2d((3, 3, 3, 3), Math.PI), "x: float64[batch, 3, height, 4]"),
        Of("constant, three axes, float64", () => ConstantPad3d(3, Math.PI), "x: float64[batch, 3, depth, 4, 4]; batch: 1..9; depth: 1..9"),
        Of(
            "constant, three axes, float64, each side",
            () => ConstantPad3d((3, 3, 3, 3, 3, 3), Math.PI),
            "x: float64[batch, 3, depth, 4, 4]; batch: 1..9; depth: 1..9"),
        Function(
            "constant as a function, whole numbers",
            x => F.pad(input: x[0], pad: new long[] { 1, 2 }, mode: PaddingModes.Constant, value: 0),
            "x: int64[batch, 3] in 0..9"),
        Function("constant as a function, two axes", x => F.pad(x[0], new long[] { 1, 1, 2, 3 }, PaddingModes.Constant, 0.0), Images),
    ];
}
