using CsCheck;
using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Lowering;

/// <summary>Options in combination; a failure prints its seed.</summary>
[TestClass]
public sealed class OptionTests
{
    private static readonly Gen<ScalarType> Types = Choice(ScalarType.Float32, ScalarType.Float64, ScalarType.Int64, ScalarType.Int32);

    [TestMethod]
    public void Transposed_convolutions() =>
        (from axes in Gen.Int[1, 3]
         from kernel in Gen.Long[1, 3]
         from stride in Gen.Long[1, 3]
         from padding in Gen.Long[0, 1]
         from dilation in Gen.Long[1, 2]
         from output in Gen.Long[0, 1]
         from groups in Choice(1L, 2L)
         from bias in Gen.Bool
         select (axes, kernel, stride, padding: Math.Min(
             padding, kernel - 1), dilation, output: Math.Min(output, Math.Max(stride, dilation) - 1), groups, bias)).Sample(
            o =>
            {
                using nn.Module<Tensor, Tensor> layer = o.axes switch
                {
                    1 =>
                        nn.ConvTranspose1d(4, 6, o.kernel, o.stride, o.padding, o.output, o.dilation, PaddingModes.Zeros, o.groups, o.bias),
                    2 =>
                        nn.ConvTranspose2d(4, 6, o.kernel, o.stride, o.padding, o.output, o.dilation, PaddingModes.Zeros, o.groups, o.bias),
                    _ =>
                        nn.ConvTranspose3d(4, 6, o.kernel, o.stride, o.padding, o.output, o.dilation, PaddingModes.Zeros, o.groups, o.bias),
                };
                OpTest.Check(x => layer.call(x), Normal([4, .. Enumerable.Repeat(4L, o.axes)]));
            },
            iter: 30, threads: 1);

    [TestMethod]
    public void Convolutions_over_three_axes() =>
        (from kernel in Gen.Select(Gen.Long[1, 2], Gen.Long[1, 3], Gen.Long[1, 3])
         from stride in Gen.Select(Gen.Long[1, 2], Gen.Long[1, 2], Gen.Long[1, 2])
         from padding in Gen.Select(Gen.Long[0, 1], Gen.Long[0, 1], Gen.Long[0, 2])
         from dilation in Gen.Select(Gen.Long[1, 2], Gen.Long[1, 2], Gen.Long[1, 2])
         from groups in Choice(1L, 2L)
         from mode in Choice(PaddingModes.Zeros, PaddingModes.Reflect, PaddingModes.Replicate, PaddingModes.Circular)
         select (kernel, stride, padding, dilation, groups, mode)).Sample(
            o =>
            {
                using var layer = nn.Conv3d(2, 4, o.kernel, o.stride, o.padding, o.dilation, o.mode, o.groups);
                OpTest.Check(x => layer.call(x), Normal(2, 5, 6, 6));
            },
            iter: 20, threads: 1);

    [TestMethod]
    public void Poolings() =>
        (from kernel in Gen.Long[1, 3]
         from stride in Gen.Long[1, 3]
         from padding in Gen.Long[0, 1]
         from dilation in Gen.Long[1, 2]
         from ceil in Gen.Bool
         from include in Gen.Bool
         from divisor in Choice<long?>(null, 2, 5)
         select (kernel, stride, padding: Math.Min(padding, kernel / 2), dilation, ceil, include, divisor)).Sample(
            o =>
            {
                using var max = nn.MaxPool3d(o.kernel, o.stride, o.padding, o.dilation, o.ceil);
                OpTest.Check(x => max.call(x), Normal(2, 6, 7, 8));
                using var mean = nn.AvgPool2d(o.kernel, o.stride, o.padding, o.ceil, o.include, o.divisor);
                OpTest.Check(x => mean.call(x), Normal(2, 8, 9));
                OpTest.CheckAll(x => new[] { F.max_pool2d_with_indices(x, new[]
                {
                    o.kernel,
                    o.kernel
                }, new[] { o.stride, 1 }, new[] { o.padding, 0 }, new[] { o.dilation, 1 }, o.ceil).Item2 }, Normal(2, 8, 9));
            },
            iter: 25, threads: 1);

    [TestMethod]
    public void Adaptive_poolings_to_any_size() =>
        Gen.Select(Gen.Long[1, 9], Gen.Long[1, 9], Gen.Bool).Sample(
            (height, width, free) =>
            {
                Func<long, Tensor> input = free ? n => randn(2, 3, n + 1, (2 * n) + 1) : Normal(2, 7, 9);
                OpTest.Check(x => F.adaptive_avg_pool2d(x, new[] { height, width }), input);
                OpTest.Check(x => F.adaptive_max_pool2d(x, new[] { height, width }), input);
            },
            iter: 20, threads: 1);

