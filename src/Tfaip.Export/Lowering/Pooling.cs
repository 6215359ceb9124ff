using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Maxima and means over windows.</summary>
internal static class Pooling
{
    // A slice of all, a product with 1, a conversion to the type that it has, and so on.
    private static readonly HashSet<string> MayChangeNothing = new(StringComparer.Ordinal)
    {
        "Add", "Cast", "Concat", "Div", "Dropout", "Expand", "Identity", "Mul", "Reshape", "Slice", "Squeeze", "Sub", "Transpose",
        "Unsqueeze", "Where",
    };

    public static void Register(LoweringTable table)
    {
        for (var axes = 1; axes <= 3; axes++)
        {
            var count = axes;
            table.Methods($"max_pool{axes}d", call => Max(call, Window(call, count)));
            table.Methods($"max_pool{axes}d_with_indices", call => MaxWithIndices(call, Window(call, count)));
            table.Methods($"avg_pool{axes}d", call => Average(
                call, Window(call, count), call.Flag("count_include_pad"), call.OptionalInteger("divisor_override")));
            table.Methods($"adaptive_avg_pool{axes}d", call => AdaptivePooling.Average(call, count, call.OptionalIntegers("output_size")!));

            // TorchSharp's own for three axes calls that for one, which fails.
            if (axes == 3) continue;
            table.Methods($"adaptive_max_pool{axes}d", call => AdaptivePooling.Maximum(call, count, call.OptionalIntegers("output_size")!));
            table.Methods(
                $"adaptive_max_pool{axes}d_with_indices",
                call => AdaptivePooling.MaximumWithIndices(call, count, call.OptionalIntegers("output_size")!));
        }

        table.Layer<MaxPool1d>((call, layer) => Max(call, Of(layer)));
        table.Layer<MaxPool1d>("forward_with_indices", (call, layer) => MaxWithIndices(call, Of(layer)));
        table.Layer<MaxPool2d>((call, layer) => Max(call, Of(layer)));
        table.Layer<MaxPool2d>("forward_with_indices", (call, layer) => MaxWithIndices(call, Of(layer)));
        table.Layer<AvgPool1d>((call, layer) => Average(
            call,
            PoolingWindow.Of(1, [layer.kernel_size], List(layer.stride), List(layer.padding), null, layer.ceil_mode),
            layer.count_include_pad,
            null));
        table.Layer<AvgPool2d>((call, layer) => Average(
            call,
            PoolingWindow.Of(2, layer.kernel_size, layer.stride, layer.padding, null, layer.ceil_mode),
            layer.count_include_pad,
            layer.divisor_override));
        table.Layer<MaxPool3d>((call, layer) => Max(call, Of(layer)));
        table.Layer<MaxPool3d>("forward_with_indices", (call, layer) => MaxWithIndices(call, Of(layer)));
        table.Layer<AvgPool3d>((call, layer) => Average(
            call,
            PoolingWindow.Of(3, layer.kernel_size, layer.stride, layer.padding, null, layer.ceil_mode),
            layer.count_include_pad,
            layer.divisor_override));
        table.Layer<AdaptiveAvgPool1d>((call, layer) => AdaptivePooling.Average(call, 1, [layer.output_size]));
        table.Layer<AdaptiveAvgPool2d>((call, layer) => AdaptivePooling.Average(call, 2, layer.output_size));
        table.Layer<AdaptiveAvgPool3d>((call, layer) => AdaptivePooling.Average(call, 3, layer.output_size));
        table.Layer<AdaptiveMaxPool1d>((call, layer) => AdaptivePooling.Maximum(call, 1, [layer.output_size]));
        table.Layer<AdaptiveMaxPool2d>((call, layer) => AdaptivePooling.Maximum(call, 2, layer.output_size));
        table.Layer<AdaptiveMaxPool1d>(
            "forward_with_indices", (call, layer) => AdaptivePooling.MaximumWithIndices(call, 1, [layer.output_size]));
        table.Layer<AdaptiveMaxPool2d>(
            "forward_with_indices", (call, layer) => AdaptivePooling.MaximumWithIndices(call, 2, layer.output_size));
        table.Methods("lp_pool1d", call => PowerAverage(call, call.Real("norm_type"), Window(call, 1)));
        table.Methods("lp_pool2d", call => PowerAverage(call, call.Real("norm_type"), Window(call, 2)));
        table.Layer<LPPool1d>((call, layer) => PowerAverage(
            call, layer.norm_type, PoolingWindow.Of(1, [layer.kernel_size], List(layer.stride), null, null, layer.ceil_mode)));
        table.Layer<LPPool2d>((call, layer) =>
            PowerAverage(call, layer.norm_type, PoolingWindow.Of(2, layer.kernel_size, layer.stride, null, null, layer.ceil_mode)));
    }

    private static long[]? List(long? value) => value is null ? null : [value.Value];

    private static PoolingWindow Of(MaxPool1d layer) =>
        PoolingWindow.Of(1, [layer.kernel_size], List(layer.stride), List(layer.padding), List(layer.dilation), layer.ceil_mode);

    private static PoolingWindow Of(MaxPool2d layer) =>
        PoolingWindow.Of(2, layer.kernel_size, layer.stride, layer.padding, layer.dilation, layer.ceil_mode);

    private static PoolingWindow Of(MaxPool3d layer) =>
        PoolingWindow.Of(3, layer.kernel_size, layer.stride, layer.padding, layer.dilation, layer.ceil_mode);

