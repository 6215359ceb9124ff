using Tfaip.Export.Graphs;

namespace Tfaip.Export.Lowering;

/// <summary>Tensors made of sizes and numbers. Those of fixed size have been computed before they come here.</summary>
internal static class Creation
{
    private static readonly string[] Sizes = ["size", "sizes", "rows", "columns", "dim0", "dim1", "dim2", "dim3", "dtype"];

    public static void Register(LoweringTable table)
    {
        // Tensor's own zeros, ones, full and eye write into the tensor; those of torch make one.
        table.Methods(typeof(TorchSharp.torch), "zeros", call => Filled(call, call.Graph.Scalar(0L, call.ResultType)));
        table.Methods(typeof(TorchSharp.torch), "ones", call => Filled(call, call.Graph.Scalar(1L, call.ResultType)));
        table.Methods(typeof(TorchSharp.torch), "full", call => Filled(call, call.Number(call.ResultType, "value")));
        table.Methods("zeros_like new_zeros", call => Filled(call, call.Graph.Scalar(0L, call.ResultType)));
        table.Methods("ones_like new_ones", call => Filled(call, call.Graph.Scalar(1L, call.ResultType)));
        table.Methods("full_like new_full", call => Filled(call, call.Number(call.ResultType, "value")));
        table.Methods("fill_", call => Filled(call, call.Value(call.ResultType, "value")));
        table.Methods("zero_", call => Filled(call, call.Graph.Scalar(0L, call.ResultType)));
        table.Methods("arange", Range);
        table.Methods(typeof(TorchSharp.torch), "eye", Unit);
        table.Methods("linspace", call => Line(call));
        table.Methods("logspace", call => call.Graph.Same("Pow", call.Graph.Scalar(call.Real("base"), call.ResultType), Line(call)));
        table.Methods(
            "tril_indices triu_indices bartlett_window blackman_window hamming_window hann_window kaiser_window fftfreq rfftfreq",
            FixedOnly);
        table.Methods("copy_", call =>
        {
            var source = call.Tensor("source");
            return call.Graph.Expand(call.Graph.Cast(source.Value, call.Self.Type), source.Shape, call.Self.Shape);
        });
    }

    private static GraphValue Filled(LoweringCall call, GraphValue value)
    {
        if (call.HasSelf) _ = call.Self;
        foreach (var name in Sizes) call.Find(name);
        return call.Graph.Expand(value, [], call.Result.Shape);
    }

    // Those of fixed length have been computed before they come here.
    private static GraphValue FixedOnly(LoweringCall call) => throw call.Refuse(
        "its length depends on a size of the inputs",
        "Fix that size in the input's description, or make it in the constructor for the longest input and take a part.");

    private static GraphValue Unit(LoweringCall call)
    {
        foreach (var name in Sizes) call.Find(name);
        var graph = call.Graph;
        return graph.Cast(
            graph.Test("Equal", graph.Unsqueeze(graph.Range(call.Result.Shape[0]), 1), graph.Range(call.Result.Shape[1])), call.ResultType);
    }

    // From both ends to the middle, as TorchSharp counts, so that the ends are exact.
    private static GraphValue Line(LoweringCall call)
    {
        call.Find("dtype");
        call.Find("steps");
        var (graph, type, count) = (call.Graph, call.ResultType, call.Result.Shape[0]);
        var (start, end) = (call.Number(type, "start"), call.Number(type, "end"));
        var positions = graph.Cast(graph.Range(count), type);
        var last = graph.Number(SizeArithmetic.Sum([count, new Programs.Sizes.FixedSize(-1)]), type);
        var step = graph.Same("Div", graph.Same("Sub", end, start), graph.Same("Max", last, graph.Scalar(1.0, type)));
        var forward = graph.Same("Add", start, graph.Same("Mul", positions, step));
        var backward = graph.Same("Sub", end, graph.Same("Mul", graph.Same("Sub", last, positions), step));
        var half = graph.Test("Less", graph.Times(positions, 2), graph.Plus(last, 1));
        return graph.Where(half, forward, backward);
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
