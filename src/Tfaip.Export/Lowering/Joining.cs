using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Tensors made of several, and several made of one.</summary>
internal static class Joining
{
    public static void Register(LoweringTable table)
    {
        table.Methods("cat concat concatenate", call => Concat(call, call.Tensors("tensors"), call.Integer("dim", "axis")));
        table.Methods("hstack", call => Stacked(call, OneAxis, call.Result.Shape.Count == 1 ? 0 : 1));
        table.Methods("vstack row_stack", call => Stacked(call, Rows, 0));
        table.Methods("column_stack", call => Stacked(call, Columns, 1));
        table.Methods("dstack", call => Stacked(call, Depths, 2));
        table.Methods("meshgrid", MeshGrid);
        table.Methods("cartesian_prod", CartesianProduct);
        table.Methods("combinations", Combinations);
        table.Methods("broadcast_tensors", call =>
            [.. call.Tensors("tensors").Select((tensor, i) => call.Graph.Expand(tensor.Value, tensor.Shape, call.Results[i]!.Shape))]);
        table.Methods("hsplit", call => Split(call, call.Self.Rank == 1 ? 0 : 1));
        table.Methods("vsplit", call => Split(call, 0));
        table.Methods("dsplit", call => Split(call, 2));
        table.Methods("stack", Stack);
        table.Methods("split chunk tensor_split", call => Split(call, call.Self.Axis(call.OptionalInteger("dim") ?? 0)));
        table.Methods("unbind", Unbind);
    }

    private static GraphValue Concat(LoweringCall call, IReadOnlyList<Operand> tensors, long dimension) =>
        call.Graph.Concat([.. tensors.Select(tensor => call.Graph.Cast(tensor.Value, call.ResultType))], Positive(call, dimension));

    // Tensors of fewer axes are given those of length one that the kind of stack is for.
    private static GraphValue Stacked(LoweringCall call, Func<Operand, IReadOnlyList<Size>> raise, long axis)
    {
        var graph = call.Graph;
        return graph.Concat([.. call.Tensors("tensors")
            .Select(tensor => graph.Cast(graph.Reshape(tensor.Value, tensor.Shape, raise(tensor)), call.ResultType))], axis);
    }

    private static IReadOnlyList<Size> OneAxis(Operand tensor) => tensor.Rank == 0 ? [new FixedSize(1)] : tensor.Shape;

    private static IReadOnlyList<Size> Rows(Operand tensor) => tensor.Rank < 2 ? [new FixedSize(1), .. OneAxis(tensor)] : tensor.Shape;

    private static IReadOnlyList<Size> Columns(Operand tensor) => tensor.Rank < 2 ? [.. OneAxis(tensor), new FixedSize(1)] : tensor.Shape;

    private static IReadOnlyList<Size> Depths(Operand tensor) => tensor.Rank < 3 ? [.. Rows(tensor), new FixedSize(1)] : tensor.Shape;

    private static GraphValue[] MeshGrid(LoweringCall call)
    {
        var tensors = call.Tensors("tensors");
        var turned = call.OptionalText("indexing") == "xy" && tensors.Count >= 2;
        return [.. tensors.Select((tensor, i) =>
        {
            // In the order of coordinates, the first two axes change places.
            var axis = turned && i < 2 ? 1 - i : i;
            var shape = tensors.Select((_, other) => other == axis ? OneAxis(tensor)[0] : new FixedSize(1)).ToArray();
            return call.Graph.Expand(call.Graph.Reshape(tensor.Value, tensor.Shape, shape), shape, call.Results[i]!.Shape);
        })];
    }

    private static GraphValue CartesianProduct(LoweringCall call)
    {
        var (graph, tensors) = (call.Graph, call.Tensors("tensors"));
        if (tensors.Count == 1) return tensors[0].Value;
        var full = tensors.Select(tensor => tensor.Shape[0]).ToArray();
        return graph.Concat(
            [.. tensors.Select((tensor, i) =>
            {
                var shape = full.Select((size, axis) => axis == i ? size : new FixedSize(1)).ToArray();
                var all = graph.Expand(graph.Reshape(graph.Cast(tensor.Value, call.ResultType), tensor.Shape, shape), shape, full);
                return graph.Reshape(all, full, [call.Result.Shape[0], new FixedSize(1)]);
            })],
            1);
    }

    private static GraphValue Combinations(LoweringCall call)
    {
        if (call.Self.Shape[0] is not FixedSize { Value: var count })
            throw call.Refuse("the number of its elements is a free size", "Fix that size in the input's description.");
        using var positions = TorchSharp.torch.arange(count, TorchSharp.torch.ScalarType.Int64);
        var chosen = TorchSharp.torch.combinations(positions, (int)call.Integer("r"), call.Flag("with_replacement"));
        return call.Graph.Node("Gather", call.Self.Type, [call.Self.Value, call.Graph.Constant(chosen)], ("axis", 0L));
    }

    private static GraphValue Stack(LoweringCall call)
    {
        var axis = Positive(call, call.Integer("dim"));
        return call.Graph.Concat(
            [.. call.Tensors("tensors").Select(tensor => call.Graph.Unsqueeze(call.Graph.Cast(tensor.Value, call.ResultType), axis))],
            axis);
    }

    private static long Positive(LoweringCall call, long axis) => axis < 0 ? axis + call.Result.Shape.Count : axis;

    private static IReadOnlyList<GraphValue?> Split(LoweringCall call, long axis)
    {
        // The recording knows the length of each part.
        foreach (var name in new[] { "size", "sizes", "chunks", "split_size_or_sections", "indices_or_sections", "indices" })
        {
            if (call.Find(name) is TensorArgument { Value: var indices } && call.OperandOf(indices).Value.Constant is null)
            {
                throw call.Refuse("the sizes of its results depend on values", "Give numbers.");
            }
        }

        if (call.Results.Count == 1) return [call.Self.Value];
        var lengths = call.Graph.Vector([.. call.Results.Select(result => result!.Shape[(int)axis])]);
        return call.Graph.NodeOutputs("Split", [.. call.Results.Select(_ => call.Self.Type)], [call.Self.Value, lengths], ("axis", axis));
    }

    private static GraphValue?[] Unbind(LoweringCall call)
    {
        var axis = call.Self.Axis(call.OptionalInteger("dim", "dimension") ?? 0);
        return call.Results.Select((_, i) => call.Graph.Node(
            "Gather",
            call.Self.Type,
            [call.Self.Value, call.Graph.Scalar((long)i, TorchSharp.torch.ScalarType.Int64)],
            ("axis", axis))).ToArray();
    }
}