    private static PoolingWindow Window(LoweringCall call, int axes) => GlobalPooling.Find(call, axes) ?? PoolingWindow.Of(
        axes,
        call.OptionalIntegers("kernel_size")!,
        call.OptionalIntegers("stride", "strides"),
        call.OptionalIntegers("padding"),
        call.OptionalIntegers("dilation"),
        call.Flag("ceil_mode"));

    private static GraphValue Max(LoweringCall call, PoolingWindow window) => Convolutions.Batched(call, window.Axes, input =>
    {
        input = GlobalPooling.Reduce(call.Graph, "ReduceMax", input, window);
        return window.IsWhole ? input : call.Graph.Node("MaxPool", input.Type, [Apart(call.Graph, input)], window.Attributes);
    });

    // ONNX Runtime makes a padding before a pool the pool's own, whose padding is never the largest, though zeros may be; also where
    // operations lie between them that change nothing, which it takes away first. A step that it knows nothing of keeps them apart.
    private static GraphValue Apart(GraphBuilder graph, GraphValue input) =>
        ComesFromPadding(graph, input, []) ? graph.Same("Max", input, graph.Scalar(double.NegativeInfinity, input.Type)) : input;

    private static bool ComesFromPadding(GraphBuilder graph, GraphValue value, HashSet<GraphValue> seen) =>
        seen.Add(value) && graph.Nodes.FirstOrDefault(node => node.Outputs.Contains(value)) is { } maker
        && (maker.Operation == "Pad" || (MayChangeNothing.Contains(maker.Operation)
            && maker.Inputs.OfType<GraphValue>().Any(input => ComesFromPadding(graph, input, seen))));

    private static GraphValue[] MaxWithIndices(LoweringCall call, PoolingWindow window)
    {
        if (window.Whole.Length > 0) return GlobalPooling.MaxWithIndices(call, window);
        var (graph, self) = (call.Graph, call.Self);
        var unbatched = self.Rank == window.Axes + 1;
        var input = unbatched ? graph.Unsqueeze(self.Value, 0) : self.Value;
        var outputs = graph.NodeOutputs("MaxPool", [self.Type, ScalarType.Int64], [Apart(graph, input)], window.Attributes);

        // ONNX counts positions over the whole tensor, TorchSharp within each channel.
        var plane = graph.Number(SizeArithmetic.Product(self.Shape.TakeLast(window.Axes)), ScalarType.Int64);
        GraphValue[] results = [outputs[0], graph.Same("Mod", outputs[1], plane)];
        return unbatched ? [.. results.Select(result => graph.Squeeze(result, 0))] : results;
    }

    private static GraphValue Average(LoweringCall call, PoolingWindow window, bool includePadding, long? divisor)
    {
        if (divisor is not null and not 0 && window.Whole.Length > 0) return GlobalPooling.Divided(call, window, divisor.Value);
        if (divisor is not null and not 0)
        {
            var product = window.Kernel.Aggregate(1.0, (a, b) => a * b) / divisor.Value;
            return call.Graph.Times(Convolutions.Batched(call, window.Axes, input => WholeWindows(call, input, window)), product);
        }

        return Convolutions.Batched(call, window.Axes, input => Average(call.Graph, input, window, includePadding));
    }

    private static GraphValue Average(
        GraphBuilder graph, GraphValue input, PoolingWindow window, bool includePadding, string whole = "ReduceMean")
    {
        input = GlobalPooling.Reduce(graph, whole, input, window);
        return window.IsWhole
            ? input
            : graph.Node("AveragePool", input.Type, [input], [.. window.Attributes, ("count_include_pad", includePadding ? 1L : 0L)]);
    }

    // Padded, or cut, so that all windows are whole: then the sum of each is its mean times its length.
    private static GraphValue WholeWindows(LoweringCall call, GraphValue input, PoolingWindow window)
    {
        Size none = new FixedSize(0);
        var (sizes, counts) = (call.Self.Shape.TakeLast(window.Axes), call.Result.Shape.TakeLast(window.Axes));
        var ends = sizes.Zip(counts).Select((pair, i) => SizeArithmetic.Sum(
        [
            SizeArithmetic.Product([pair.Second, new FixedSize(window.Stride[i])]),
            new FixedSize(window.Kernel[i] - window.Stride[i] - window.Padding[i]),
            SizeArithmetic.Product([pair.First, new FixedSize(-1)]),
        ]));
        var pads = call.Graph.Vector([none, none, .. window.Padding.Select(pad => new FixedSize(pad)), none, none, .. ends]);
        var padded = call.Graph.Node("Pad", input.Type, [input, pads, call.Graph.Scalar(0L, input.Type)], ("mode", "constant"));
        return Average(
            call.Graph, padded, PoolingWindow.Of(window.Axes, window.Kernel, window.Stride, null, null, false), includePadding: true);
    }

    // The root of the sum of powers, as TorchSharp takes it from the mean; what is negative is cut off with its sign.
    private static GraphValue PowerAverage(LoweringCall call, double power, PoolingWindow window)
    {
        var graph = call.Graph;
        var powers = Convolutions.Batched(
            call,
            window.Axes,
            input => Average(graph, graph.Same("Pow", input, graph.Scalar(power, input.Type)), window, includePadding: true, "ReduceSum"));
        var signed = graph.Same("Mul", graph.Same("Sign", powers), graph.Same("Relu", graph.Same("Abs", powers)));
        var sum = graph.Times(signed, window.Kernel.Aggregate(1.0, (a, b) => a * b));
        return graph.Same("Pow", sum, graph.Scalar(1 / power, sum.Type));
    }
}
