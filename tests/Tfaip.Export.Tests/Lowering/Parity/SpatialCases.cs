using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>Convolutions, paddings, poolings and resizing.</summary>
internal static class SpatialCases
{
    private static readonly Func<long, Tensor> Signal = Normal(4, 9);
    private static readonly Func<long, Tensor> Image = Normal(4, 8, 9);
    private static readonly Func<long, Tensor> Volume = Normal(2, 6, 7, 8);

    public static IEnumerable<ParityCase> All => [.. ConvolutionCases, .. Paddings, .. Poolings, .. Adaptive, .. Resizing];

    private static IEnumerable<ParityCase> ConvolutionCases =>
    [
        .. Cases.Overloads("conv1d", [Signal, n => randn(6, 4, 3), n => randn(6)], new { stride = 2L, padding = 1L }),
        .. Cases.Overloads(
            "conv2d", [Image, n => randn(6, 4, 3, 3), n => randn(6)], new { strides = new long[] { 1, 2 }, padding = new long[] { 1, 0 } }),
        .. Cases.Overloads("conv3d", [Volume, n => randn([3, 2, 3, 3, 2])], new { bias = (Tensor?)null }),
        .. Cases.Overloads(
            "conv1d_padding", [Signal, n => randn(6, 4, 4)], new { bias = (Tensor?)null, padding = TorchSharp.Padding.Same }),
        .. Cases.Overloads(
            "conv2d_padding", [Image, n => randn(6, 4, 2, 3)], new { bias = (Tensor?)null, padding = TorchSharp.Padding.Same }),
        .. Cases.Overloads(
            "conv3d_padding", [Volume, n => randn([3, 2, 3, 3, 2])], new { bias = (Tensor?)null, padding = TorchSharp.Padding.Valid }),
        .. Cases.Overloads("conv_transpose1d", [Signal, n => randn(4, 3, 3)], new { bias = (Tensor?)null, stride = 2L, padding = 1L }),
        .. Cases.Overloads(
            "conv_transpose2d", [Image, n => randn(4, 3, 3, 3)], new { bias = (Tensor?)null, strides = new long[] { 2, 2 } }),
        .. Cases.Overloads("conv_transpose3d", [Normal(2, 3, 3, 3), n => randn([2, 3, 2, 2, 2])], new { bias = (Tensor?)null }),
        .. Cases.Layers(
            Signal,
            nn.Conv1d(4, 6, 3, 2, 1, 2, PaddingModes.Reflect, 2),
            nn.Conv1d(4, 6, 3, TorchSharp.Padding.Same),
            nn.ConvTranspose1d(4, 6, 3, 2, 1, 1, 2, PaddingModes.Zeros, 2, false)),
        .. Cases.Layers(
            Image,
            nn.Conv2d(4, 6, (3, 2), (2, 1), (1, 0), (1, 2), PaddingModes.Circular, 2, false),
            nn.Conv2d(4, 6, 3, TorchSharp.Padding.Valid),
            nn.ConvTranspose2d(4, 6, (3, 2), (2, 3), (1, 0), (1, 2), (1, 2))),
        .. Cases.Layers(
            Volume,
            nn.Conv3d(2, 3, 2, 2, 1),
            nn.Conv3d(2, 3, 3, TorchSharp.Padding.Same),
            nn.Conv3d(2, 4, (1, 2, 3), (1, 1, 2), (0, 1, 1), (1, 2, 1), PaddingModes.Replicate, 2),
            nn.ConvTranspose3d(2, 3, 2, 2, 1, 1)),
        .. Cases.Of(n => randn(4, n + 4), Layer(nn.Conv1d(4, 2, 3))),
        .. Cases.Of(n => randn(4, 5, n + 4), Layer(nn.Conv2d(4, 2, 3))),
        .. Cases.Of(n => randn(4, 5, n + 1), Layer(nn.ConvTranspose2d(4, 2, 3))),
    ];

