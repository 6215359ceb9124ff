using Tfaip.Export.Graphs;

namespace Tfaip.Export.Lowering;

/// <summary>Tensors made of several, and several made of one.</summary>
internal static class Joining
{
    public static void Register(LoweringTable table)
    {
        table.Methods("cat concat concatenate", call => Concat(call, call.Tensors("tensors"), call.Integer("dim", "axis")));
        table.Methods("hstack", call => Stacked(call, 1));
        table.Methods("vstack", call => Stacked(call, 0));
        table.Methods("stack", Stack);
        table.Methods("split chunk tensor_split", Split);
        table.Methods("unbind", Unbind);
    }

    private static GraphValue Concat(LoweringCall call, IReadOnlyList<Operand> tensors, long dimension) =>
        call.Graph.Concat([.. tensors.Select(tensor => call.Graph.Cast(tensor.Value, call.ResultType))], Positive(call, dimension));

    private static GraphValue Stacked(LoweringCall call, long axis)
    {
        var tensors = call.Tensors("tensors");
        if (tensors.Any(tensor => tensor.Rank < 2)) throw call.Refuse("its tensors have fewer than two axes", "Use torch.cat or torch.stack.");
        return Concat(call, tensors, axis);
    }

    private static GraphValue Stack(LoweringCall call)
    {
        var axis = Positive(call, call.Integer("dim"));
        return call.Graph.Concat(
            [.. call.Tensors("tensors").Select(tensor => call.Graph.Unsqueeze(call.Graph.Cast(tensor.Value, call.ResultType), axis))], axis);
    }

    private static long Positive(LoweringCall call, long axis) => axis < 0 ? axis + call.Result.Shape.Count : axis;

    private static IReadOnlyList<GraphValue?> Split(LoweringCall call)
    {
        // The recording knows the length of each part.
        foreach (var name in new[] { "size", "sizes", "chunks", "split_size_or_sections", "indices_or_sections" }) call.Find(name);
        var axis = call.Self.Axis(call.OptionalInteger("dim") ?? 0);
        if (call.Results.Count == 1) return [call.Self.Value];
        var lengths = call.Graph.Vector([.. call.Results.Select(result => result!.Shape[(int)axis])]);
        return call.Graph.NodeOutputs("Split", [.. call.Results.Select(_ => call.Self.Type)], [call.Self.Value, lengths], ("axis", axis));
    }

    private static GraphValue?[] Unbind(LoweringCall call)
    {
        var axis = call.Self.Axis(call.OptionalInteger("dim", "dimension") ?? 0);
        return call.Results.Select((_, i) => call.Graph.Node(
            "Gather", call.Self.Type, [call.Self.Value, call.Graph.Scalar((long)i, TorchSharp.torch.ScalarType.Int64)], ("axis", axis))).ToArray();
    }
}
