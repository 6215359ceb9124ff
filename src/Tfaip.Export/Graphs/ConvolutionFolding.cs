using static TorchSharp.torch;

namespace Tfaip.Export.Graphs;

/// <summary>
/// Puts the factors and offsets of a batch normalisation with fixed statistics into the weights of the convolution that it
/// follows: γ(Wx + b − μ)/√(σ² + ε) + β is W'x + b' with W' = γW/√(σ² + ε) and b' = γ(b − μ)/√(σ² + ε) + β.
/// </summary>
internal static class ConvolutionFolding
{
    public static List<GraphNode> Fold(IReadOnlyList<GraphNode> nodes, IReadOnlyList<string> outputs)
    {
        var readers = new Readers(nodes, outputs);
        var names = new UniqueNames();
        foreach (var value in nodes.SelectMany(node => node.Inputs.OfType<GraphValue>().Concat(node.Outputs))
                .DistinctBy(value => value.Name, StringComparer.Ordinal))
            names.Next(value.Name);
        return GraphRewriter.Replace(nodes, node => Folded(node, readers, names) ?? node);
    }

    private static GraphNode? Folded(GraphNode node, Readers readers, UniqueNames names)
    {
        if (node.Operation != "BatchNormalization"
            || node.Inputs is not [{ Producer: { Operation: "Conv" } convolution } input, var factors, var shifts, var means, var variances]
            || (factors?.Constant, shifts?.Constant, means?.Constant, variances?.Constant) is not
                ({ } scale, { } shift, { } mean, { } variance)
            || convolution.Inputs is not [_, { Constant: { } weight, Type: ScalarType.Float32 or ScalarType.Float64 } weights, ..]
            || !readers.IsReadOnce(input) || !readers.IsReadOnce(weights))
        {
            return null;
        }

        var bias = convolution.Inputs.ElementAtOrDefault(2);
        if (bias is not null && (bias.Constant is null || !readers.IsReadOnce(bias))) return null;

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var epsilon = (double)node.Attributes.Single(attribute => attribute.Name == "epsilon").Value;
        var factor = scale.to(float64) / (variance.to(float64) + epsilon).sqrt();
        var offset = (bias is null ? -mean.to(float64) : bias.Constant!.to(float64) - mean) * factor;
        var foldedWeight = (weight.to(float64) * factor.reshape([-1, .. Enumerable.Repeat(1L, (int)weight.dim() - 1)])).to(weight.dtype);
        var foldedBias = (offset + shift).to(weight.dtype);
        if (!foldedWeight.isfinite().all().item<bool>() || !foldedBias.isfinite().all().item<bool>()) return null;

        return new GraphNode(
            convolution.Name,
            convolution.Operation,
            [
                convolution.Inputs[0],
                new GraphValue(weights.Name, weights.Type, foldedWeight.MoveToOuterDisposeScope()),
                new GraphValue(bias?.Name ?? names.Next(BiasName(weights.Name)), weights.Type, foldedBias.MoveToOuterDisposeScope()),
            ],
            convolution.Attributes)
        {
            Line = convolution.Line,
        };
    }

    private static string BiasName(string weight) =>
        weight.EndsWith("weight", StringComparison.Ordinal) ? $"{weight[..^"weight".Length]}bias" : $"{weight}_bias";
}