    private static IEnumerable<ParityCase> Paddings =>
    [
        .. Cases.Overloads("pad", [Normal(3, 4)], new { pad = new long[] { 1, 2, 0, 1 }, value = 0.5 }),
        .. Cases.Overloads("pad", [Normal(3, 4)], new { pad = (1L, 2L), mode = PaddingModes.Reflect }),
        .. Cases.Overloads("pad", [Normal(3, 4)], new { pad = (1L, 2L, -1L, 1L) }),
        .. Cases.Overloads("pad", [Normal(3, 4)], new { pad = 2L, value = 1.0 }),
        .. Cases.Overloads("pad", [Normal(2, 3, 4)], new { pad = new long[] { 1, 2, 1, 1 }, mode = PaddingModes.Replicate }),
        .. Cases.Overloads("pad", [Normal(2, 3, 4)], new { pad = new long[] { 1, 2, 1, 3 }, mode = PaddingModes.Circular }),
        .. Cases.Overloads("pad", [Whole(ScalarType.Int64, 0, 9, 4)], new { pad = new long[] { 1, 2 }, value = 3.0 }),
        .. Cases.Layers(Signal, nn.ConstantPad1d(2, 1.5), nn.ReflectionPad1d((1, 3)), nn.ReplicationPad1d((2, 0))),
        .. Cases.Layers(
            Image,
            nn.ConstantPad2d((1, 2, 0, 3), -1),
            nn.ReflectionPad2d((1, 2, 3, 0)),
            nn.ReplicationPad2d(2),
            nn.ZeroPad2d((1, 0, 2, 1))),
        .. Cases.Layers(Volume, nn.ConstantPad3d(1, 0.5), nn.ReflectionPad3d((1, 2, 0, 1, 2, 1)), nn.ReplicationPad3d(1)),
    ];

    private static IEnumerable<ParityCase> Poolings =>
    [
        .. Cases.Overloads(
            "max_pool1d max_pool1d_with_indices", [Signal], new { kernel_size = 3L, stride = 2L, padding = 1L, ceil_mode = true }),
        .. Cases.Overloads("max_pool1d_with_indices", [n => randn(4, n + 4)], new { kernel_size = 3L, stride = 1L }),
        .. Cases.Overloads("max_pool2d max_pool2d_with_indices", [Image], new { kernel_size = new long[]
        {
            2,
            3
        }, stride = new long[] { 1, 2 }, strides = new long[] { 1, 2 }, padding = new long[] { 1, 1 }, dilation = new long[] { 1, 2 } }),
        .. Cases.Overloads("max_pool2d", [Image], new { kernel_size = 2L }),
        .. Cases.Overloads("max_pool2d", [Image], new { kernel_size = (3L, 2L), stride = (1L, 2L) }),
        .. Cases.Overloads("max_pool3d max_pool3d_with_indices", [Volume], new { kernel_size = new long[] { 2, 2, 3 }, ceil_mode = true }),
        .. Cases.Overloads("avg_pool1d", [Signal], new { kernel_size = 3L, stride = 2L, padding = 1L }),
        .. Cases.Overloads("avg_pool2d", [Image], new { kernel_size = new long[] { 2, 3 }, kernel_sizes = new long[] { 2, 3 } }),
        .. Cases.Overloads(
            "avg_pool2d",
            [Image],
            new { kernel_size = 3L, stride = 2L, padding = 1L, ceil_mode = true, count_include_pad = false, divisor_override = 5L }),
        .. Cases.Overloads(
            "avg_pool2d", [n => randn(2, 3, n, 9)], new { kernel_size = (1L, 2L), stride = (1L, 2L), divisor_override = 4L }),
        .. Cases.Overloads("avg_pool3d", [Volume], new { kernel_size = new long[] { 2, 2, 3 }, kernel_sizes = new long[] { 2, 2, 3 } }),
        .. Cases.Layers(
            Signal,
            nn.MaxPool1d(3, 2, 1, 1, true),
            nn.AvgPool1d(3, 2, 1, true, false),
            nn.LPPool1d(2, 3, 2),
            nn.LPPool1d(3, 2, ceil_mode: true)),
        .. Cases.Layers(
            Image,
            nn.MaxPool2d((3, 2), (2, 1), (1, 0), (1, 2)),
            nn.AvgPool2d((3, 2), divisor_override: 4),
            nn.LPPool2d(2, 3, 2),
            nn.LPPool2d(2, [2, 3], ceil_mode: true)),
        .. Cases.Layers(
            Volume,
            nn.MaxPool3d(2),
            nn.MaxPool3d((2, 3, 2), (1, 2, 2), (1, 1, 0), (1, 1, 2), true),
            nn.AvgPool3d((2, 3, 2)),
            nn.AvgPool3d((2, 3, 2), (2, 2, 2), (1, 1, 1), true, false)),
        .. Cases.Overloads("lp_pool1d", [Signal], new { norm_type = 2.0, kernel_size = 3L }),
        .. Cases.Overloads("lp_pool2d", [Image], new { norm_type = 2.0, kernel_size = 2L }),
        .. Indices(),
        .. Unpoolings(),
    ];