    [TestMethod]
    public void Reductions_over_any_axes_of_any_rank() =>
        (from rank in Gen.Int[1, 4]
         from mask in Gen.Int[1, (1 << rank) - 1]
         from negative in Gen.Bool
         from keep in Gen.Bool
         from type in Types
         select (rank, axes: Enumerable.Range(0, rank).Where(axis => (mask & (1 << axis)) != 0)
             .Select(axis => negative ? (long)axis - rank : axis).ToArray(), keep, type)).Sample(
            o =>
            {
                var input = Whole(o.type, -4, 5, [.. Enumerable.Range(2, o.rank - 1).Select(length => (long)length)]);
                OpTest.Check(x => x.sum(o.axes, o.keep), input);
                OpTest.Check(x => x.amax(o.axes, o.keep), input);
                OpTest.Check(x => x.amin(o.axes, o.keep), input);
                OpTest.Check(x => torch.count_nonzero(x, o.axes), input);
                if (o.type is not (ScalarType.Float32 or ScalarType.Float64)) return;
                OpTest.Check(x => x.mean(o.axes, o.keep), input);
                OpTest.Check(x => x.var(o.axes, false, o.keep), input);
                OpTest.Check(x => linalg.vector_norm(x, 3, o.axes, o.keep), input);
            },
            iter: 25, threads: 1);

    [TestMethod]
    public void Orders_and_cumulations_along_any_axis() =>
        (from rank in Gen.Int[1, 3]
         from axis in Gen.Int[-rank, rank - 1]
         from down in Gen.Bool
         from type in Types
         select (rank, axis, down, type)).Sample(
            o =>
            {
                var input = Whole(o.type, -4, 5, [.. Enumerable.Range(2, o.rank - 1).Select(length => (long)length)]);
                OpTest.Check(x => x.sort(o.axis, o.down, true).Item1, input);
                OpTest.Check(x => x.sort(o.axis, o.down, true).Item2, input);
                OpTest.Check(x => x.cumsum(o.axis), input);
                OpTest.Check(x => x.cumprod(o.axis), input);
                OpTest.Check(x => x.cummax(o.axis).Item1, input);
                OpTest.Check(x => x.cummin(o.axis).Item2, input);
                OpTest.Check(x => x.roll(o.axis, (long?)o.axis), input);
                OpTest.Check(x => x.flip(o.axis), input);
                OpTest.Check(x => torch.diff(x, 1, o.axis), input);
            },
            iter: 25, threads: 1);

    [TestMethod]
    public void Writing_along_any_axis() =>
        (from rank in Gen.Int[1, 3]
         from axis in Gen.Int[-rank, rank - 1]
         from type in Types
         select (rank, axis, type)).Sample(
            o =>
            {
                // One element in every place, so that the order of writing does not show.
                long[] rest = [.. Enumerable.Range(2, o.rank - 1).Select(length => (long)length)];
                var input = Whole(o.type, -4, 5, rest);
                OpTest.Check((x, i) => x.scatter(o.axis, i, x * 2), input, n => rand([n, .. rest]).argsort(o.axis));
                OpTest.Check((x, i) => x.scatter_add(o.axis, i, x), input, n => rand([n, .. rest]).argsort(o.axis));
                OpTest.Check((x, i) => x.gather(o.axis, i), input, n => rand([n, .. rest]).argsort(o.axis));
            },
            iter: 20, threads: 1);

    [TestMethod]
    public void Recurrent_layers() =>
        (from layers in Gen.Long[1, 3]
         from bias in Gen.Bool
         from batchFirst in Gen.Bool
         from bidirectional in Gen.Bool
         from function in Choice(nn.NonLinearities.Tanh, nn.NonLinearities.ReLU)
         from freeTime in Gen.Bool
         select (layers, bias, batchFirst, bidirectional, function, freeTime)).Sample(
            o =>
            {
                using var layer = nn.RNN(4, 3, o.layers, o.function, o.bias, o.batchFirst, 0, o.bidirectional);
                layer.eval();
                Func<long, Tensor> input = n => o.freeTime ? randn(n, 5, 4) : randn(5, n, 4);
                OpTest.Check(x => layer.call(x, null).Item1, input);
                OpTest.Check(x => layer.call(x, null).Item2, input);
            },
            iter: 20, threads: 1);

    private static Gen<T> Choice<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
