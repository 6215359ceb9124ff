using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Products of matrices, and what is made of them: linear layers and attention.</summary>
internal static class MatrixProducts
{
    public static void Register(LoweringTable table)
    {
        table.Methods("matmul mm bmm mv dot", call => Product(call.Graph, call.Self, Second(call)));
        table.Methods("outer ger", call => Outer(call.Graph, call.Self.Value, Second(call).Value));
        table.Methods("addmm", Addmm);
        table.Methods("addbmm", call =>
        {
            // The products of the batch one beside the other are one product of longer rows.
            var (graph, left, right) = (call.Graph, call.Tensor("batch1"), call.Tensor("batch2"));
            var inner = SizeArithmetic.Product([left.Shape[0], left.Shape[2]]);
            IReadOnlyList<Size> moved = [left.Shape[1], left.Shape[0], left.Shape[2]];
            return Scaled(call, call.Self, graph.Same(
                "MatMul",
                graph.Reshape(graph.Transpose(left.Value, 1, 0, 2), moved, [left.Shape[1], inner]),
                graph.Reshape(right.Value, right.Shape, [inner, right.Shape[2]])));
        });
        table.Methods(
            "addmv",
            call => Scaled(call, call.Self, call.Graph.Same("MatMul", call.Tensor("mat", "mat1").Value, call.Tensor("vec", "mat2").Value)));
        table.Methods("addr", call => Scaled(call, call.Self, Outer(call.Graph, call.Tensor("vec1").Value, call.Tensor("vec2").Value)));

        // TorchSharp hands its three tensors on in another order than they are called by: the last one is added, the first two
        // are multiplied.
        table.Methods(
            "baddbmm",
            call => Scaled(call, call.Tensor("batch2"), call.Graph.Same("MatMul", call.Self.Value, call.Tensor("batch1").Value)));
        table.Methods("inner", Inner);
        table.Methods("vdot", call => call.Graph.Same("MatMul", call.Self.Value, Second(call).Value));
        table.Methods("chain_matmul multi_dot", call => call.Tensors("matrices", "tensors").Select(matrix => matrix.Value)
            .Aggregate((left, right) => call.Graph.Same("MatMul", left, right)));
        table.Methods("matrix_power", Power);
        table.Methods("tensordot", TensorDot);
        table.Methods("kron", Kronecker);
        table.Methods("einsum", Einsum);
        table.Methods("linear", call => Linear(call, call.Tensor("weights"), call.OptionalTensor("bias")));
        table.Layer<Linear>(
            (call, layer) => Linear(call, call.Parameter(layer.weight, "weight"), call.OptionalParameter(layer.bias, "bias")));
        table.Methods("bilinear", call => Bilinear(call, call.Tensor("weight"), call.OptionalTensor("bias")));
        table.Layer<Bilinear>(
            (call, layer) => Bilinear(call, call.Parameter(layer.weight, "weight"), call.OptionalParameter(layer.bias, "bias")));
        table.Methods("scaled_dot_product_attention", Attention);
    }

    // ONNX Runtime takes a transposition before a product into it, also where the other factor is a vector, and then multiplies the
    // wrong axis.
    private static GraphValue Product(GraphBuilder graph, Operand left, Operand right) => right.Rank == 1 && left.Rank > 1
        ? graph.Squeeze(graph.Same("MatMul", left.Value, graph.Unsqueeze(right.Value, 1)), -1)
        : graph.Same("MatMul", left.Value, right.Value);

    private static Operand Second(LoweringCall call) => call.Tensor("target", "batch2", "other", "vec2", "vec");

    private static GraphValue Outer(GraphBuilder graph, GraphValue one, GraphValue other) =>
        graph.Same("Mul", graph.Unsqueeze(one, 1), graph.Unsqueeze(other, 0));

    // beta times what is added and alpha times the product.
    private static GraphValue Scaled(LoweringCall call, Operand added, GraphValue product)
    {
        var (beta, alpha) = (call.OptionalReal("beta") ?? 1, call.OptionalReal("alpha") ?? 1);
        return call.Graph.Same("Add", call.Graph.Times(added.Value, beta), call.Graph.Times(product, alpha));
    }

    // The last axes of both are summed over.
    private static GraphValue Inner(LoweringCall call)
    {
        var (graph, left, right) = (call.Graph, call.Self, Second(call));
        if (left.Rank == 0 || right.Rank == 0) return graph.Same("Mul", left.Value, right.Value);
        if (right.Rank <= 2) return graph.Same("MatMul", left.Value, right.Rank == 1 ? right.Value : graph.Transpose(right.Value, 1, 0));
        var rows = SizeArithmetic.Product(right.Shape.SkipLast(1));
        var matrix = graph.Transpose(graph.Reshape(right.Value, right.Shape, [rows, right.Shape[^1]]), 1, 0);
        return graph.Reshape(graph.Same("MatMul", left.Value, matrix), [.. left.Shape.SkipLast(1), rows], call.Result.Shape);
    }

