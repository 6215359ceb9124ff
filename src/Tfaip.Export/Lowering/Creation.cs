using Tfaip.Export.Graphs;

namespace Tfaip.Export.Lowering;

/// <summary>Tensors made of sizes and numbers. Those of fixed size have been computed before they come here.</summary>
internal static class Creation
{
    private static readonly string[] Sizes = ["size", "sizes", "rows", "columns", "dim0", "dim1", "dim2", "dim3", "dtype"];

    public static void Register(LoweringTable table)
    {
        table.Methods("zeros zeros_like new_zeros", call => Filled(call, call.Graph.Scalar(0L, call.ResultType)));
        table.Methods("ones ones_like new_ones", call => Filled(call, call.Graph.Scalar(1L, call.ResultType)));
        table.Methods("full full_like new_full", call => Filled(call, call.Number(call.ResultType, "value")));
        table.Methods("fill_", call => Filled(call, call.Value(call.ResultType, "value")));
        table.Methods("zero_", call => Filled(call, call.Graph.Scalar(0L, call.ResultType)));
        table.Methods("arange", Range);
    }

    private static GraphValue Filled(LoweringCall call, GraphValue value)
    {
        if (call.HasSelf) _ = call.Self;
        foreach (var name in Sizes) call.Find(name);
        return call.Graph.Expand(value, [], call.Result.Shape);
    }

    private static GraphValue Range(LoweringCall call)
    {
        // The last element of a floating-point range depends on rounding; whole numbers are exact.
        call.Find("dtype");
        var type = call.PromotedTypeOfNumbers();
        var start = call.OptionalNumber(type, "start") ?? call.Graph.Scalar(0L, type);
        var step = call.OptionalNumber(type, "step") ?? call.Graph.Scalar(1L, type);
        return call.Graph.Node("Range", type, [start, call.Number(type, "stop"), step]);
    }
}
