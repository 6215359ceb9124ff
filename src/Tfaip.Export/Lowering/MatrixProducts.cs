using Tfaip.Export.Graphs;
using Tfaip.Export.Tracing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Size = Tfaip.Export.Tracing.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Products of matrices, and what is made of them: linear layers and attention.</summary>
internal static class MatrixProducts
{
    public static void Register(LoweringTable table)
    {
        table.Methods("matmul mm bmm mv dot", call => call.Graph.Same("MatMul", call.Self.Value, Second(call).Value));
        table.Methods("outer ger", call => call.Graph.Same("Mul", call.Graph.Unsqueeze(call.Self.Value, 1), call.Graph.Unsqueeze(Second(call).Value, 0)));
        table.Methods("addmm", Addmm);
        table.Methods("einsum", Einsum);
        table.Methods("linear", call => Linear(call, call.Tensor("weights"), call.OptionalTensor("bias")));
        table.Layer<Linear>((call, layer) => Linear(call, call.Parameter(layer.weight, "weight"), call.OptionalParameter(layer.bias, "bias")));
        table.Methods("bilinear", call => Bilinear(call, call.Tensor("weight"), call.OptionalTensor("bias")));
        table.Layer<Bilinear>((call, layer) => Bilinear(call, call.Parameter(layer.weight, "weight"), call.OptionalParameter(layer.bias, "bias")));
        table.Methods("scaled_dot_product_attention", Attention);
    }

    private static Operand Second(LoweringCall call) => call.Tensor("target", "batch2", "other", "vec2");

    private static GraphValue Addmm(LoweringCall call)
    {
        var (beta, alpha) = (call.OptionalReal("beta") ?? 1, call.OptionalReal("alpha") ?? 1);
        return call.Graph.Node(
            "Gemm",
            call.ResultType,
            [call.Tensor("mat1").Value, call.Tensor("mat2").Value, call.Self.Value],
            ("alpha", alpha),
            ("beta", beta));
    }

    private static GraphValue Einsum(LoweringCall call)
    {
        var tensors = call.Tensors("tensors");
        return call.Graph.Node("Einsum", tensors[0].Type, [.. tensors.Select(tensor => tensor.Value)], ("equation", call.Text("equation")));
    }

    private static GraphValue Linear(LoweringCall call, Operand weight, Operand? bias)
    {
        var (graph, input) = (call.Graph, call.Self);
        if (input.Rank == 2) return graph.Node("Gemm", input.Type, [input.Value, weight.Value, bias?.Value], ("transB", 1L));
        var product = graph.Same("MatMul", input.Value, graph.Transpose(weight.Value, weight.Rank == 2 ? [1, 0] : [0]));
        return bias is null ? product : graph.Same("Add", product, bias.Value);
    }

    private static GraphValue Bilinear(LoweringCall call, Operand weight, Operand? bias)
    {
        var product = call.Graph.Node(
            "Einsum", call.Self.Type, [call.Self.Value, weight.Value, call.Tensor("input2").Value], ("equation", "...i,kij,...j->...k"));
        return bias is null ? product : call.Graph.Same("Add", product, bias.Value);
    }

    private static GraphValue Attention(LoweringCall call)
    {
        if (call.Real("p") != 0) throw call.Refuse("its dropout 'p' is not 0", "Give p: 0 in evaluation, such as p: training ? 0.1 : 0.");

        var (graph, query, key, value) = (call.Graph, call.Self, call.Tensor("key"), call.Tensor("value"));
        if (query.Shape[^1] is not FixedSize { Value: var features }) throw call.Refuse("the number of features of its query is a free size");

        // The root of the scale on both sides, as TorchSharp computes it.
        var scale = Math.Sqrt(1 / Math.Sqrt(features));
        var axes = Enumerable.Range(0, key.Rank).Select(axis => (long)axis).ToArray();
        (axes[^1], axes[^2]) = (axes[^2], axes[^1]);
        var scores = graph.Same("MatMul", graph.Times(query.Value, scale), graph.Times(graph.Transpose(key.Value, axes), scale));
        var (mask, causal) = (call.OptionalTensor("attn_mask"), call.Flag("is_casual"));
        if (causal) scores = Masked(graph, scores, Causal(graph, query.Shape[^2], key.Shape[^2]));
        if (mask is not null) scores = mask.Type == ScalarType.Bool ? Masked(graph, scores, mask.Value) : graph.Same("Add", scores, mask.Value);
        return graph.Same("MatMul", graph.Node("Softmax", query.Type, [scores], ("axis", -1L)), value.Value);
    }

    private static GraphValue Masked(GraphBuilder graph, GraphValue scores, GraphValue mask) =>
        graph.Node("Where", scores.Type, [mask, scores, graph.Scalar(double.NegativeInfinity, scores.Type)]);

    private static GraphValue Causal(GraphBuilder graph, Size rows, Size columns)
    {
        var ones = graph.Expand(graph.Scalar(true, ScalarType.Bool), [], [rows, columns]);
        return graph.Node("Trilu", ScalarType.Bool, [ones], ("upper", 0L));
    }
}
