using CsCheck;
using TorchSharp;
using TorchSharp.Modules;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class LayerTests
{
    private static Gen<T> Choice<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [TestMethod]
    public void Convolutions_over_one_axis_with_any_options() =>
        (from kernel in Gen.Long[1, 3]
         from stride in Gen.Long[1, 2]
         from padding in Gen.Long[0, 1]
         from dilation in Gen.Long[1, 2]
         from groups in Choice(1L, 2L)
         from mode in Choice(PaddingModes.Zeros, PaddingModes.Reflect, PaddingModes.Replicate, PaddingModes.Circular)
         from bias in Gen.Bool
         select (kernel, stride, padding, dilation, groups, mode, bias)).Sample(
            o =>
            {
                using var layer = nn.Conv1d(4, 6, o.kernel, o.stride, o.padding, o.dilation, o.mode, o.groups, o.bias);
                OpTest.Check(x => layer.call(x), Normal(4, 9));
            },
            iter: 40, threads: 1);

    [TestMethod]
    public void Convolutions_over_two_axes_with_any_options() =>
        (from kernel in Gen.Select(Gen.Long[1, 3], Gen.Long[1, 3])
         from stride in Gen.Select(Gen.Long[1, 2], Gen.Long[1, 2])
         from padding in Gen.Select(Gen.Long[0, 1], Gen.Long[0, 2])
         from dilation in Gen.Select(Gen.Long[1, 2], Gen.Long[1, 2])
         from groups in Choice(1L, 2L)
         from mode in Choice(PaddingModes.Zeros, PaddingModes.Reflect, PaddingModes.Replicate, PaddingModes.Circular)
         select (kernel, stride, padding, dilation, groups, mode)).Sample(
            o =>
            {
                using var layer = nn.Conv2d(4, 2, o.kernel, o.stride, o.padding, o.dilation, o.mode, o.groups);
                OpTest.Check(x => layer.call(x), Normal(4, 7, 8));
            },
            iter: 40, threads: 1);

    [TestMethod]
    public void Convolutions_that_keep_the_length()
    {
        foreach (var kernel in new[] { 2L, 3, 4 })
        {
            using var one = nn.Conv1d(3, 2, kernel, Padding.Same, dilation: 2);
            OpTest.Check(x => one.call(x), Normal(3, 9));
            using var two = nn.Conv2d(3, 2, (kernel, 3), Padding.Same);
            OpTest.Check(x => two.call(x), Normal(3, 7, 8));
            using var valid = nn.Conv2d(3, 2, kernel, Padding.Valid);
            OpTest.Check(x => valid.call(x), Normal(3, 7, 8));
        }
    }

    [TestMethod]
    public void Convolutions_with_free_lengths_and_without_a_batch_axis()
    {
        using var layer = nn.Conv2d(3, 2, 3, padding: 1);
        OpTest.Check(x => layer.call(x), n => randn(2, 3, n + 3, (2 * n) + 3));
        OpTest.Check(x => layer.call(x), n => randn(3, n + 3, 5));
    }

    [TestMethod]
    public void Convolutions_as_functions()
    {
        OpTest.Check((x, w, b) => F.conv1d(x, w, b, 2, 1, 1, 1), Normal(4, 9), n => randn(6, 4, 3), n => randn(6));
        OpTest.Check(
            (x, w) => F.conv2d(x, w, null, new long[] { 1, 2 }, new long[] { 1, 0 }, new long[] { 1, 1 }, 2),
            Normal(4, 7, 8),
            n => randn(6, 2, 3, 3));
        OpTest.Check((x, w) => F.conv2d(x, w), Normal(4, 7, 8), n => randn(6, 4, 3, 3));
        OpTest.Check((x, w) => F.conv2d_padding(x, w, null, null, Padding.Same), Normal(4, 7, 8), n => randn(6, 4, 2, 3));
        OpTest.Check(
            (x, w) => F.conv_transpose2d(x, w, null, new long[] { 2, 2 }, new long[] { 1, 1 }, new long[] { 1, 1 }),
            Normal(4, 5, 5),
            n => randn(4, 3, 3, 3));
    }

    [TestMethod]
    public void Transposed_convolutions()
    {
        using var one = nn.ConvTranspose1d(4, 3, 3, stride: 2, padding: 1, output_padding: 1);
        OpTest.Check(x => one.call(x), Normal(4, 6));
        using var two = nn.ConvTranspose2d(4, 6, 3, stride: 2, groups: 2, dilation: 2);
        OpTest.Check(x => two.call(x), Normal(4, 5, 6));
    }

    [TestMethod]
    public void Paddings()
    {
        OpTest.Check(x => F.pad(x, new long[] { 1, 2 }, PaddingModes.Constant, 0.5), Normal(3, 4));
        OpTest.Check(x => F.pad(x, new long[] { 1, 2, 0, 1 }, PaddingModes.Reflect, 0), Normal(3, 4));
        OpTest.Check(x => F.pad(x, new long[] { 1, 2 }, PaddingModes.Replicate, 0), Normal(3, 4));
        OpTest.Check(x => F.pad(x, new long[] { 1, 2 }, PaddingModes.Circular, 0), Normal(3, 4));
        OpTest.Check(x => F.pad(x, new long[] { -1, 1 }, PaddingModes.Constant, 0), Normal(3, 4));
        using var zero = nn.ZeroPad2d(1);
        OpTest.Check(x => zero.call(x), Normal(2, 3, 4));
        using var reflect = nn.ReflectionPad1d(2);
        OpTest.Check(x => reflect.call(x), Normal(2, 5));
        using var constant = nn.ConstantPad2d((1, 2, 0, 1), 3);
        OpTest.Check(x => constant.call(x), Normal(2, 3, 4));
    }

    [TestMethod]
    public void Poolings_with_any_options() =>
        (from kernel in Gen.Long[1, 3]
         from stride in Gen.Long[1, 3]
         from padding in Gen.Long[0, 1]
         from ceil in Gen.Bool
         from include in Gen.Bool
         select (kernel, stride, padding: Math.Min(padding, kernel / 2), ceil, include)).Sample(
            o =>
            {
                using var max1 = nn.MaxPool1d(o.kernel, o.stride, o.padding, null, o.ceil);
                OpTest.Check(x => max1.call(x), Normal(2, 9));
                using var max2 = nn.MaxPool2d(o.kernel, o.stride, o.padding, null, o.ceil);
                OpTest.Check(x => max2.call(x), Normal(2, 8, 9));
                using var mean1 = nn.AvgPool1d(o.kernel, o.stride, o.padding, o.ceil, o.include);
                OpTest.Check(x => mean1.call(x), Normal(2, 9));
                using var mean2 = nn.AvgPool2d(o.kernel, o.stride, o.padding, o.ceil, o.include);
                OpTest.Check(x => mean2.call(x), Normal(2, 8, 9));
            },
            iter: 30, threads: 1);

    [TestMethod]
    public void Poolings_as_functions()
    {
        OpTest.Check(x => F.max_pool2d(x, 2), Normal(2, 8, 9));
        OpTest.Check(x => F.max_pool2d(x, 3, 2, 1, 1, true), Normal(2, 8, 9));
        OpTest.Check(
            x => F.max_pool2d(x, new long[] { 2, 3 }, new long[] { 1, 2 }, new long[] { 1, 1 }, new long[] { 1, 2 }), Normal(2, 8, 9));
        OpTest.Check(x => F.max_pool1d(x, 3), Normal(2, 9));
        OpTest.Check(x => F.avg_pool2d(x, 2, null, 0, false, true, 3), Normal(2, 8, 8));
        OpTest.Check(x => F.avg_pool2d(x, new long[] { 2, 3 }), Normal(2, 8, 9));
        OpTest.Check(x => F.max_pool2d_with_indices(x, new long[] { 2, 2 }, null, null, null, false).indices, Normal(2, 8, 9));
        using var indices = nn.MaxPool1d(2);
        OpTest.Check(x => indices.forward_with_indices(x).Indices, Normal(3, 8));
    }

    [TestMethod]
    public void Adaptive_poolings()
    {
        using var one = nn.AdaptiveAvgPool2d(1);
        OpTest.Check(x => one.call(x), n => randn(2, 3, n + 2, (2 * n) + 1));
        using var whole = nn.AdaptiveAvgPool2d((8, 6));
        OpTest.Check(x => whole.call(x), Normal(3, 8, 6));
        using var half = nn.AdaptiveAvgPool2d((4, 2));
        OpTest.Check(x => half.call(x), Normal(3, 8, 6));
        using var max = nn.AdaptiveMaxPool1d(1);
        OpTest.Check(x => max.call(x), Normal(3, 7));
        OpTest.Check(x => F.adaptive_avg_pool2d(x, 1), Normal(3, 7, 5));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Normalisations_over_the_batch(bool affine)
    {
        using var one = nn.BatchNorm1d(4, affine: affine);
        using var two = nn.BatchNorm2d(4, affine: affine);
        foreach (var layer in new BatchNorm[] { one, two })
        {
            nn.init.normal_(layer.running_mean!);
            nn.init.uniform_(layer.running_var!, 0.5, 1.5);
            if (affine) nn.init.normal_(layer.weight!);
            layer.eval();
        }

        OpTest.Check(x => one.call(x), Normal(4));
        OpTest.Check(x => one.call(x), Normal(4, 5));
        OpTest.Check(x => two.call(x), Normal(4, 5, 6));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Normalisations_over_features(bool affine)
    {
        using var last = nn.LayerNorm(4, 1e-3, affine);
        OpTest.Check(x => last.call(x), Normal(5, 4));
        using var lastTwo = nn.LayerNorm([5, 4], 1e-5, affine);
        OpTest.Check(x => lastTwo.call(x), Normal(3, 5, 4));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Normalisations_over_groups(bool affine)
    {
        using var group = nn.GroupNorm(2, 4, 1e-5, affine);
        if (affine)
        {
            nn.init.normal_(group.weight!);
            nn.init.normal_(group.bias!);
        }

        OpTest.Check(x => group.call(x), Normal(4, 5, 6));
    }

    [TestMethod]
    public void Normalisations_as_functions()
    {
        OpTest.Check((x, m, v) => F.batch_norm(x, m, v, null, null, false, 0.1, 1e-5), Normal(4, 5), n => randn(4), n => rand(4) + 0.5);
        OpTest.Check((x, w, b) => F.layer_norm(x, new long[] { 5 }, w, b, 1e-5), Normal(4, 5), n => randn(5), n => randn(5));
        OpTest.Check(x => F.group_norm(x, 2, null, null, 1e-5), Normal(4, 5));
    }

    [TestMethod]
    public void A_normalisation_that_changes_the_running_statistics_is_refused()
    {
        using var mean = zeros(4);
        using var variance = ones(4);
        Assert.AreEqual(
            """
            Net.cs:1: torch.nn.functional.batch_norm(Tensor, Tensor, Tensor, Tensor, Tensor, bool, double, double) cannot be exported: its argument 'training' is true, so that it changes the running statistics. Pass training: training, so that evaluation uses them.
            """,
            OpTest.Refusal(x => F.batch_norm(x, mean, variance, null, null, true, 0.1, 1e-5), Normal(4)));
        Assert.AreEqual(
            """
            Net.cs:1: torch.nn.functional.instance_norm(Tensor, Tensor, Tensor, Tensor, Tensor, bool, double, double) cannot be exported: its argument 'use_input_stats' is true, so that it changes the running statistics. Pass use_input_stats: training, so that evaluation uses them.
            """,
            OpTest.Refusal(x => F.instance_norm(x, mean, variance, null, null, true, 0.1, 1e-5), Normal(4, 5)));
    }

    [TestMethod]
    public void Dropout_in_evaluation()
    {
        using var layer = nn.Dropout(0.5);
        layer.eval();
        OpTest.Check(x => layer.call(x), Normal(4));
        OpTest.Check(x => F.dropout(x, 0.5, false), Normal(4));
        Assert.AreEqual(
            """
            Net.cs:1: torch.nn.functional.dropout(Tensor, double, bool, bool) cannot be exported: its argument 'training' is true, which makes it random in evaluation too. Pass training: training.
            """,
            OpTest.Refusal(x => F.dropout(x, 0.5), Normal(4)));
    }
}
