using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Windows that slide over axes: convolutions, their transposes, pools, and windows taken out and put back.</summary>
internal static class WindowShapes
{
    public static void Register(ShapeTable table)
    {
        for (var count = 1; count <= 3; count++)
        {
            var axes = count;
            table.Methods($"conv{axes}d conv{axes}d_padding", call => Convolved(call, axes));
            table.Methods($"conv_transpose{axes}d", call => Transposed(call, axes));
            table.Methods($"max_pool{axes}d avg_pool{axes}d lp_pool{axes}d", call => Pooled(call, Window.Of(call, axes)));
            table.Results($"max_pool{axes}d_with_indices", call => Twice(Pooled(call, Window.Of(call, axes))));
            table.Methods($"adaptive_avg_pool{axes}d adaptive_max_pool{axes}d", call => Adapted(call, axes, call.Lengths("output_size")));
            table.Results($"adaptive_max_pool{axes}d_with_indices", call => Twice(Adapted(call, axes, call.Lengths("output_size"))));
            table.Methods($"max_unpool{axes}d", call => Unpooled(call, Window.Of(call, axes), call.OptionalLengths("output_size")));
        }

        table.Layer<Convolution>(Convolved);
        table.Layer<ConvolutionTranspose>(Transposed);
        RegisterPools(table);
        table.Methods(typeof(Tensor), "unfold", Unfolded);
        table.Methods(typeof(nn.functional), "unfold", call => Columns(call, Window.Of(call, 2, defaultStride: 1)));
        table.Layer<Unfold>((call, layer) =>
            Columns(call, new(Pair(layer.kernel_size), Pair(layer.stride), Pair(layer.padding), Pair(layer.dilation), false)));
        table.Methods("fold", call => Image(call, Window.PerAxis(call.Lengths("output_size"), 2), Window.Of(call, 2, defaultStride: 1)));
        table.Layer<Fold>((call, layer) => Image(
            call,
            [.. Pair(layer.output_size).Select(SizeAlgebra.Fixed)],
            new(Pair(layer.kernel_size), Pair(layer.stride), Pair(layer.padding), Pair(layer.dilation), false)));
    }

    private static void RegisterPools(ShapeTable table)
    {
        table.Layer<MaxPool1d>((call, layer) => Pooled(call, Of(layer)));
        table.Layer<MaxPool1d>("forward_with_indices", (call, layer) => Twice(Pooled(call, Of(layer))));
        table.Layer<MaxPool2d>((call, layer) => Pooled(call, Of(layer)));
        table.Layer<MaxPool2d>("forward_with_indices", (call, layer) => Twice(Pooled(call, Of(layer))));
        table.Layer<MaxPool3d>((call, layer) => Pooled(call, Of(layer)));
        table.Layer<MaxPool3d>("forward_with_indices", (call, layer) => Twice(Pooled(call, Of(layer))));
        table.Layer<AvgPool1d>((call, layer) =>
            Pooled(call, Window.Of(1, [layer.kernel_size], List(layer.stride), List(layer.padding), null, layer.ceil_mode)));
        table.Layer<AvgPool2d>(
            (call, layer) => Pooled(call, Window.Of(2, layer.kernel_size, layer.stride, layer.padding, null, layer.ceil_mode)));
        table.Layer<AvgPool3d>(
            (call, layer) => Pooled(call, Window.Of(3, layer.kernel_size, layer.stride, layer.padding, null, layer.ceil_mode)));
        table.Layer<LPPool1d>(
            (call, layer) => Pooled(call, Window.Of(1, [layer.kernel_size], List(layer.stride), null, null, layer.ceil_mode)));
        table.Layer<LPPool2d>((call, layer) => Pooled(call, Window.Of(2, layer.kernel_size, layer.stride, null, null, layer.ceil_mode)));
        table.Layer<AdaptiveAvgPool1d>((call, layer) => Adapted(call, 1, [layer.output_size]));
        table.Layer<AdaptiveAvgPool2d>((call, layer) => Adapted(call, 2, layer.output_size));
        table.Layer<AdaptiveAvgPool3d>((call, layer) => Adapted(call, 3, layer.output_size));
        table.Layer<AdaptiveMaxPool1d>((call, layer) => Adapted(call, 1, [layer.output_size]));
        table.Layer<AdaptiveMaxPool1d>("forward_with_indices", (call, layer) => Twice(Adapted(call, 1, [layer.output_size])));
        table.Layer<AdaptiveMaxPool2d>((call, layer) => Adapted(call, 2, layer.output_size));
        table.Layer<AdaptiveMaxPool2d>("forward_with_indices", (call, layer) => Twice(Adapted(call, 2, layer.output_size)));
        table.Layer<MaxUnpool1d>((call, layer) => Unpooled(
            call,
            Window.Of(1, [layer.kernel_size], List(layer.stride), List(layer.padding), null, false),
            call.OptionalLengths("output_size", "input3")));
        table.Layer<MaxUnpool2d>((call, layer) => Unpooled(
            call,
            Window.Of(2, layer.kernel_size, layer.stride, layer.padding, null, false),
            call.OptionalLengths("output_size", "input3")));
        table.Layer<MaxUnpool3d>((call, layer) => Unpooled(
            call,
            Window.Of(3, layer.kernel_size, layer.stride, layer.padding, null, false),
            call.OptionalLengths("output_size", "input3")));
    }

