using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp.Modules;

namespace Tfaip.Export.Lowering;

/// <summary>
/// Changes of shape and of the order of axes. The recording knows the shape of the result, so no <c>-1</c> has to be worked out.
/// </summary>
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
        table.Methods(
            "permute", call => call.Graph.Transpose(call.Self.Value, [.. call.OptionalIntegers("permutation")!.Select(call.Self.Axis)]));
        table.Methods("moveaxis movedim", Move);
        table.Methods("repeat", call => Repeat(call, call.OptionalLengths("sizes")!));
        table.Methods("tile", call => Repeat(call, call.OptionalLengths("reps", "dims")!));
        table.Methods("fliplr", call => Flip(call, [1]));
        table.Methods("flipud", call => Flip(call, [0]));
        table.Methods("rot90", Rotate);
        table.Methods("roll", Roll);
        table.Methods("fftshift", call => Centred(call, 0));
        table.Methods("ifftshift", call => Centred(call, 1));
        table.Methods("adjoint get_H get_mH", call => call.Self.Rank < 2 ? call.Self.Value : Swap(call, -1, -2));
        table.Methods(typeof(TorchSharp.torch.Tensor), "atleast_1d atleast_2d atleast_3d", call => Reshape(call));
        table.Methods("channel_shuffle", call => ChannelShuffle(call, call.Integer("groups")));
        table.Layer<ChannelShuffle>((call, layer) => ChannelShuffle(call, layer.groups));
        table.Methods("pixel_shuffle", call => PixelShuffle(call, call.Integer("upscale_factor")));
        table.Layer<PixelShuffle>((call, layer) => PixelShuffle(call, layer.upscale_factor));
        table.Methods("pixel_unshuffle", call => PixelUnshuffle(call, call.Integer("downscale_factor")));
        table.Layer<PixelUnshuffle>((call, layer) => PixelUnshuffle(call, layer.downscale_factor));
        table.Methods("repeat_interleave", RepeatInterleave);
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

    // A quarter turn is a change of the axes and a reversal; a half turn, two reversals.
    private static GraphValue Rotate(LoweringCall call)
    {
        var axes = (call.OptionalIntegers("dims") ?? [0, 1]).Select(call.Self.Axis).ToArray();
        var order = Axes(call);
        (order[axes[0]], order[axes[1]]) = (order[axes[1]], order[axes[0]]);
        var turns = (((call.OptionalInteger("k") ?? 1) % 4) + 4) % 4;
        return turns switch
        {
            1 => call.Graph.Transpose(Flip(call.Graph, call.Self.Value, [axes[1]]), order),
            2 => Flip(call.Graph, call.Self.Value, axes),
            3 => Flip(call.Graph, call.Graph.Transpose(call.Self.Value, order), [axes[1]]),
            _ => call.Self.Value,
        };
    }

    // What goes over the end comes in at the front.
    private static GraphValue Roll(LoweringCall call)
    {
        var axes = call.OptionalIntegers("dims");

        // By shifts in an array and no axes, TorchSharp rolls along the first.
        if (!call.Has("dims")) axes = [0];
        return Rolled(call, call.OptionalLengths("shifts")!, axes);
    }

    // Half of the axis goes over the end; of an odd one the smaller half, or the larger one on the way back.
    private static GraphValue Centred(LoweringCall call, long more)
    {
        var axes = (call.OptionalIntegers("dim") ?? Axes(call)).Select(call.Self.Axis).ToArray();
        Size Half(Size size) => size is FixedSize { Value: var known }
            ? new FixedSize((known + more) / 2)
            : new SizeFloorDivision(SizeArithmetic.Sum([size, new FixedSize(more)]), new FixedSize(2));
        return Rolled(call, [.. axes.Select(axis => Half(call.Self.Shape[(int)axis]))], axes);
    }

    private static GraphValue Rolled(LoweringCall call, IReadOnlyList<Size> shifts, long[]? axes)
    {
        var graph = call.Graph;
        IReadOnlyList<Size> shape = axes is null or { Length: 0 } ? [SizeArithmetic.Product(call.Self.Shape)] : call.Self.Shape;
        var value = graph.Reshape(call.Self.Value, call.Self.Shape, shape);
        axes = axes is null or { Length: 0 } ? [0] : [.. axes.Select(call.Self.Axis)];
        for (var i = 0; i < axes.Length; i++)
        {
            var length = shape[(int)axes[i]];

            // The position that comes first: -shift modulo the length, for any shift and an axis of any length.
            var back = graph.Same("Mul", graph.Length(shifts[i]), graph.Int64s(-1));
            var first = shifts[i] is FixedSize { Value: var shift } && length is FixedSize { Value: > 0 and var known }
                ? graph.Int64s(((-shift % known) + known) % known)
                : graph.Same("Mod", back, graph.Same("Max", graph.Length(length), graph.Int64s(1)));
            var axis = graph.Int64s(axes[i]);
            value = graph.Concat(
                [
                    graph.Same("Slice", value, first, graph.Int64s(long.MaxValue), axis),
                    graph.Same("Slice", value, graph.Int64s(0), first, axis)
                ], axes[i]);
        }

        return graph.Reshape(value, shape, call.Self.Shape);
    }

    private static GraphValue ChannelShuffle(LoweringCall call, long groups)
    {
        var (graph, shape) = (call.Graph, call.Self.Shape);
        var channels = Divided(call, shape[1], groups);
        IReadOnlyList<Size> grouped = [shape[0], new FixedSize(groups), channels, .. shape.Skip(2)];
        var order = Enumerable.Range(0, grouped.Count).Select(axis => (long)axis).ToArray();
        (order[1], order[2]) = (2, 1);
        return graph.Reshape(
            graph.Transpose(graph.Reshape(call.Self.Value, shape, grouped), order),
            [shape[0], channels, new FixedSize(groups), .. shape.Skip(2)],
            shape);
    }

    private static GraphValue PixelShuffle(LoweringCall call, long factor)
    {
        var (graph, shape, rank) = (call.Graph, call.Self.Shape, call.Self.Rank);
        if (rank == 4) return graph.Node("DepthToSpace", call.Self.Type, [call.Self.Value], ("blocksize", factor), ("mode", "CRD"));
        Size side = new FixedSize(factor);
        Size[] before = [.. shape.SkipLast(3), Divided(call, shape[^3], factor * factor), side, side, shape[^2], shape[^1]];
        var n = rank - 3L;
        long[] order = [.. Enumerable.Range(0, rank - 2).Select(axis => (long)axis), n + 3, n + 1, n + 4, n + 2];
        var moved = graph.Transpose(graph.Reshape(call.Self.Value, shape, before), order);
        return graph.Reshape(moved, [.. order.Select(axis => before[axis])], call.Result.Shape);
    }

    private static GraphValue PixelUnshuffle(LoweringCall call, long factor)
    {
        var (graph, shape, rank) = (call.Graph, call.Self.Shape, call.Self.Rank);
        Size side = new FixedSize(factor);
        Size[] before = [.. shape.SkipLast(2), Divided(call, shape[^2], factor), side, Divided(call, shape[^1], factor), side];
        var n = rank - 2L;
        long[] order = [.. Enumerable.Range(0, rank - 2).Select(axis => (long)axis), n + 1, n + 3, n, n + 2];
        var moved = graph.Transpose(graph.Reshape(call.Self.Value, shape, before), order);
        return graph.Reshape(moved, [.. order.Select(axis => before[axis])], call.Result.Shape);
    }

    private static Size Divided(LoweringCall call, Size size, long divisor) => size is FixedSize { Value: var known }
        ? known % divisor == 0 ? new FixedSize(known / divisor) : throw call.Refuse($"its input of {known} does not divide by {divisor}")
        : new SizeFloorDivision(size, new FixedSize(divisor));

    private static GraphValue RepeatInterleave(LoweringCall call)
    {
        var (graph, self) = (call.Graph, call.Self);
        call.Find("output_size");
        if (call.Find("repeats") is TensorArgument)
        {
            throw call.Refuse(
                "the size of its result depends on values", "Give a number, or a tensor that is no input of the model and made of none.");
        }

        // Each element becomes an axis of its own of so many equal ones.
        var repeats = call.Length("repeats");
        var flat = call.OptionalInteger("dim") is null;
        IReadOnlyList<Size> shape = flat ? [SizeArithmetic.Product(self.Shape)] : self.Shape;
        var axis = flat ? 0 : (int)self.Axis(call.Integer("dim"));
        var value = graph.Unsqueeze(graph.Reshape(self.Value, self.Shape, shape), axis + 1);
        Size[] one = [.. shape.Take(axis + 1), new FixedSize(1), .. shape.Skip(axis + 1)];
        Size[] many = [.. shape.Take(axis + 1), repeats, .. shape.Skip(axis + 1)];
        return graph.Reshape(graph.Expand(value, one, many), many, call.Result.Shape);
    }

    private static GraphValue Flip(LoweringCall call, long[] axes) => Flip(call.Graph, call.Self.Value, axes);

    private static GraphValue Flip(GraphBuilder graph, GraphValue value, long[] axes)
    {
        if (axes.Length == 0) return value;
        return graph.Same(
            "Slice",
            value,
            graph.Int64s([.. axes.Select(_ => -1L)]),
            graph.Int64s([.. axes.Select(_ => long.MinValue)]),
            graph.Int64s(axes),
            graph.Int64s([.. axes.Select(_ => -1L)]));
    }

    private static long[] Axes(LoweringCall call) => [.. Enumerable.Range(0, call.Self.Rank).Select(axis => (long)axis)];
}
