using Tfaip.Export.Graphs;
using Tfaip.Export.Tracing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Size = Tfaip.Export.Tracing.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Normalisations over the batch, the features, an instance or groups of channels.</summary>
internal static class Normalisation
{
    public static void Register(LoweringTable table)
    {
        table.Layer<BatchNorm>((call, layer) => BatchNorm(
            call, call.OptionalParameter(layer.running_mean, "running_mean"), call.OptionalParameter(layer.running_var, "running_var"),
            call.OptionalParameter(layer.weight, "weight"), call.OptionalParameter(layer.bias, "bias"), layer.eps));
        table.Methods("batch_norm", call =>
        {
            if (call.Flag("training")) throw call.Refuse("its argument 'training' is true", "Pass training: training, so that evaluation uses the running statistics.");
            call.Find("momentum");
            return BatchNorm(
                call, call.OptionalTensor("running_mean"), call.OptionalTensor("running_var"),
                call.OptionalTensor("weight"), call.OptionalTensor("bias"), call.Real("eps"));
        });
        table.Layer<LayerNorm>((call, layer) => LayerNorm(
            call, layer.normalized_shape.Length, call.OptionalParameter(layer.weight, "weight"), call.OptionalParameter(layer.bias, "bias"), layer.eps));
        table.Methods("layer_norm", call => LayerNorm(
            call, call.OptionalIntegers("normalized_shape")!.Length, call.OptionalTensor("weight"), call.OptionalTensor("bias"), call.Real("eps")));
        table.Layer<GroupNorm>((call, layer) => GroupNorm(
            call, layer.num_groups, call.OptionalParameter(layer.weight, "weight"), call.OptionalParameter(layer.bias, "bias"), layer.eps));
        table.Methods("group_norm", call => GroupNorm(
            call, call.Integer("num_groups"), call.OptionalTensor("weight"), call.OptionalTensor("bias"), call.Real("eps")));
    }

    private static GraphValue BatchNorm(LoweringCall call, Operand? mean, Operand? variance, Operand? weight, Operand? bias, double epsilon)
    {
        var (graph, input) = (call.Graph, call.Self);
        if (mean is null || variance is null)
        {
            throw call.Refuse("it has no running statistics, so that an answer depends on what else is in the batch", "Create it with track_running_stats: true.");
        }

        var scale = weight?.Value ?? Filled(graph, mean.Shape, 1, input.Type);
        var shift = bias?.Value ?? Filled(graph, mean.Shape, 0, input.Type);
        return graph.Node("BatchNormalization", input.Type, [input.Value, scale, shift, mean.Value, variance.Value], ("epsilon", epsilon));
    }

    private static GraphValue LayerNorm(LoweringCall call, int axes, Operand? weight, Operand? bias, double epsilon)
    {
        var (graph, input) = (call.Graph, call.Self);
        var scale = weight?.Value ?? Filled(graph, [.. input.Shape.Skip(input.Rank - axes)], 1, input.Type);
        return graph.Node("LayerNormalization", input.Type, [input.Value, scale, bias?.Value], ("axis", -(long)axes), ("epsilon", epsilon));
    }

    // Each group as one instance; then scale and shift for each channel.
    private static GraphValue GroupNorm(LoweringCall call, long groups, Operand? weight, Operand? bias, double epsilon)
    {
        var (graph, input) = (call.Graph, call.Self);
        var rest = SizeArithmetic.Product(input.Shape.Skip(1));
        var perGroup = rest is FixedSize { Value: var length } ? new FixedSize(length / groups) : (Size)new SizeFloorDivision(rest, new FixedSize(groups));
        IReadOnlyList<Size> grouped = [input.Shape[0], new FixedSize(groups), perGroup];
        IReadOnlyList<Size> one = [new FixedSize(groups)];
        var normal = graph.Node(
            "InstanceNormalization",
            input.Type,
            [graph.Reshape(input.Value, input.Shape, grouped), Filled(graph, one, 1, input.Type), Filled(graph, one, 0, input.Type)],
            ("epsilon", epsilon));
        var value = graph.Reshape(normal, grouped, input.Shape);
        var axes = Enumerable.Range(1, input.Rank - 2).Select(axis => (long)axis).ToArray();
        if (weight is not null) value = graph.Same("Mul", value, graph.Unsqueeze(weight.Value, axes));
        return bias is null ? value : graph.Same("Add", value, graph.Unsqueeze(bias.Value, axes));
    }

    private static GraphValue Filled(GraphBuilder graph, IReadOnlyList<Size> shape, double value, ScalarType type) =>
        graph.Constant(full([.. shape.Select(size => ((FixedSize)size).Value)], value, type));
}
