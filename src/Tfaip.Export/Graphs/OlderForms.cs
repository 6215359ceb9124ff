namespace Tfaip.Export.Graphs;

/// <summary>Operators as operator set 17 has them, where lowerings emit a newer form that says the same.</summary>
internal static class OlderForms
{
    private static readonly HashSet<string> Reductions = new(StringComparer.Ordinal)
    {
        "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSumSquare",
    };

    /// <summary>The inputs and attributes of a node. From 18 on reductions take their axes as an input, before as an attribute.</summary>
    public static (IReadOnlyList<GraphValue?> Inputs, GraphAttribute[] Attributes) Of(
        string operation, IReadOnlyList<GraphValue?> inputs, GraphAttribute[] attributes) =>
        Reductions.Contains(operation) && inputs is [var value, { Constant: { } axes }]
            ? ([value], [.. attributes, ("axes", axes.data<long>().ToArray())])
            : (inputs, attributes);
}
