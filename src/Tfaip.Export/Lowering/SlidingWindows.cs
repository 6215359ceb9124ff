using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Windows that slide over axes, taken out and put back.</summary>
internal static class SlidingWindows
{
    public static void Register(LoweringTable table)
    {
        table.Methods(typeof(Tensor), "unfold", Unfold);
        table.Methods(typeof(nn.functional), "unfold", call => Columns(call, Pairs.Of(call)));
        table.Layer<TorchSharp.Modules.Unfold>((call, layer) => Columns(
            call, new(Pair(layer.kernel_size), Pair(layer.dilation), Pair(layer.padding), Pair(layer.stride))));
        table.Methods("fold", call => Image(call, Pairs.Two(call.OptionalIntegers("output_size"), 1), Pairs.Of(call)));
        table.Layer<TorchSharp.Modules.Fold>((call, layer) => Image(
            call, Pair(layer.output_size), new(Pair(layer.kernel_size), Pair(layer.dilation), Pair(layer.padding), Pair(layer.stride))));
    }

    private static long[] Pair((long First, long Second) pair) => [pair.First, pair.Second];

    // Each window's positions, one after the other.
    private static GraphValue Unfold(LoweringCall call)
    {
        var (graph, axis) = (call.Graph, call.Self.Axis(call.Integer("dimension")));
        var (length, step) = (call.Integer("size"), call.Integer("step"));
        var count = call.Result.Shape[(int)axis];
        var positions = Positions(graph, count, step, length, 1, windowsFirst: true);
        var windows = graph.Node("Gather", call.Self.Type, [call.Self.Value, positions], ("axis", axis));
        return graph.MoveAxis(windows, call.Self.Rank + 1, axis + 1, call.Self.Rank);
    }

    // [windows, length] or [length, windows].
    private static GraphValue Positions(GraphBuilder graph, Size windows, long stride, long length, long dilation, bool windowsFirst)
    {
        GraphValue Scaled(GraphValue value, long factor) =>
            factor == 1 ? value : graph.Same("Mul", value, graph.Scalar(factor, ScalarType.Int64));
        var starts = Scaled(graph.Range(windows), stride);
        var inside = Scaled(graph.Range(new FixedSize(length)), dilation);
        return graph.Same("Add", graph.Unsqueeze(starts, windowsFirst ? 1 : 0), graph.Unsqueeze(inside, windowsFirst ? 0 : 1));
    }

    private static GraphValue Columns(LoweringCall call, Pairs window)
    {
        var graph = call.Graph;
        var shape = call.Self.Rank == 4 ? call.Self.Shape : [new FixedSize(1), .. call.Self.Shape];
        return Convolutions.Batched(call, 2, input =>
        {
            var padded = Paddings.Pad(
                call,
                input,
                4,
                Paddings.Fixed([window.Padding[1], window.Padding[1], window.Padding[0], window.Padding[0]]),
                TorchSharp.PaddingModes.Constant,
                0);
            var counts = new Size[2];
            for (var i = 0; i < 2; i++)
            {
                var reach = (window.Dilation[i] * (window.Kernel[i] - 1)) + 1;
                var free = SizeArithmetic.Sum([shape[i + 2], new FixedSize((2 * window.Padding[i]) - reach)]);
                counts[i] = Floor(free, window.Stride[i]);
            }

            // Along the height to [N, C, kernel, count, W], then along the width.
            var rows = graph.Node(
                "Gather",
                input.Type,
                [padded, Positions(graph, counts[0], window.Stride[0], window.Kernel[0], window.Dilation[0], windowsFirst: false)],
                ("axis", 2L));
            var all = graph.Node(
                "Gather",
                input.Type,
                [rows, Positions(graph, counts[1], window.Stride[1], window.Kernel[1], window.Dilation[1], windowsFirst: false)],
                ("axis", 4L));
            Size[] from = [shape[0], shape[1], new FixedSize(window.Kernel[0]), new FixedSize(window.Kernel[1]), counts[0], counts[1]];
            return graph.Reshape(
                graph.Transpose(all, 0, 1, 2, 4, 3, 5),
                from,
                [shape[0], SizeArithmetic.Product(from[1..4]), SizeArithmetic.Product(counts)]);
        });
    }

    private static Size Floor(Size size, long stride)
    {
        if (size is FixedSize { Value: var known }) return new FixedSize((known / stride) + 1);
        return SizeArithmetic.Sum([stride == 1 ? size : new SizeFloorDivision(size, new FixedSize(stride)), new FixedSize(1)]);
    }

    private static GraphValue Image(LoweringCall call, long[] size, Pairs window) => Convolutions.Batched(call, 1, input => call.Graph.Node(
        "Col2Im",
        input.Type,
        [input, call.Graph.Int64s(size), call.Graph.Int64s(window.Kernel)],
        ("dilations", window.Dilation),
        ("pads", Convolutions.Symmetric(window.Padding)),
        ("strides", window.Stride)));

    private sealed record Pairs(long[] Kernel, long[] Dilation, long[] Padding, long[] Stride)
    {
        public static Pairs Of(LoweringCall call) => new(
            Two(call.OptionalIntegers("kernel_size"), 1),
            Two(call.OptionalIntegers("dilation"), 1),
            Two(call.OptionalIntegers("padding"), 0),
            Two(call.OptionalIntegers("stride"), 1));

        public static long[] Two(long[]? values, long standard) => Convolutions.PerAxis(values, 2, standard);
    }
}