    private static Window Of(MaxPool1d layer) =>
        Window.Of(1, [layer.kernel_size], List(layer.stride), List(layer.padding), List(layer.dilation), layer.ceil_mode);

    private static Window Of(MaxPool2d layer) =>
        Window.Of(2, layer.kernel_size, layer.stride, layer.padding, layer.dilation, layer.ceil_mode);

    private static Window Of(MaxPool3d layer) =>
        Window.Of(3, layer.kernel_size, layer.stride, layer.padding, layer.dilation, layer.ceil_mode);

    private static long[]? List(long? value) => value is null ? null : [value.Value];

    private static long[] Pair((long First, long Second) pair) => [pair.First, pair.Second];

    private static IReadOnlyList<IReadOnlyList<Size>?> Twice(IReadOnlyList<Size> shape) => [shape, shape];

    private static IReadOnlyList<Size> Convolved(ShapeCall call, int axes)
    {
        var weight = call.Tensor("weight").Shape;
        var kernel = weight.Skip(2).Select(ShapeCall.Known).ToArray();
        var same = call.Find("padding") is ConstantArgument { Value: Padding.Same };
        var window = new Window(
            kernel, Window.PerAxis(call.OptionalIntegers("stride", "strides"), axes, 1),
            call.Find("padding") is ConstantArgument { Value: Padding }
                ? new long[axes]
                : Window.PerAxis(call.OptionalIntegers("padding"), axes, 0),
            Window.PerAxis(call.OptionalIntegers("dilation"), axes, 1), false);
        return Convolved(call, weight[0], same ? null : window);
    }

    private static IReadOnlyList<Size> Convolved(ShapeCall call, Convolution layer)
    {
        // The weights may have been replaced by others, of other sizes than the layer was made with.
        var (weight, axes) = (layer.weight!.shape, layer.kernel_size.Length);
        var padding = layer.padding_type switch { Padding.Same => null, Padding.Valid => new long[axes], _ => layer.padding };
        var (channels, taken) = (call.Shape[Math.Max(0, call.Rank - axes - 1)], weight[1] * layer.groups);
        if (channels is FixedSize { Value: var given } && given != taken)
            throw new ShapeException($"{given} channels are given to a layer of {taken}");
        return Convolved(
            call, SizeAlgebra.Fixed(weight[0]),
            padding is null ? null : Window.Of(axes, weight[2..], layer.stride, padding, layer.dilation, false));
    }

    // Without a window, the padding keeps the length.
    private static IReadOnlyList<Size> Convolved(ShapeCall call, Size channels, Window? window)
    {
        if (window is null) return ReductionShapes.Replaced(call.Shape, ChannelAxis(call), channels);
        return [.. call.Shape.SkipLast(window.Axes + 1), channels, .. call.Shape.TakeLast(window.Axes).Select(
            (size, i) => window.Count(size, i, call.Bounds))];
    }

