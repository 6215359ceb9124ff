using static Tfaip.Export.Tests.Layers.LayerRow;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Layers;

/// <summary>Normalisations; the tests give the parameters and running statistics random values.</summary>
internal static class NormalisationRows
{
    private const string Signals = "x: float32[batch, 3, time]; batch: 2..20; time: 4..30";
    private const string Images = "x: float32[batch, 3, height, width]; batch: 2..9; height: 4..16; width: 4..16";
    private const string Volumes = "x: float32[batch, 3, depth, height, width]; batch: 2..5; depth: 3..8; height: 3..8; width: 3..8";
    private const string Two = "x: float32[batch, 2, 5]";

    public static IEnumerable<LayerRow> All =>
    [
        Of("batch, one axis", () => BatchNorm1d(3), Signals),
        Of("batch, no axis", () => BatchNorm1d(28), "x: float32[batch, 28]; batch: 2..40"),
        Of("batch, one axis, statistics", () => BatchNorm1d(3, track_running_stats: true), Signals),
        Of("batch, two axes", () => BatchNorm2d(3), Images),
        Of("batch, two axes, statistics", () => BatchNorm2d(3, track_running_stats: true), Images),
        Of("batch, three axes", () => BatchNorm3d(3), Volumes),
        Of("batch, three axes, statistics", () => BatchNorm3d(3, track_running_stats: true), Volumes),
        Of("batch, one axis, no statistics", () => BatchNorm1d(3, track_running_stats: false), Signals),
        Of("batch, two axes, no statistics", () => BatchNorm2d(3, track_running_stats: false), Images),
        Of("batch, three axes, no statistics", () => BatchNorm3d(3, track_running_stats: false), Volumes),
        Of(
            "batch, no axis, no statistics, not affine",
            () => BatchNorm1d(28, affine: false, track_running_stats: false),
            "x: float32[batch, 28]; batch: 2..40"),
        Function(
            "batch, as a function, of the batch",
            x => F.batch_norm(x[0], null, null, x[1], x[2], training: true),
            "x: float32[batch, 2, 5]; batch: 2..20",
            "weight: float32[2]",
            "bias: float32[2]"),
        Of("instance, one axis", () => InstanceNorm1d(3), Signals),
        Of("instance, one axis, affine", () => InstanceNorm1d(3, affine: true), Signals),
        Of("instance, one axis, statistics", () => InstanceNorm1d(3, track_running_stats: true), Signals),
        Of("instance, one axis, affine, statistics", () => InstanceNorm1d(3, affine: true, track_running_stats: true), Signals),
        Of("instance, two axes", () => InstanceNorm2d(3), Images),
        Of("instance, two axes, affine", () => InstanceNorm2d(3, affine: true), Images),
        Of("instance, two axes, statistics", () => InstanceNorm2d(3, track_running_stats: true), Images),
        Of("instance, two axes, affine, statistics", () => InstanceNorm2d(3, affine: true, track_running_stats: true), Images),
        Of("instance, three axes", () => InstanceNorm3d(3), Volumes),
        Of("instance, three axes, affine", () => InstanceNorm3d(3, affine: true), Volumes),
        Of("instance, three axes, statistics", () => InstanceNorm3d(3, track_running_stats: true), Volumes),
        Of("instance, three axes, affine, statistics", () => InstanceNorm3d(3, affine: true, track_running_stats: true), Volumes),
        Of("layer, three axes", () => LayerNorm(new long[] { 4, 8, 8 }), "x: float32[batch, 3, 4, 8, 8]"),
        Of("layer, no parameters", () => LayerNorm([8], elementwise_affine: false), "x: float32[batch, time, 8]"),
        Of("layer, no parameters, two axes", () => LayerNorm([4, 8], 1e-3, elementwise_affine: false), "x: float32[batch, 4, 8]"),
        Of("local response", () => LocalResponseNorm(2), Volumes),
        Of("group", () => GroupNorm(3, 6), "x: float32[batch, 6, height, width]; batch: 1..9; height: 4..16; width: 4..16"),
        Function("length one", x => F.normalize(x[0]), "x: float32[batch, 5, 4]"),
        Function(
            "batch, as a function", x => F.batch_norm(x[0], x[1], x[2].square()), Two, "mean: float32[2]", "root: float32[2] in 0.3..2"),
        Function(
            "batch, as a function, affine",
            x => F.batch_norm(x[0], x[1], x[2].square(), x[3], x[4]),
            Two,
            "mean: float32[2]",
            "root: float32[2] in 0.3..2",
            "weight: float32[2]",
            "bias: float32[2]"),
        Function("group, as a function", x => F.group_norm(x[0], 4), "x: float32[batch, 12, 5]"),
        Function(
            "group, as a function, affine",
            x => F.group_norm(x[0], 4, x[1], x[2]),
            "x: float32[batch, 12, 5]",
            "weight: float32[12]",
            "bias: float32[12]"),
        Function("instance, as a function", x => F.instance_norm(x[0]), Two),
        Function(
            "instance, as a function, affine",
            x => F.instance_norm(x[0], null, null, x[1], x[2]),
            Two,
            "weight: float32[2]",
            "bias: float32[2]"),
        Function(
            "instance, as a function, statistics",
            x => F.instance_norm(x[0], x[1], x[2].square(), use_input_stats: false),
            Two,
            "mean: float32[2]",
            "root: float32[2] in 0.3..2"),
        Function("layer, as a function", x => F.layer_norm(x[0], new long[] { 12 }), "x: float32[batch, 5, 12]"),
        Function(
            "layer, as a function, affine",
            x => F.layer_norm(x[0], new long[] { 12 }, x[1], x[2]),
            "x: float32[batch, 5, 12]",
            "weight: float32[12]",
            "bias: float32[12]"),
        Function("local response, as a function", x => F.local_response_norm(x[0], 5, alpha: 0.5), "x: float32[batch, 6, 4]"),
    ];
}