    private static GraphValue Power(LoweringCall call)
    {
        var (graph, exponent) = (call.Graph, call.Integer("n"));
        if (exponent < 0)
            throw call.Refuse(
                "a negative power needs the inverse, which ONNX has no operator for", "Invert the matrix outside of the model.");
        if (exponent == 0)
        {
            var positions = graph.Range(call.Self.Shape[^1]);
            var unit = graph.Cast(graph.Test("Equal", positions, graph.Unsqueeze(positions, 1)), call.Self.Type);
            return graph.Same("Expand", unit, graph.Vector(call.Self.Shape));
        }

        // By squaring.
        GraphValue? power = null;
        for (var square = call.Self.Value; ; square = graph.Same("MatMul", square, square))
        {
            if (exponent % 2 == 1) power = power is null ? square : graph.Same("MatMul", power, square);
            exponent /= 2;
            if (exponent == 0) return power!;
        }
    }

    private static GraphValue TensorDot(LoweringCall call)
    {
        var (left, right) = (call.Self, call.Tensor("b"));
        long[] one, other;
        if (call.Has("dims1"))
        {
            (one, other) = (call.OptionalIntegers("dims1")!, call.OptionalIntegers("dims2")!);
        }
        else if (call.Find("dims") is ListArgument pairs)
        {
            var numbers = pairs.Items.Select(
                pair => ((ListArgument)pair).Items.Select(item => item is ConstantArgument { Value: long number }
                    ? number
                    : throw call.Refuse("one of its axes depends on a size")).ToArray())
                .ToArray();
            (one, other) = ([.. numbers.Select(pair => pair[0])], [.. numbers.Select(pair => pair[1])]);
        }
        else
        {
            throw call.Refuse("TorchSharp has no tensordot by a number of axes", "Name the axes.");
        }

        // One letter for each axis; those that are summed over have one in common.
        var first = Enumerable.Range(0, left.Rank).Select(axis => (char)('a' + axis)).ToArray();
        var second = Enumerable.Range(0, right.Rank).Select(axis => (char)('A' + axis)).ToArray();
        foreach (var (a, b) in one.Zip(other)) second[right.Axis(b)] = first[left.Axis(a)];
        var kept = first.Where(letter => !second.Contains(letter)).Concat(second.Where(char.IsUpper));
        return call.Graph.Node(
            "Einsum",
            left.Type,
            [left.Value, right.Value],
            ("equation", $"{new string(first)},{new string(second)}->{new string([.. kept])}"));
    }

    // Each element of the one times the whole other.
    private static GraphValue Kronecker(LoweringCall call)
    {
        var (graph, type) = (call.Graph, Arithmetic.Wide(call.ResultType));
        var other = call.Tensor("other");
        var rank = Math.Max(call.Self.Rank, other.Rank);
        (GraphValue Value, Size[] Shape) Raised(Operand operand)
        {
            var missing = rank - operand.Rank;
            return (graph.Unsqueeze(graph.Cast(operand.Value, type), [.. Enumerable.Range(0, missing).Select(axis => (long)axis)]),
                [.. Enumerable.Repeat(new FixedSize(1), missing), .. operand.Shape]);
        }

        var (one, two) = (Raised(call.Self), Raised(other));
        var product = graph.Same(
            "Mul",
            graph.Unsqueeze(one.Value, [.. Enumerable.Range(0, rank).Select(axis => (2L * axis) + 1)]),
            graph.Unsqueeze(two.Value, [.. Enumerable.Range(0, rank).Select(axis => 2L * axis)]));
        return graph.Reshape(
            product, [.. one.Shape.Zip(two.Shape, (Size a, Size b) => new[] { a, b }).SelectMany(pair => pair)], call.Result.Shape);
    }

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
        if (query.Shape[^1] is not FixedSize { Value: var features })
            throw call.Refuse("the number of features of its query is a free size");

        // The root of the scale on both sides, as TorchSharp computes it.
        var scale = Math.Sqrt(1 / Math.Sqrt(features));
        var axes = Enumerable.Range(0, key.Rank).Select(axis => (long)axis).ToArray();
        (axes[^1], axes[^2]) = (axes[^2], axes[^1]);
        var scores = graph.Same("MatMul", graph.Times(query.Value, scale), graph.Times(graph.Transpose(key.Value, axes), scale));
        var (mask, causal) = (call.OptionalTensor("attn_mask"), call.Flag("is_casual"));
        if (causal) scores = Masked(graph, scores, Causal(graph, query.Shape[^2], key.Shape[^2]));
        if (mask is not null)
            scores = mask.Type == ScalarType.Bool ? Masked(graph, scores, mask.Value) : graph.Same("Add", scores, mask.Value);
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
