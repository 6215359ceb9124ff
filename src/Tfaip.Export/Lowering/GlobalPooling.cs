using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>
/// Poolings whose window is all of an axis of free length: reductions, since a graph's windows have one length at all sizes.
/// </summary>
internal static class GlobalPooling
{
    /// <summary>The window of a call that has all of a free axis in it; null where its lengths are the same at all sizes.</summary>
    public static PoolingWindow? Find(LoweringCall call, int axes)
    {
        if (call.OptionalLengths("kernel_size") is not { } kernel || kernel.All(length => length is FixedSize)) return null;
        var sizes = call.Self.Shape.TakeLast(axes).ToArray();
        var lengths = PerAxis(kernel, axes);
        var strides = call.OptionalLengths("stride", "strides") is { Count: > 0 } given ? PerAxis(given, axes) : lengths;
        var paddings = Convolutions.PerAxis(call.OptionalIntegers("padding"), axes, 0);
        var dilations = call.Has("dilation") ? Convolutions.PerAxis(call.OptionalIntegers("dilation"), axes, 1) : null;
        var window = new long[axes];
        var steps = new long[axes];
        var whole = new List<int>();
        for (var i = 0; i < axes; i++)
        {
            if (lengths[i] is not FixedSize && lengths[i] == sizes[i] && paddings[i] == 0 && (dilations is null || dilations[i] == 1))
            {
                whole.Add(i);
                (window[i], steps[i]) = (1, 1);
            }
            else
            {
                (window[i], steps[i]) = (Number(call, lengths[i], "kernel_size"), Number(call, strides[i], "stride"));
            }
        }

        return new(window, steps, paddings, dilations, call.Flag("ceil_mode")) { Whole = [.. whole] };
    }

    /// <summary>Reduces the axes of which a window is all, in a tensor with batch and channels.</summary>
    public static GraphValue Reduce(GraphBuilder graph, string operation, GraphValue input, PoolingWindow window) =>
        window.Whole.Length == 0 ? input : graph.Reduce(operation, input, [.. window.Whole.Select(axis => axis + 2L)], keep: true);

    /// <summary>The sums over all axes, divided by a number.</summary>
    public static GraphValue Divided(LoweringCall call, PoolingWindow window, long divisor) => window.IsWhole
        ? call.Graph.Times(Convolutions.Batched(call, window.Axes, input => Reduce(call.Graph, "ReduceSum", input, window)), 1.0 / divisor)
        : throw call.Refuse(
            "its 'divisor_override' goes with a window that is all of one axis and a part of another", "Pool one axis after the other.");

    /// <summary>The largest elements of all axes with their positions, the first of equal ones.</summary>
    public static GraphValue[] MaxWithIndices(LoweringCall call, PoolingWindow window)
    {
        if (window.Whole.Length < window.Axes)
            throw call.Refuse(
                "it gives positions, and its window is all of one axis and a part of another", "Pool one axis after the other.");
        var (graph, self) = (call.Graph, call.Self);
        Size[] flat = [.. self.Shape.SkipLast(window.Axes), SizeArithmetic.Product(self.Shape.TakeLast(window.Axes))];
        var value = graph.Reshape(self.Value, self.Shape, flat);
        var place = graph.Node("ArgMax", ScalarType.Int64, [value], ("axis", flat.Length - 1L), ("keepdims", 1L));
        var more = Enumerable.Range(flat.Length, window.Axes - 1).Select(axis => (long)axis).ToArray();
        return [graph.Unsqueeze(graph.Reduce("ReduceMax", value, [flat.Length - 1L], keep: true), more), graph.Unsqueeze(place, more)];
    }

    private static Size[] PerAxis(IReadOnlyList<Size> sizes, int axes) =>
        sizes.Count == axes ? [.. sizes] : [.. Enumerable.Repeat(sizes[0], axes)];

    private static long Number(LoweringCall call, Size size, string name) => size is FixedSize { Value: var number }
        ? number
        : throw call.Refuse(
            $"its argument '{name}' depends on a size of the inputs, {size}",
            "Give a number, the whole axis without padding, which becomes a reduction, or use adaptive pooling.");
}
