using Tfaip.Export.Graphs;

namespace Tfaip.Export.Lowering;

/// <summary>
/// Deviations from a mean that keep their digits where the elements are nearly equal: the first of them is taken off before, so that
/// what is equal is exactly zero, and the mean has no large part whose rounding counts.
/// </summary>
internal static class Moments
{
    /// <summary>
    /// The elements less the first of those that are taken together, which changes neither their deviations nor their variance.
    /// </summary>
    public static GraphValue Shifted(GraphBuilder graph, GraphValue value, long[] axes)
    {
        if (axes.Length == 0) return value;
        var first = graph.Same(
            "Slice",
            value,
            graph.Int64s(new long[axes.Length]),
            graph.Int64s([.. axes.Select(_ => 1L)]),
            graph.Int64s(axes),
            graph.Int64s([.. axes.Select(_ => 1L)]));
        return graph.Same("Sub", value, first);
    }

    /// <summary>The elements less their mean.</summary>
    public static GraphValue Centred(GraphBuilder graph, GraphValue value, long[] axes)
    {
        var shifted = Shifted(graph, value, axes);
        return graph.Same("Sub", shifted, graph.Reduce("ReduceMean", shifted, axes.Length == 0 ? null : axes, keep: true));
    }
}
