using Tfaip.Export.Graphs;
using Tfaip.Export.Tracing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>Maxima and means over windows.</summary>
internal static class Pooling
{
    public static void Register(LoweringTable table)
    {
        for (var axes = 1; axes <= 3; axes++)
        {
            var count = axes;
            table.Methods($"max_pool{axes}d", call => Max(call, Window(call, count)));
            table.Methods($"max_pool{axes}d_with_indices", call => MaxWithIndices(call, Window(call, count)));
            table.Methods($"avg_pool{axes}d", call => Average(
                call, Window(call, count), call.Flag("count_include_pad"), call.OptionalInteger("divisor_override")));
            table.Methods($"adaptive_avg_pool{axes}d", call => Adaptive(call, count, "AveragePool", "ReduceMean", call.OptionalIntegers("output_size")!));
            table.Methods($"adaptive_max_pool{axes}d", call => Adaptive(call, count, "MaxPool", "ReduceMax", call.OptionalIntegers("output_size")!));
        }

        table.Layer<MaxPool1d>((call, layer) => Max(call, Of(layer)));
        table.Layer<MaxPool1d>("forward_with_indices", (call, layer) => MaxWithIndices(call, Of(layer)));
        table.Layer<MaxPool2d>((call, layer) => Max(call, Of(layer)));
        table.Layer<MaxPool2d>("forward_with_indices", (call, layer) => MaxWithIndices(call, Of(layer)));
        table.Layer<AvgPool1d>((call, layer) => Average(
            call, PoolingWindow.Of(1, [layer.kernel_size], List(layer.stride), List(layer.padding), null, layer.ceil_mode), layer.count_include_pad, null));
        table.Layer<AvgPool2d>((call, layer) => Average(
            call, PoolingWindow.Of(2, layer.kernel_size, layer.stride, layer.padding, null, layer.ceil_mode), layer.count_include_pad, layer.divisor_override));
        table.Layer<AdaptiveAvgPool1d>((call, layer) => Adaptive(call, 1, "AveragePool", "ReduceMean", [layer.output_size]));
        table.Layer<AdaptiveAvgPool2d>((call, layer) => Adaptive(call, 2, "AveragePool", "ReduceMean", layer.output_size));
        table.Layer<AdaptiveMaxPool1d>((call, layer) => Adaptive(call, 1, "MaxPool", "ReduceMax", [layer.output_size]));
        table.Layer<AdaptiveMaxPool2d>((call, layer) => Adaptive(call, 2, "MaxPool", "ReduceMax", layer.output_size));
    }

    private static long[]? List(long? value) => value is null ? null : [value.Value];

    private static PoolingWindow Of(MaxPool1d layer) =>
        PoolingWindow.Of(1, [layer.kernel_size], List(layer.stride), List(layer.padding), List(layer.dilation), layer.ceil_mode);

    private static PoolingWindow Of(MaxPool2d layer) =>
        PoolingWindow.Of(2, layer.kernel_size, layer.stride, layer.padding, layer.dilation, layer.ceil_mode);

    private static PoolingWindow Window(LoweringCall call, int axes) => PoolingWindow.Of(
        axes,
        call.OptionalIntegers("kernel_size")!,
        call.OptionalIntegers("stride", "strides"),
        call.OptionalIntegers("padding"),
        call.OptionalIntegers("dilation"),
        call.Flag("ceil_mode"));

    private static GraphValue Max(LoweringCall call, PoolingWindow window) => Convolutions.Batched(
        call, window.Axes, input => call.Graph.Node("MaxPool", input.Type, [input], window.Attributes));

    private static GraphValue[] MaxWithIndices(LoweringCall call, PoolingWindow window)
    {
        if (call.Self.Rank != window.Axes + 2) throw call.Refuse("its input has no batch axis", "Add one with unsqueeze(0).");
        var outputs = call.Graph.NodeOutputs("MaxPool", [call.Self.Type, ScalarType.Int64], [call.Self.Value], window.Attributes);

        // ONNX counts positions over the whole tensor, TorchSharp within each channel.
        var plane = call.Graph.Number(SizeArithmetic.Product(call.Self.Shape.Skip(2)), ScalarType.Int64);
        return [outputs[0], call.Graph.Same("Mod", outputs[1], plane)];
    }

    private static GraphValue Average(LoweringCall call, PoolingWindow window, bool includePadding, long? divisor)
    {
        if (divisor is not null and not 0)
        {
            if (window.Ceil || !includePadding) throw call.Refuse("divisor_override beside ceil_mode or without count_include_pad is not supported");
            return call.Graph.Times(Average(call, window, true, null), window.Kernel.Aggregate(1.0, (a, b) => a * b) / divisor.Value);
        }

        return Convolutions.Batched(call, window.Axes, input => call.Graph.Node(
            "AveragePool", input.Type, [input], [.. window.Attributes, ("count_include_pad", includePadding ? 1L : 0L)]));
    }

    private static GraphValue Adaptive(LoweringCall call, int axes, string pool, string reduce, long[] sizes)
    {
        var output = Convolutions.PerAxis(sizes, axes, 1);
        var first = call.Self.Rank - axes;
        var input = call.Self.Shape.Skip(first).ToArray();
        if (Array.TrueForAll(output, length => length == 1))
        {
            return call.Graph.Reduce(reduce, call.Self.Value, [.. Enumerable.Range(first, axes).Select(axis => (long)axis)], keep: true);
        }

        if (input.SequenceEqual(output.Select(length => new FixedSize(length)))) return call.Self.Value;

        var window = input.Zip(output, (size, length) => size is FixedSize { Value: var known } && known % length == 0
            ? known / length
            : throw call.Refuse(
                $"its input of {size} does not divide into {length} equal windows at all sizes",
                "Fix that size in the input's description to a multiple, or pool to 1.")).ToArray();
        return Convolutions.Batched(call, axes, value => call.Graph.Node(
            pool, value.Type, [value], PoolingWindow.Of(axes, window, null, null, null, false).Attributes));
    }
}
