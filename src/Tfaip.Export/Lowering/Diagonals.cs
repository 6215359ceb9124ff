using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Diagonals of matrices, and matrices of diagonals.</summary>
internal static class Diagonals
{
    public static void Register(LoweringTable table)
    {
        table.Methods(
            "diagonal",
            call => Diagonal(call, call.Self, call.Integer("offset"), call.Integer("dim1"), call.Integer("dim2"), call.Result.Shape[^1]));
        table.Methods("trace", call => call.Graph.Reduce(
            "ReduceSum",
            call.Graph.Cast(Diagonal(call, call.Self, 0, 0, 1, Shorter(call)), Arithmetic.Wide(call.ResultType)),
            [0],
            keep: false));
        table.Methods("diag", call => call.Self.Rank == 1
            ? Embed(call, call.Self, call.Integer("diagonal"))
            : Diagonal(call, call.Self, call.Integer("diagonal"), 0, 1, call.Result.Shape[0]));
        table.Methods("diag_embed", DiagEmbed);
        table.Methods("diagflat", call =>
        {
            var count = SizeArithmetic.Product(call.Self.Shape);
            return Embed(call, new(call.Graph.Reshape(call.Self.Value, call.Self.Shape, [count]), [count]), call.Integer("offset"));
        });
        table.Methods("block_diag", BlockDiagonal);
        table.Methods("tril", call => Triangle(call, upper: false));
        table.Methods("triu", call => Triangle(call, upper: true));
    }

    /// <summary>A diagonal of so many elements of the matrices in two axes, as the last axis.</summary>
    public static GraphValue Diagonal(LoweringCall call, Operand matrices, long offset, long dim1, long dim2, Size length)
    {
        var (graph, rank) = (call.Graph, matrices.Rank);
        var (row, column) = (matrices.Axis(dim1), matrices.Axis(dim2));
        var axes = Enumerable.Range(0, rank).Select(axis => (long)axis).Where(axis => axis != row && axis != column).Append(row)
            .Append(column).ToArray();
        var shape = axes.Select(axis => matrices.Shape[(int)axis]).ToArray();
        var columns = shape[^1];
        IReadOnlyList<Size> flat = [.. shape[..^2], SizeArithmetic.Product([shape[^2], columns])];
        var value = graph.Reshape(graph.Transpose(matrices.Value, axes), shape, flat);

        // From one element to the next it is a row and a column on.
        var step = graph.Same("Add", graph.Number(columns, ScalarType.Int64), graph.Scalar(1L, ScalarType.Int64));
        var positions = graph.Same("Mul", graph.Range(length), step);
        if (offset > 0) positions = graph.Same("Add", positions, graph.Scalar(offset, ScalarType.Int64));
        if (offset < 0)
            positions = graph.Same(
                "Add", positions, graph.Same("Mul", graph.Number(columns, ScalarType.Int64), graph.Scalar(-offset, ScalarType.Int64)));
        return graph.Node("Gather", value.Type, [value, positions], ("axis", rank - 2L));
    }

    private static Size Shorter(LoweringCall call)
    {
        var (rows, columns) = (call.Self.Shape[0], call.Self.Shape[1]);
        if (rows == columns) return rows;
        return (rows, columns) is (FixedSize one, FixedSize other)
            ? new FixedSize(Math.Min(one.Value, other.Value))
            : throw call.Refuse("which of the matrix's sides is the shorter one depends on a size", "Use diagonal() and sum().");
    }

    // Matrices in the last two axes, zero but for one diagonal.
    private static GraphValue Embed(LoweringCall call, Operand diagonal, long offset)
    {
        var (graph, rank, more) = (call.Graph, diagonal.Rank, Math.Abs(offset));
        var side = more == 0 ? diagonal.Shape[^1] : new SizeSum(diagonal.Shape[^1], new FixedSize(more));
        var value = diagonal.Value;
        if (more > 0)
        {
            var pads = Enumerable.Repeat(new FixedSize(0), 2 * rank).ToArray<Size>();
            pads[^1] = new FixedSize(more);
            value = graph.Node("Pad", value.Type, [value, graph.Vector(pads), graph.Scalar(0L, value.Type)], ("mode", "constant"));
        }

        var positions = graph.Range(side);
        var there = graph.Same("Add", graph.Unsqueeze(positions, 1), graph.Scalar(offset, ScalarType.Int64));
        var on = graph.Test("Equal", there, graph.Unsqueeze(positions, 0));
        return graph.Where(on, graph.Unsqueeze(value, offset >= 0 ? rank : rank - 1), graph.Scalar(0L, value.Type));
    }

    private static GraphValue DiagEmbed(LoweringCall call)
    {
        var rank = call.Self.Rank + 1;
        var matrices = Embed(call, call.Self, call.Integer("offset"));
        long Axis(long dimension) => dimension < 0 ? dimension + rank : dimension;
        var (row, column) = (Axis(call.Integer("dim1")), Axis(call.Integer("dim2")));
        var rest = new Queue<long>(Enumerable.Range(0, rank - 2).Select(axis => (long)axis));
        return call.Graph.Transpose(
            matrices, [.. Enumerable.Range(0, rank).Select(axis => axis == row ? rank - 2L : axis == column ? rank - 1L : rest.Dequeue())]);
    }

    private static GraphValue BlockDiagonal(LoweringCall call)
    {
        var (graph, type) = (call.Graph, call.ResultType);
        var own = call.HasSelf && call.Has("tensors") && !call.Method.IsStatic ? new[] { call.Self } : [];
        var blocks = own.Concat(call.Tensors("tensors")).ToArray();
        IReadOnlyList<Size> Matrix(Operand block) => block.Rank switch
        {
            0 => [new FixedSize(1), new FixedSize(1)],
            1 => [new FixedSize(1), block.Shape[0]],
            _ => block.Shape,
        };
        var rows = blocks.Select((block, i) =>
        {
            var value = graph.Reshape(graph.Cast(block.Value, type), block.Shape, Matrix(block));
            var before = SizeArithmetic.Sum(blocks[..i].Select(other => Matrix(other)[1]));
            var after = SizeArithmetic.Sum(blocks[(i + 1)..].Select(other => Matrix(other)[1]));
            Size none = new FixedSize(0);
            return graph.Node(
                "Pad", type, [value, graph.Vector([none, before, none, after]), graph.Scalar(0L, type)], ("mode", "constant"));
        });
        return graph.Concat([.. rows], 0);
    }

    private static GraphValue Triangle(LoweringCall call, bool upper) =>
        call.Graph.Node(
            "Trilu",
            call.Self.Type,
            [call.Self.Value, call.Graph.Number(call.Length("diagonal"), ScalarType.Int64)],
            ("upper", upper ? 1L : 0L));
}
