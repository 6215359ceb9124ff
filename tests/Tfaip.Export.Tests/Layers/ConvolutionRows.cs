using TorchSharp;
using static Tfaip.Export.Tests.Layers.LayerRow;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Layers;

/// <summary>Convolutions.</summary>
internal static class ConvolutionRows
{
    private const string Signals = "x: float32[batch, 3, time] in 0..1; batch: 1..20; time: 6..40";
    private const string Images = "x: float32[batch, 3, height, width] in 0..1; batch: 1..6; height: 5..14; width: 5..14";
    private const string Volumes =
        "x: float32[batch, 3, depth, height, width] in 0..1; batch: 1..4; depth: 4..8; height: 4..8; width: 4..8";

    public static IEnumerable<LayerRow> All =>
    [
        Of("one axis", () => Conv1d(3, 64, 5), Signals),
        Of("one axis, new weights", () => New(Conv1d(3, 64, 3)), Signals),
        Of(
            "two axes, another count of channels and kernel, groups",
            Regrouped,
            "x: float32[batch, 4, height, width]; height: 5..14; width: 5..14"),
        Of(
            "two axes, transposed, another count of channels and kernel, groups",
            RegroupedBack,
            "x: float32[batch, 4, height, width]; height: 5..14; width: 5..14"),
        Of("one axis, stride", () => Conv1d(3, 64, 3, stride: 2), Signals),
        Of("one axis, padding", () => Conv1d(3, 64, 3, padding: 1), Signals),
        Of("one axis, reflected", () => Conv1d(3, 64, 3, padding: 1, padding_mode: PaddingModes.Reflect), Signals),
        Of("one axis, same length", () => Conv1d(3, 64, 3, padding: Padding.Same), Signals),
        Of("two axes", () => Conv2d(3, 64, 3), Images),
        Of("two axes, pair", () => Conv2d(3, 64, (3, 3)), Images),
        Of("two axes, no batch", () => Conv2d(3, 64, 3), "x: float32[3, height, width] in 0..1; height: 5..14; width: 5..14"),
        Of("two axes, stride", () => Conv2d(3, 64, 3, stride: 2), Images),
        Of("two axes, pair of strides", () => Conv2d(3, 64, (3, 3), stride: (2, 2)), Images),
        Of("two axes, padding", () => Conv2d(3, 64, 3, padding: 1), Images),
        Of("two axes, reflected", () => Conv2d(3, 64, (3, 3), padding: (1, 1), padding_mode: PaddingModes.Reflect), Images),
        Of("two axes, same size", () => Conv2d(3, 64, 3, padding: Padding.Same), Images),
        Of("two axes, pair, same size", () => Conv2d(3, 64, (3, 3), padding: Padding.Same), Images),
        Of("two axes, flat kernel", () => Conv2d(3, 16, kernel_size: (1, 7), stride: (1, 1), padding: (0, 3)), Images),
        Of("three axes", () => Conv3d(3, 64, 3), Volumes),
        Of("three axes, triple", () => Conv3d(3, 64, (3, 3, 3)), Volumes),
        Of("three axes, stride", () => Conv3d(3, 64, 3, stride: 2), Volumes),
        Of("three axes, triple of strides", () => Conv3d(3, 64, (3, 3, 3), stride: (2, 2, 2)), Volumes),
        Of("three axes, padding", () => Conv3d(3, 64, 3, padding: 1), Volumes),
        Of("three axes, replicated", () => Conv3d(3, 64, (3, 3, 3), padding: (1, 1, 1), padding_mode: PaddingModes.Replicate), Volumes),
        Of("three axes, same size", () => Conv3d(3, 64, 3, padding: Padding.Same), Volumes),
        Of("three axes, triple, same size", () => Conv3d(3, 64, (3, 3, 3), padding: Padding.Same), Volumes),
        Of("one axis, transposed", () => ConvTranspose1d(3, 64, 3), Signals),
        Of("two axes, transposed", () => ConvTranspose2d(3, 64, 3), Images),
        Of("two axes, transposed, pair", () => ConvTranspose2d(3, 64, (3, 3)), Images),
        Of("two axes, transposed, unequal", () => ConvTranspose2d(3, 64, (1, 2), stride: (1, 2)), Images),
        Of("three axes, transposed", () => ConvTranspose3d(3, 64, 3), Volumes),
        Of("three axes, transposed, triple", () => ConvTranspose3d(3, 64, (3, 3, 3)), Volumes),
        Of("three axes, transposed, unequal", () => ConvTranspose3d(3, 64, (1, 2, 2), stride: (1, 2, 2)), Volumes),
        Of("fold", () => Fold((4, 5), (2, 2)), "x: float32[batch, 12, 12]"),
        Function("fold as a function", x => functional.fold(x[0], (4, 5), (2, 2)), "x: float32[batch, 12, 12]"),
        Of("unfold", () => Unfold(kernel_size: (2, 3)), "x: float32[batch, 5, height, width]; batch: 1..9; height: 3..12; width: 4..12"),
        Function(
            "unfold as a function",
            x => functional.unfold(x[0], kernel_size: (2, 3)),
            "x: float32[batch, 5, height, width]; batch: 1..9; height: 3..12; width: 4..12"),
    ];

    private static TorchSharp.Modules.Conv2d Regrouped()
    {
        var layer = Conv2d(4, 8, 5, groups: 2);
        layer.weight = randn(10, 2, 3, 3).AsParameter();
        layer.bias = randn(10).AsParameter();
        return layer;
    }

    private static TorchSharp.Modules.ConvTranspose2d RegroupedBack()
    {
        var layer = ConvTranspose2d(4, 8, 3, groups: 2);
        layer.weight = randn(4, 5, 2, 2).AsParameter();
        layer.bias = randn(10).AsParameter();
        return layer;
    }

    private static TorchSharp.Modules.Conv1d New(TorchSharp.Modules.Conv1d layer)
    {
        layer.weight = randn(64, 3, 3).AsParameter();
        layer.bias = randn(64).AsParameter();
        return layer;
    }
}
