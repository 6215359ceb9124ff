using Microsoft.ML.OnnxRuntime;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Graphs;

/// <summary>Holds a manifest against its graph: inputs and outputs by name, element type and axes.</summary>
internal static class GraphRules
{
    /// <exception cref="TfaipException">They differ, or an input cannot be a batch.</exception>
    public static void Check(GraphSession session, IReadOnlyList<TensorSpec> inputs, IReadOnlyList<TensorSpec> outputs, string package)
    {
        Check("input", session.Inputs, inputs, package);
        Check("output", session.Outputs, outputs, package);
        if (session.Inputs.Keys.FirstOrDefault(name => inputs.All(input => input.Name != name)) is { } more)
            throw new TfaipException($"{package}: the graph has the input '{more}', which the manifest does not have.");
        foreach (var input in inputs)
        {
            if (input.Shape.Count == 0 || input.Shape[0].Length is not (null or 1))
                throw new TfaipException(
                    $"{package}: the first axis of the input '{input}' must be the batch axis, with a free size or 1.");
        }
    }

    /// <summary>The largest batch that the graph takes, or null where it takes any.</summary>
    public static int? LargestBatch(IReadOnlyList<TensorSpec> inputs) => inputs.Any(input => input.Shape[0].Length == 1) ? 1 : null;

    private static void Check(string what, IReadOnlyDictionary<string, NodeMetadata> graph, IReadOnlyList<TensorSpec> specs, string package)
    {
        foreach (var spec in specs)
        {
            if (!graph.TryGetValue(spec.Name, out var node))
                throw new TfaipException(
                    $"{package}: the manifest has the {what} '{spec.Name}'; the graph has {string.Join(", ", graph.Keys)}.");
            if (!node.IsTensor || OrtTypes.ToElement(node.ElementDataType) != spec.Type || !HasAxes(node.Dimensions, spec.Shape))
                throw new TfaipException($"{package}: the manifest's {what} '{spec}' is not the one of the graph, {Describe(node)}.");
        }
    }

    // A length that ONNX Runtime does not know may be anything.
    private static bool HasAxes(int[] lengths, IReadOnlyList<Dimension> shape) =>
        lengths.Length == shape.Count
        && lengths.Zip(shape).All(axis => axis.First < 0 || axis.Second.Length is null || axis.Second.Length == axis.First);

    private static string Describe(NodeMetadata node)
    {
        if (!node.IsTensor) return node.OnnxValueType.ToString();
        var axes = node.Dimensions.Zip(
            node.SymbolicDimensions, (length, name) => length >= 0 ? $"{length}" : name.Length > 0 ? name : "?");
        return $"{node.ElementDataType}[{string.Join(", ", axes)}]";
    }
}
