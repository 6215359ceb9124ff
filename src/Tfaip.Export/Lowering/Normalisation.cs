using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

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
            call.Find("momentum");
            var (mean, variance) = (call.OptionalTensor("running_mean"), call.OptionalTensor("running_var"));
            if (call.Flag("training") && (mean ?? variance) is not null)
            {
                throw call.Refuse(
                    "its argument 'training' is true, so that it changes the running statistics",
                    "Pass training: training, so that evaluation uses them.");
            }

            return BatchNorm(call, mean, variance, call.OptionalTensor("weight"), call.OptionalTensor("bias"), call.Real("eps"));
        });
        table.Layer<InstanceNorm>((call, layer) =>
        {
            var axes = layer is InstanceNorm1d ? 1 : layer is InstanceNorm2d ? 2 : 3;
            var (weight, bias) = (call.OptionalParameter(layer.weight, "weight"), call.OptionalParameter(layer.bias, "bias"));
            var (mean, variance) = (call.OptionalParameter(layer.running_mean, "running_mean"), call.OptionalParameter(
                layer.running_var, "running_var"));
            return Convolutions.Batched(call, axes, input => layer.track_running_stats && mean is not null && variance is not null
                ? BatchNorm(call.Graph, input, mean, variance, weight, bias, layer.eps)
                : InstanceNorm(call, input, axes, layer.num_features, weight, bias, layer.eps));
        });
        table.Methods("instance_norm", call =>
        {
            call.Find("momentum");
            var (mean, variance) = (call.OptionalTensor("running_mean"), call.OptionalTensor("running_var"));
            var (weight, bias, epsilon) = (call.OptionalTensor("weight"), call.OptionalTensor("bias"), call.Real("eps"));
            if (!call.Flag("use_input_stats")) return BatchNorm(call, mean, variance, weight, bias, epsilon);
            if ((mean ?? variance) is not null)
            {
                throw call.Refuse(
                    "its argument 'use_input_stats' is true, so that it changes the running statistics",
                    "Pass use_input_stats: training, so that evaluation uses them.");
            }

            if (call.Self.Shape[1] is not FixedSize { Value: var channels }) throw call.Refuse("its number of channels is a free size");
            return InstanceNorm(call, call.Self.Value, call.Self.Rank - 2, channels, weight, bias, epsilon);
        });
        table.Methods(
            "local_response_norm",
            call => LocalResponseNorm(call, call.Integer("size"), call.Real("alpha"), call.Real("beta"), call.Real("k")));
        table.Layer<LocalResponseNorm>((call, layer) => LocalResponseNorm(call, layer.size, layer.alpha, layer.beta, layer.k));
        table.Layer<LayerNorm>((call, layer) => LayerNorm(
            call,
            layer.normalized_shape.Length,
            call.OptionalParameter(layer.weight, "weight"),
            call.OptionalParameter(layer.bias, "bias"),
            layer.eps));
        table.Methods("layer_norm", call => LayerNorm(
            call,
            call.OptionalIntegers("normalized_shape")!.Length,
            call.OptionalTensor("weight"),
            call.OptionalTensor("bias"),
            call.Real("eps")));
        table.Layer<GroupNorm>((call, layer) => GroupNorm(
            call, layer.num_groups, call.OptionalParameter(layer.weight, "weight"), call.OptionalParameter(layer.bias, "bias"), layer.eps));
        table.Methods("group_norm", call => GroupNorm(
            call, call.Integer("num_groups"), call.OptionalTensor("weight"), call.OptionalTensor("bias"), call.Real("eps")));
    }

    private static GraphValue BatchNorm(
        LoweringCall call, Operand? mean, Operand? variance, Operand? weight, Operand? bias, double epsilon) =>
        mean is null || variance is null
            ? BatchStatisticsNorm(call, weight, bias, epsilon)
            : BatchNorm(call.Graph, call.Self.Value, mean, variance, weight, bias, epsilon);

    // Without running statistics those of the batch count, in evaluation too: of each channel over all other axes.
    private static GraphValue BatchStatisticsNorm(LoweringCall call, Operand? weight, Operand? bias, double epsilon)
    {
        var (graph, input) = (call.Graph, call.Self);
        long[] axes = [.. Enumerable.Range(0, input.Rank).Where(axis => axis != 1).Select(axis => (long)axis)];
        var centred = Moments.Centred(graph, input.Value, axes);
        var variance = graph.Reduce("ReduceMean", graph.Same("Mul", centred, centred), axes, keep: true);
        return Affine(graph, graph.Same("Div", centred, graph.Same("Sqrt", graph.Plus(variance, epsilon))), input.Rank, weight, bias);
    }

    private static GraphValue BatchNorm(
        GraphBuilder graph, GraphValue input, Operand mean, Operand variance, Operand? weight, Operand? bias, double epsilon)
    {
        var scale = weight?.Value ?? Filled(graph, mean.Shape, 1, input.Type);
        var shift = bias?.Value ?? Filled(graph, mean.Shape, 0, input.Type);
        return graph.Node("BatchNormalization", input.Type, [input, scale, shift, mean.Value, variance.Value], ("epsilon", epsilon));
    }

    private static GraphValue InstanceNorm(
        LoweringCall call, GraphValue input, int axes, long channels, Operand? weight, Operand? bias, double epsilon)
    {
        IReadOnlyList<Size> shape = [new FixedSize(channels)];
        return call.Graph.Node(
            "InstanceNormalization",
            input.Type,
            [Moments.Shifted(call.Graph, input, [.. Enumerable.Range(2, axes).Select(axis => (long)axis)]),
                weight?.Value ?? Filled(call.Graph, shape, 1, input.Type), bias?.Value ?? Filled(call.Graph, shape, 0, input.Type)],
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
            "Pad",
            input.Type,
            [graph.Same("Mul", input.Value, input.Value), graph.Vector(pads), graph.Scalar(0.0, input.Type)],
            ("mode", "constant"));
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
        var perGroup = rest is FixedSize { Value: var length }
            ? new FixedSize(length / groups)
            : (Size)new SizeFloorDivision(rest, new FixedSize(groups));
        IReadOnlyList<Size> grouped = [input.Shape[0], new FixedSize(groups), perGroup];
        IReadOnlyList<Size> one = [new FixedSize(groups)];
        var normal = graph.Node(
            "InstanceNormalization",
            input.Type,
            [Moments.Shifted(graph, graph.Reshape(input.Value, input.Shape, grouped), [2]), Filled(graph, one, 1, input.Type), Filled(
                graph, one, 0, input.Type)],
            ("epsilon", epsilon));
        return Affine(graph, graph.Reshape(normal, grouped, input.Shape), input.Rank, weight, bias);
    }

    // A factor and an offset for each channel, which is axis 1.
    private static GraphValue Affine(GraphBuilder graph, GraphValue value, int rank, Operand? weight, Operand? bias)
    {
        var axes = Enumerable.Range(1, rank - 2).Select(axis => (long)axis).ToArray();
        if (weight is not null) value = graph.Same("Mul", value, graph.Unsqueeze(weight.Value, axes));
        return bias is null ? value : graph.Same("Add", value, graph.Unsqueeze(bias.Value, axes));
    }

    private static GraphValue Filled(GraphBuilder graph, IReadOnlyList<Size> shape, double value, ScalarType type) =>
        graph.Constant(full([.. shape.Select(size => ((FixedSize)size).Value)], value, type));
}
