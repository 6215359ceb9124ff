using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>The operators that most lowerings are made of, with their constants filled in.</summary>
internal static class GraphOperations
{
    /// <summary>Converts to a type.</summary>
    public static GraphValue Cast(this GraphBuilder graph, GraphValue value, ScalarType type)
    {
        if (value.Type == type) return value;
        return value.Constant is { } constant && constant.numel() <= 1
            ? graph.Constant(constant.to_type(type, copy: true))
            : graph.Node("Cast", type, [value], ("to", (long)OnnxTypes.ToOnnx(type)));
    }

    /// <summary>An element-wise operator or any other whose output has the type of its first input.</summary>
    public static GraphValue Same(this GraphBuilder graph, string operation, GraphValue first, params GraphValue?[] others) =>
        graph.Node(operation, first.Type, [first, .. others]);

    /// <summary>An operator that gives truth values.</summary>
    public static GraphValue Test(this GraphBuilder graph, string operation, params GraphValue[] inputs) =>
        graph.Node(operation, ScalarType.Bool, inputs);

    /// <summary>The one or the other, element by element.</summary>
    public static GraphValue Where(this GraphBuilder graph, GraphValue condition, GraphValue one, GraphValue other) =>
        graph.Node("Where", one.Type, [condition, one, other]);

    /// <summary>The whole numbers from 0 to <paramref name="end"/>, exclusive.</summary>
    public static GraphValue Range(this GraphBuilder graph, Size end) => end is FixedSize { Value: var known }
        ? graph.Constant(arange(known, ScalarType.Int64), "positions")
        : graph.Node(
            "Range",
            ScalarType.Int64,
            [graph.Scalar(0L, ScalarType.Int64), graph.Number(end, ScalarType.Int64), graph.Scalar(1L, ScalarType.Int64)]);

    /// <summary>Adds a number.</summary>
    public static GraphValue Plus(this GraphBuilder graph, GraphValue value, double summand) =>
        summand == 0 ? value : graph.Same("Add", value, graph.Scalar(summand, value.Type));

    /// <summary>All elements along one axis.</summary>
    public static GraphValue Flat(this GraphBuilder graph, GraphValue value) => graph.Same("Reshape", value, graph.Int64s(-1));

    /// <summary>Brings an axis to another place; the others keep their order.</summary>
    public static GraphValue MoveAxis(this GraphBuilder graph, GraphValue value, int rank, long from, long to)
    {
        var axes = Enumerable.Range(0, rank).Select(axis => (long)axis).Where(axis => axis != from).ToList();
        axes.Insert((int)to, from);
        return graph.Transpose(value, [.. axes]);
    }

    /// <summary>Permutes the axes.</summary>
    public static GraphValue Transpose(this GraphBuilder graph, GraphValue value, params long[] permutation) =>
        permutation.SequenceEqual(permutation.Order())
            ? value
            : graph.Node("Transpose", value.Type, [value], ("perm", permutation));

    /// <summary>Adds axes of length one.</summary>
    public static GraphValue Unsqueeze(this GraphBuilder graph, GraphValue value, params long[] axes) =>
        axes.Length == 0 ? value : graph.Same("Unsqueeze", value, graph.Int64s(axes));

    /// <summary>Removes axes of length one.</summary>
    public static GraphValue Squeeze(this GraphBuilder graph, GraphValue value, params long[] axes) =>
        axes.Length == 0 ? value : graph.Same("Squeeze", value, graph.Int64s(axes));

    /// <summary>Joins along an axis.</summary>
    public static GraphValue Concat(this GraphBuilder graph, IReadOnlyList<GraphValue> values, long axis) =>
        values.Count == 1 ? values[0] : graph.Node("Concat", values[0].Type, values, ("axis", axis));

    /// <summary>The positions <paramref name="start"/> to <paramref name="end"/> (exclusive) of one axis.</summary>
    public static GraphValue Slice(this GraphBuilder graph, GraphValue value, long axis, Size start, Size end, long step = 1) =>
        graph.Same("Slice", value, graph.Vector([start]), graph.Vector([end]), graph.Int64s(axis), graph.Int64s(step));

    /// <summary>A reduction over axes; over all where there are none.</summary>
    public static GraphValue Reduce(this GraphBuilder graph, string operation, GraphValue value, long[]? axes, bool keep) =>
        graph.Node(operation, value.Type, axes is null ? [value] : [value, graph.Int64s(axes)], ("keepdims", keep ? 1L : 0L));

    /// <summary>Gives a tensor of the shape <paramref name="from"/> the shape <paramref name="to"/>.</summary>
    public static GraphValue Reshape(this GraphBuilder graph, GraphValue value, IReadOnlyList<Size> from, IReadOnlyList<Size> to)
    {
        if (from.SequenceEqual(to)) return value;
        if (to.Contains(new FixedSize(0))) return graph.Node("Reshape", value.Type, [value, graph.Vector(to)], ("allowzero", 1L));
        return graph.Same("Reshape", value, ShortShape(graph, from, to) ?? graph.Vector(to));
    }

    /// <summary>Spreads a tensor to a shape by broadcasting.</summary>
    public static GraphValue Expand(this GraphBuilder graph, GraphValue value, IReadOnlyList<Size> from, IReadOnlyList<Size> to) =>
        from.SequenceEqual(to) ? value : graph.Same("Expand", value, graph.Vector(to));

    /// <summary>Multiplies by a number.</summary>
    public static GraphValue Times(this GraphBuilder graph, GraphValue value, double factor) =>
        factor == 1 ? value : graph.Same("Mul", value, graph.Scalar(factor, value.Type));

    // With 0 for an axis that stays where it is and -1 for one that follows from the others, shapes need no arithmetic: as
    // long as at most one free size is left, the numbers of elements on both sides determine it.
    private static GraphValue? ShortShape(GraphBuilder graph, IReadOnlyList<Size> from, IReadOnlyList<Size> to)
    {
        var free = to.Count(size => size is not FixedSize);
        var inferred = false;
        var shape = new long[to.Count];
        for (var i = 0; i < to.Count; i++)
        {
            if (to[i] is FixedSize { Value: var length })
            {
                shape[i] = length;
            }
            else if (free > 1 && i < from.Count && from[i] == to[i])
            {
                shape[i] = 0;
            }
            else if (!inferred)
            {
                (shape[i], inferred) = (-1, true);
            }
            else
            {
                return null;
            }
        }

        return graph.Int64s(shape);
    }
}