    private static IEnumerable<ParityCase> Indices()
    {
        var (one, two, three) = (nn.MaxPool1d(3, 2), nn.MaxPool2d(2), nn.MaxPool3d(2));
        var (a, b) = (nn.AdaptiveMaxPool1d(4), nn.AdaptiveMaxPool2d([3, 4]));
        return
        [
            .. Cases.Several(Signal, x => one.forward_with_indices(x), x => a.forward_with_indices(x)),
            .. Cases.Several(Image, x => two.forward_with_indices(x), x => b.forward_with_indices(x)),
            .. Cases.Several(Volume, x => three.forward_with_indices(x), x => three.forward_with_indices(x)),
        ];
    }

    private static IEnumerable<ParityCase> Unpoolings()
    {
        var (one, two, three) = (nn.MaxUnpool1d(2), nn.MaxUnpool2d(2), nn.MaxUnpool3d(2));
        return
        [
            .. Cases.OfTwo(Normal(4, 3), Places, (x, i) => F.max_unpool1d(x, i, 2, 2, 0, null), (x, i) => one.call(x, i, null)),
            .. Cases.OfTwo(
                Normal(4, 3, 4),
                n => randint(0, 48, new long[] { n, 4, 3, 4 }),
                (x, i) => F.max_unpool2d(x * 0 + i, i, new long[] { 2, 2 }, null, null, null),
                (x, i) => two.call(x * 0 + i, i, null)),
            .. Cases.OfTwo(
                Normal(2, 2, 2, 2),
                n => randint(0, 64, new long[] { n, 2, 2, 2, 2 }),
                (x, i) => F.max_unpool3d(x * 0 + i, i, new long[] { 2, 2, 2 }, new long[] { 2, 2, 2 }, new long[] { 0, 0, 0 }, null),
                (x, i) => three.call(x * 0 + i, i, null)),
        ];
    }

    // A position in each window of two.
    private static Tensor Places(long n) => (arange(0, 3) * 2) + randint(0, 2, new long[] { n, 4, 3 });

    private static IEnumerable<ParityCase> Adaptive =>
    [
        .. Cases.Overloads("adaptive_avg_pool1d adaptive_max_pool1d adaptive_max_pool1d_with_indices", [Signal], new { output_size = 4L }),
        .. Cases.Overloads("adaptive_avg_pool2d", [Image], new { output_size = 1L }),
        .. Cases.Overloads("adaptive_avg_pool2d", [Image], new { output_size = (3L, 4L) }),
        .. Cases.Overloads(
            "adaptive_avg_pool2d adaptive_max_pool2d adaptive_max_pool2d_with_indices", [Image], new { output_size = new long[] { 3, 4 } }),
        .. Cases.Overloads("adaptive_avg_pool3d", [Volume], new { output_size = new long[] { 2, 3, 5 } }),
        .. Cases.Overloads("adaptive_avg_pool3d", [Volume], new { output_size = 2L }),
        .. Cases.Of(
            n => randn(2, 3, n + 4, (2 * n) + 3),
            x => F.adaptive_avg_pool2d(x, new long[] { 3, 4 }),
            x => F.adaptive_max_pool2d(x, new long[] { 3, 4 }),
            x => F.adaptive_max_pool2d_with_indices(x, new long[] { 3, 4 }).Indices),
        .. Cases.Of(n => randn(3, n + 4), x => F.adaptive_avg_pool1d(x, 3), x => F.adaptive_max_pool1d(x, 3)),
        .. Cases.Layers(Signal, nn.AdaptiveAvgPool1d(4), nn.AdaptiveAvgPool1d(3), nn.AdaptiveMaxPool1d(2), nn.AdaptiveMaxPool1d(9)),
        .. Cases.Layers(Image, nn.AdaptiveAvgPool2d(3), nn.AdaptiveAvgPool2d((4, 9)), nn.AdaptiveMaxPool2d([5, 2])),
        .. Cases.Layers(Volume, nn.AdaptiveAvgPool3d((2, 3, 5)), nn.AdaptiveAvgPool3d(1)),
    ];

