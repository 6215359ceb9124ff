using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Lowering.Coverage;

/// <summary>The table of where graphs are exact; <see cref="ExactnessTests"/> hold it.</summary>
internal static class ExactnessTable
{
    private const string Floats = "float32, float64, float16";
    private const string All = Floats + ", int64, int32, uint8, bool";

    private static readonly TorchSharp.Modules.GRU Recurrent = nn.GRU(6, 3);

    /// <summary>The rows, in the order of the page.</summary>
    public static IReadOnlyList<ExactnessRow> Rows { get; } =
    [
        new("sums, differences, products, quotients", x => x * 2 + x, All, "Whole numbers overflow as TorchSharp's do."),
        new("powers and roots", x => x.pow(3), Floats, "The last bits differ.") { IsOfFloats = true },
        new("exponentials, logarithms, trigonometry, error function", x => x.exp(), Floats, "The last bits differ.")
        {
            IsOfFloats = true, Never = "arctan arctan2 atan2",
        },
        new("comparisons, `where`, `masked_fill`", x => where(x > 1, x, -x), "float32, float64, float16, int64, int32, uint8", ""),
        new("`signbit`", x => x.signbit(), All, "The sign of NaN is none.") { Never = "signbit" },
        new("rounding", x => x.round(), Floats, "Halves go to the even number.") { IsOfFloats = true },
        new("conversions", x => x.to(float64), All, "A number beyond the range of a whole type is any, in TorchSharp too."),
        new("bounds: `clamp`, `maximum`, `relu`", x => x.clamp(0, 2), All, ""),
        new("other activations", x => F.silu(x), Floats, "The last bits differ.")
        {
            IsOfFloats = true, ByOption = "hardshrink softshrink Hardshrink Softshrink", Never = "gelu GELU",
        },
        new("`softmax`, `log_softmax`", x => x.softmax(1), Floats, "The last bits differ.") { IsOfFloats = true, Never = "log_softmax" },
        new("sums and means over axes", x => x.sum(), Floats, "The order of summing differs.")
        {
            IsOfFloats = true, Never = "std_mean var_mean",
        },
        new(
            "variances and deviations",
            x => x.var(1), Floats, "Exact for equal elements, and closer than TorchSharp for nearly equal ones.")
        {
            IsOfFloats = true,
        },
        new("extremes over axes", x => x.amax(new long[] { 1 }), All, "Of equal elements the first.")
        {
            ByOption = "max min amax amin aminmax argmax argmin vector_norm cummax cummin",
        },
        new(
            "orders: `sort`, `topk`, `kthvalue`, `median`",
            x => x.sort(1).Values,
            All,
            "Among equal elements any position; the values are the same.")
        {
            ByOption = "sort argsort msort kthvalue topk median", Never = "bucketize searchsorted quantile",
        },
        new("sums so far", x => x.cumsum(1), All, ""),
        new("products of matrices, `Linear`", x => x.matmul(x.transpose(1, 2)), Floats, "The order of summing differs.")
        {
            IsOfFloats = true, ByOption = "matrix_norm", Never = "chain_matmul multi_dot matrix_power det logdet slogdet cdist",
        },
        new("convolutions", x => F.conv1d(x, x, null, 1, 1, 1, 1), "float32, float16", "The order of summing differs.")
        {
            IsOfFloats = true, Never = "conv1d conv2d conv1d_padding conv2d_padding conv_transpose2d",
        },
        new("`max_pool`, `adaptive_max_pool`", x => F.max_pool1d(x, 2), Floats, "Of equal elements the first.")
        {
            IsOfFloats = true,
            ByOption = "max_pool1d max_pool2d max_pool3d adaptive_max_pool1d adaptive_max_pool1d_with_indices "
                + "adaptive_max_pool2d MaxPool1d MaxPool2d MaxPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d",
            Never = "max_pool1d_with_indices max_pool2d_with_indices "
                + "max_pool3d_with_indices forward_with_indices adaptive_max_pool2d_with_indices",
        },
        new("`avg_pool`, `adaptive_avg_pool`", x => F.avg_pool1d(x, 2), "float32, float16", "The order of summing differs.")
        {
            IsOfFloats = true,
            Never = "adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d",
        },
        new(
            "`interpolate`, `grid_sample`",
            x => F.interpolate(x, new long[] { 9 }, null, InterpolationMode.Linear),
            "float32, float16",
            "The last bits differ.")
        {
            IsOfFloats = true,
            Never = "interpolate upsample_bilinear Upsample grid_sample",
        },
        new(
            "`batch_norm` with running statistics",
            x => F.batch_norm(x, x.new_zeros(4), x.new_ones(4), null, null, false, 0.1, 1e-5), Floats, "The last bits differ.")
        {
            IsOfFloats = true,
        },
        new("`layer_norm`", x => F.layer_norm(x, new long[] { 6 }, null, null, 1e-5), Floats, "The last bits differ.")
        {
            IsOfFloats = true,
        },
        new(
            "`group_norm`, `instance_norm`, `local_response_norm`",
            x => F.group_norm(x, 2, null, null, 1e-5), "float32, float16", "Closer than TorchSharp for nearly equal elements.")
        {
            IsOfFloats = true, Never = "instance_norm LocalResponseNorm",
        },
        new("`RNN`, `LSTM`, `GRU`", x => Recurrent.call(x, null).Item1, "float32", "The last bits differ.")
        {
            IsOfFloats = true, Never = "RNN LSTM GRU LSTMCell RNNCell GRUCell",
        },
        new("`scaled_dot_product_attention`", x => F.scaled_dot_product_attention(x, x, x, null, 0, false), Floats, "The last bits differ.")
        {
            IsOfFloats = true, Never = "scaled_dot_product_attention",
        },
        new("indexing, joining, shapes", x => x.select(1, 1), All, ""),
        new("`gather`, `index_select`, `flip`", x => x.flip(1), All, ""),
        new("writing: `scatter`, assigned indices", x => x.slice_scatter(zeros_like(x).narrow(1, 0, 1), 1, 0, 1, 1), All, ""),
        new(
            "Fourier transforms, complex numbers",
            x => fft.rfft(x, -1, -1, FFTNormType.Backward).abs(), "float32, float64", "The last bits differ.")
        {
            IsOfFloats = true, Never = "rfft fft_ ifft irfft ihfft fft2 fftn ifft2 ifftn rfft2 rfftn stft complex",
        },
        new("losses", x => F.mse_loss(x, x * 0, nn.Reduction.Mean), Floats, "The order of summing differs.")
        {
            IsOfFloats = true,
            Never = "poisson_nll_loss multi_margin_loss multi_label_margin_loss MultiMarginLoss MultiLabelMarginLoss",
        },
    ];
}