    // An image without a batch has the channels first.
    private static int ChannelAxis(ShapeCall call)
    {
        var axes = call.Module is Convolution layer ? layer.kernel_size.Length : call.Method.Name[4] - '0';
        return call.Rank - axes - 1;
    }

    private static IReadOnlyList<Size> Transposed(ShapeCall call, int axes)
    {
        var weight = call.Tensor("weight").Shape;
        var window = new Window(
            [.. weight.Skip(2).Select(ShapeCall.Known)],
            Window.PerAxis(call.OptionalIntegers("stride", "strides"), axes, 1),
            Window.PerAxis(call.OptionalIntegers("padding"), axes, 0),
            Window.PerAxis(call.OptionalIntegers("dilation"), axes, 1), false);
        return Transposed(
            call, weight[1].Times(call.Integer("groups")), window, Window.PerAxis(call.OptionalIntegers("output_padding"), axes, 0));
    }

    // TorchSharp takes the first output padding for all axes.
    private static IReadOnlyList<Size> Transposed(ShapeCall call, ConvolutionTranspose layer)
    {
        if (call.OptionalLengths("output_size", "input2") is not null) throw new UnknownShapeException();
        var (weight, axes) = (layer.weight!.shape, layer.kernel_size.Length);
        return Transposed(
            call,
            SizeAlgebra.Fixed(weight[1] * layer.groups),
            Window.Of(axes, weight[2..], layer.stride, layer.padding, layer.dilation, false),
            Window.PerAxis([layer.output_padding[0]], axes, 0));
    }

    private static IReadOnlyList<Size> Transposed(ShapeCall call, Size channels, Window window, long[] more) =>
        [.. call.Shape.SkipLast(window.Axes + 1), channels, .. call.Shape.TakeLast(window.Axes).Select(
            (size, i) => window.Length(size, i).Plus(more[i]))];

    private static IReadOnlyList<Size> Pooled(ShapeCall call, Window window)
    {
        if (call.Rank < window.Axes + 1) throw new ShapeException($"{window.Axes} axes and the channels are pooled of {call.Rank}");
        return [
            .. call.Shape.SkipLast(window.Axes), .. call.Shape.TakeLast(window.Axes).Select((size, i) => window.Count(size, i, call.Bounds))
        ];
    }

    private static IReadOnlyList<Size> Adapted(ShapeCall call, int axes, long[] sizes) =>
        Adapted(call, axes, [.. sizes.Select(SizeAlgebra.Fixed)]);

    private static IReadOnlyList<Size> Adapted(ShapeCall call, int axes, IReadOnlyList<Size> sizes) =>
        [.. call.Shape.SkipLast(axes), .. Window.PerAxis(sizes, axes)];

    private static IReadOnlyList<Size> Unpooled(ShapeCall call, Window window, IReadOnlyList<Size>? size) => size is { Count: > 0 }
        ? [.. call.Shape.SkipLast(window.Axes), .. size.TakeLast(window.Axes)]
        : [.. call.Shape.SkipLast(window.Axes), .. call.Shape.TakeLast(window.Axes).Select(window.Length)];

    private static IReadOnlyList<Size> Unfolded(ShapeCall call)
    {
        var (axis, length, step) = (call.Axis(call.Integer("dimension")), call.Length("size"), call.Integer("step"));
        return [.. ReductionShapes.Replaced(call.Shape, axis, call.Shape[axis].Minus(length).Over(step).Plus(1)), length];
    }

    private static IReadOnlyList<Size> Columns(ShapeCall call, Window window)
    {
        var counts = call.Shape.TakeLast(2).Select((size, i) => window.Count(size, i, call.Bounds));
        var channels = call.Shape[^3].Times(window.Kernel[0] * window.Kernel[1]);
        return [.. call.Shape.SkipLast(3), channels, SizeAlgebra.Product(counts)];
    }

    private static IReadOnlyList<Size> Image(ShapeCall call, IReadOnlyList<Size> size, Window window) =>
        [.. call.Shape.SkipLast(2), call.Shape[^2].Over(window.Kernel[0] * window.Kernel[1]), .. size];
}