    private static IEnumerable<ParityCase> Resizing =>
    [
        .. Cases.Overloads("interpolate", [Signal], new { scale_factor = new double[] { 2.5 } }),
        .. Cases.Overloads("interpolate", [Signal], new { size = new long[] { 5 }, mode = InterpolationMode.Linear }),
        .. Cases.Overloads("interpolate", [Signal], new { size = new long[] { 5 }, mode = InterpolationMode.Area }),
        .. Cases.Overloads("interpolate", [Signal], new { size = new long[] { 5 }, mode = InterpolationMode.NearestExact }),
        .. from mode in new[]
        {
            InterpolationMode.Nearest,
            InterpolationMode.Bilinear,
            InterpolationMode.Bicubic,
            InterpolationMode.NearestExact,
            InterpolationMode.Area
        }
           from size in new long[][] { [5, 13], [8, 4], [16, 18] }
           from one in Cases.Overloads("interpolate", [Image], new { size, mode })
           select one,
        .. from mode in new[]
        {
            InterpolationMode.Nearest,
            InterpolationMode.Bilinear,
            InterpolationMode.Bicubic,
            InterpolationMode.NearestExact
        }
           from scale_factor in new double[][] { [2, 2], [0.6, 1.7] }
           from recompute_scale_factor in new[] { false, true }
           from one in Cases.Overloads("interpolate", [Image], new { scale_factor, mode, recompute_scale_factor })
           select one,
        .. from mode in new[] { InterpolationMode.Bilinear, InterpolationMode.Bicubic }
           from align_corners in new[] { false, true }
           from scale_factor in new double[][] { [2, 2], [0.6, 1.7] }
           from one in Cases.Overloads("interpolate", [Image], new { scale_factor, mode, align_corners = (bool?)align_corners })
           select one,
        .. from mode in new[] { InterpolationMode.Bilinear, InterpolationMode.Bicubic }
           from one in Cases.Overloads("interpolate", [Image], new { size = new long[] { 5, 4 }, mode, antialias = true })
           select one,
        .. Cases.Overloads("interpolate", [Volume], new { size = new long[] { 3, 9, 10 }, mode = InterpolationMode.Trilinear }),
        .. Cases.Overloads("upsample upsample_bilinear", [Image], new { size = new long[] { 5, 13 }, mode = UpsampleMode.Bilinear }),
        .. Cases.Overloads("upsample_bilinear", [Image], new { scale_factor = new double[] { 2, 3 }, align_corners = true }),
        .. Cases.Of(
            n => randn(2, 3, n, 5),
            x => F.interpolate(x, null, new double[] { 2, 2 }, InterpolationMode.Bilinear, null, false, false),
            x => F.interpolate(x, new long[] { 2 * x.shape[2], 7 }, null, InterpolationMode.Nearest, null, false, false)),
        .. Cases.Overloads("upsample_nearest1d", [Signal], new { outputSize = 13L, scaleFactor = (double?)null }),
        .. Cases.Overloads("upsample_nearest2d", [Image], new { outputSizes = new long[] { 12, 13 } }),
        .. Cases.Overloads("upsample_nearest3d", [Volume], new { outputSizes = new long[] { 12, 13, 3 } }),
        .. Cases.Layers(
            Image,
            nn.Upsample(null, [2, 3]),
            nn.Upsample([5, 13], null, UpsampleMode.Bilinear, true),
            nn.Upsample(null, [1.5, 2.5], UpsampleMode.Bicubic),
            nn.Upsample([4, 18], null, UpsampleMode.Bilinear)),
        .. from mode in new[] { GridSampleMode.Nearest, GridSampleMode.Bilinear }
           from padding_mode in new[] { GridSamplePaddingMode.Zeros, GridSamplePaddingMode.Border, GridSamplePaddingMode.Reflection }
           from align_corners in new bool?[] { false, true }
           from one in Cases.Overloads(
               "grid_sample", [Image, n => (rand(n, 5, 6, 2) * 2.4) - 1.2], new { mode, padding_mode, align_corners })
           select one,
        .. Cases.Of(
            Normal(2, 3),
            x => F.affine_grid(x, new long[] { x.shape[0], 3, 4, 5 }, false),
            x => F.affine_grid(x, new long[] { x.shape[0], 3, 4, 5 }, true)),
        .. Cases.Of(Normal(3, 4), x => F.affine_grid(x, new long[] { x.shape[0], 3, 4, 5, 2 }, false)),
    ];

    private static System.Linq.Expressions.Expression<Func<Tensor, Tensor>> Layer(nn.Module<Tensor, Tensor> layer) => x => layer.call(x);
}
