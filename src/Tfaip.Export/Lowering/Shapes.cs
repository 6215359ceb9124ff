using Tfaip.Export.Graphs;
using Tfaip.Export.Tracing;
using TorchSharp.Modules;

namespace Tfaip.Export.Lowering;

/// <summary>Changes of shape and of the order of axes. The recording knows the shape of the result, so no <c>-1</c> has to be worked out.</summary>
internal static class Shapes
{
    public static void Register(LoweringTable table)
    {
        table.Methods("reshape view", call => Reshape(call, "shape"));
        table.Methods("view_as", call => Reshape(call, "other"));
        table.Methods("flatten", call => Reshape(call, "start_dim", "end_dim"));
        table.Methods("unflatten", call => Reshape(call, "dim", "sizes"));
        table.Methods("squeeze unsqueeze", call => Reshape(call, "dim"));
        table.Methods("ravel", call => Reshape(call));
        table.Layer<Flatten>((call, _) => Reshape(call));
        table.Layer<Unflatten>((call, _) => Reshape(call));
        table.Methods("expand", call => Expand(call, "sizes"));
        table.Methods("broadcast_to", call => Expand(call, "shape"));
        table.Methods("expand_as", call => Expand(call, "other"));
        table.Methods("transpose swapaxes swapdims", call => Swap(call, call.Integer("dim0", "axis0"), call.Integer("dim1", "axis1")));
        table.Methods("t get_T", call => call.Self.Rank < 2 ? call.Self.Value : Reverse(call));
        table.Methods("get_mT", call => Swap(call, -1, -2));
        table.Methods("permute", call => call.Graph.Transpose(call.Self.Value, [.. call.OptionalIntegers("permutation")!.Select(call.Self.Axis)]));
        table.Methods("moveaxis movedim", Move);
        table.Methods("repeat", call => Repeat(call, call.OptionalLengths("sizes")!));
        table.Methods("tile", call => Repeat(call, call.OptionalLengths("reps", "dims")!));
        table.Methods("flip", call => Flip(call, [.. call.OptionalIntegers("dims")!.Select(call.Self.Axis)]));
    }

    private static GraphValue Reshape(LoweringCall call, params string[] answered)
    {
        foreach (var name in answered) call.Find(name);
        return call.Graph.Reshape(call.Self.Value, call.Self.Shape, call.Result.Shape);
    }

    private static GraphValue Expand(LoweringCall call, string answered)
    {
        call.Find(answered);
        return call.Graph.Expand(call.Self.Value, call.Self.Shape, call.Result.Shape);
    }

    private static GraphValue Swap(LoweringCall call, long one, long other)
    {
        var axes = Axes(call);
        (one, other) = (call.Self.Axis(one), call.Self.Axis(other));
        if (axes.Length > 0) (axes[one], axes[other]) = (axes[other], axes[one]);
        return call.Graph.Transpose(call.Self.Value, axes);
    }

    private static GraphValue Reverse(LoweringCall call) => call.Graph.Transpose(call.Self.Value, [.. Axes(call).Reverse()]);

    private static GraphValue Move(LoweringCall call)
    {
        var source = call.OptionalIntegers("source")!.Select(call.Self.Axis).ToArray();
        var destination = call.OptionalIntegers("destination")!.Select(call.Self.Axis).ToArray();
        var axes = new long?[call.Self.Rank];
        for (var i = 0; i < source.Length; i++) axes[destination[i]] = source[i];
        var rest = new Queue<long>(Axes(call).Except(source));
        return call.Graph.Transpose(call.Self.Value, [.. axes.Select(axis => axis ?? rest.Dequeue())]);
    }

    private static GraphValue Repeat(LoweringCall call, IReadOnlyList<Size> counts)
    {
        var (graph, self) = (call.Graph, call.Self);
        var added = Math.Max(counts.Count - self.Rank, 0);
        var missing = Math.Max(self.Rank - counts.Count, 0);
        var value = graph.Unsqueeze(self.Value, [.. Enumerable.Range(0, added).Select(axis => (long)axis)]);
        return graph.Same("Tile", value, graph.Vector([.. Enumerable.Repeat(new FixedSize(1), missing), .. counts]));
    }

    private static GraphValue Flip(LoweringCall call, long[] axes)
    {
        var graph = call.Graph;
        return graph.Same(
            "Slice",
            call.Self.Value,
            graph.Int64s([.. axes.Select(_ => -1L)]),
            graph.Int64s([.. axes.Select(_ => long.MinValue)]),
            graph.Int64s(axes),
            graph.Int64s([.. axes.Select(_ => -1L)]));
    }

    private static long[] Axes(LoweringCall call) => [.. Enumerable.Range(0, call.Self.Rank).Select(axis => (long)axis)];
}
