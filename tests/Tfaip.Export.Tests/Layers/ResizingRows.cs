using static Tfaip.Export.Tests.Layers.LayerRow;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Layers;

/// <summary>Pixel shuffles, interpolation and up-sampling.</summary>
internal static class ResizingRows
{
    private const string Signals = "x: float32[batch, 1, time]; time: 2..20";
    private const string Images = "x: float32[batch, 1, height, width]; height: 2..12; width: 2..12";
    private const string Volumes = "x: float32[batch, 1, depth, height, width]; batch: 1..9; depth: 2..6; height: 2..6; width: 2..6";

    public static IEnumerable<LayerRow> All =>
    [
        Of("pixel shuffle", () => PixelShuffle(3), "x: float32[batch, 9, height, width]"),
        Of("pixel unshuffle", () => PixelUnshuffle(3), "x: float32[batch, 1, height, width]; height: 3..24 step 3; width: 3..24 step 3"),
        Function("standard", x => F.interpolate(x[0], scale_factor: [2, 2]), Images),
        Function("nearest", x => F.interpolate(x[0], scale_factor: [2, 2], mode: InterpolationMode.Nearest), Images),
        Function("bilinear", x => F.interpolate(x[0], scale_factor: [2, 2], mode: InterpolationMode.Bilinear), Images),
        Function(
            "bilinear to a size",
            x => F.interpolate(x[0], [6, 6], mode: InterpolationMode.Bilinear, antialias: false),
            "x: float32[batch, 1, 9, 9]"),
        Function(
            "bilinear to a size, antialiased",
            x => F.interpolate(x[0], [6, 6], mode: InterpolationMode.Bilinear, antialias: true),
            "x: float32[batch, 1, 9, 9]"),
        Function(
            "bicubic to a size",
            x => F.interpolate(x[0], [6, 6], mode: InterpolationMode.Bicubic, antialias: false),
            "x: float32[batch, 1, 9, 9]"),
        Function(
            "bicubic to a size, antialiased",
            x => F.interpolate(x[0], [6, 6], mode: InterpolationMode.Bicubic, antialias: true),
            "x: float32[batch, 1, 9, 9]"),
        Function("area", x => F.interpolate(x[0], scale_factor: [2, 2], mode: InterpolationMode.Area), Images),
        Function("trilinear", x => F.interpolate(x[0], scale_factor: [2, 2, 2], mode: InterpolationMode.Trilinear), Volumes),
        Function("nearest, exact", x => F.interpolate(x[0], scale_factor: [2, 2], mode: InterpolationMode.NearestExact), Images),
        Of("layer, nearest", () => Upsample(scale_factor: [2, 2], mode: UpsampleMode.Nearest), Images),
        Of("layer, linear", () => Upsample(scale_factor: [2], mode: UpsampleMode.Linear), Signals),
        Of("layer, bilinear", () => Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bilinear), Images),
        Of("layer, bilinear, corners", () => Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bilinear, align_corners: true), Images),
        Of("layer, bicubic", () => Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bicubic), Images),
        Of("layer, bicubic, corners", () => Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bicubic, align_corners: true), Images),
        Of("layer, trilinear", () => Upsample(scale_factor: [2, 2, 2], mode: UpsampleMode.Trilinear), Volumes),
        Of(
            "layer, trilinear, corners",
            () => Upsample(scale_factor: [2, 2, 2], mode: UpsampleMode.Trilinear, align_corners: true),
            Volumes),
    ];
}
