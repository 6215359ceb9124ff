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
        table.Layer<InstanceNorm>((call, layer) =>
        {
            var axes = layer is InstanceNorm1d ? 1 : layer is InstanceNorm2d ? 2 : 3;
            var (weight, bias) = (call.OptionalParameter(layer.weight, "weight"), call.OptionalParameter(layer.bias, "bias"));
            var (mean, variance) = (call.OptionalParameter(layer.running_mean, "running_mean"), call.OptionalParameter(layer.running_var, "running_var"));
            return Convolutions.Batched(call, axes, input => layer.track_running_stats && mean is not null && variance is not null
                ? BatchNorm(call.Graph, input, mean, variance, weight, bias, layer.eps)
                : InstanceNorm(call, input, layer.num_features, weight, bias, layer.eps));
        });
        table.Methods("instance_norm", call =>
        {
            call.Find("momentum");
            var (mean, variance) = (call.OptionalTensor("running_mean"), call.OptionalTensor("running_var"));
            var (weight, bias, epsilon) = (call.OptionalTensor("weight"), call.OptionalTensor("bias"), call.Real("eps"));
            if (!call.Flag("use_input_stats")) return BatchNorm(call, mean, variance, weight, bias, epsilon);
            if (call.Self.Shape[1] is not FixedSize { Value: var channels }) throw call.Refuse("its number of channels is a free size");
            return InstanceNorm(call, call.Self.Value, channels, weight, bias, epsilon);
        });
        table.Methods("local_response_norm", call => LocalResponseNorm(call, call.Integer("size"), call.Real("alpha"), call.Real("beta"), call.Real("k")));
        table.Layer<LocalResponseNorm>((call, layer) => LocalResponseNorm(call, layer.size, layer.alpha, layer.beta, layer.k));
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

        return BatchNorm(graph, input.Value, mean, variance, weight, bias, epsilon);
    }

    private static GraphValue BatchNorm(GraphBuilder graph, GraphValue input, Operand mean, Operand variance, Operand? weight, Operand? bias, double epsilon)
    {
        var scale = weight?.Value ?? Filled(graph, mean.Shape, 1, input.Type);
        var shift = bias?.Value ?? Filled(graph, mean.Shape, 0, input.Type);
        return graph.Node("BatchNormalization", input.Type, [input, scale, shift, mean.Value, variance.Value], ("epsilon", epsilon));
    }

    private static GraphValue InstanceNorm(LoweringCall call, GraphValue input, long channels, Operand? weight, Operand? bias, double epsilon)
    {
        IReadOnlyList<Size> shape = [new FixedSize(channels)];
        return call.Graph.Node(
            "InstanceNormalization",
            input.Type,
            [input, weight?.Value ?? Filled(call.Graph, shape, 1, input.Type), bias?.Value ?? Filled(call.Graph, shape, 0, input.Type)],
            ("epsilon", epsilon));
    }

    // Divided by a power of the mean square over neighbouring channels; zeros beyond the first and the last.
    private static GraphValue LocalResponseNorm(LoweringCall call, long size, double alpha, double beta, double k)
    {
        var (graph, input) = (call.Graph, call.Self);
        if (size % 2 == 1 && input.Rank == 4)
        {
            return graph.Node("LRN", input.Type, [input.Value], ("size", size), ("alpha", alpha), ("beta", beta), ("bias", k));
        }

        var pads = Enumerable.Repeat(new FixedSize(0), 2 * input.Rank).ToArray<Size>();
        (pads[1], pads[input.Rank + 1]) = (new FixedSize(size / 2), new FixedSize((size - 1) / 2));
        var square = graph.Node(
            "Pad", input.Type, [graph.Same("Mul", input.Value, input.Value), graph.Vector(pads), graph.Scalar(0.0, input.Type)], ("mode", "constant"));
        var sum = Enumerable.Range(0, (int)size)
            .Select(i => graph.Slice(square, 1, new FixedSize(i), SizeArithmetic.Sum([input.Shape[1], new FixedSize(i)])))
            .Aggregate((one, other) => graph.Same("Add", one, other));
        var divisor = graph.Same("Pow", graph.Plus(graph.Times(sum, alpha / size), k), graph.Scalar(beta, input.Type));
        return graph.Same("Div", input.Value, divisor);
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
