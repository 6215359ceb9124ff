using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp.Modules;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Products of matrices and of tensors along some of their axes, and distances between vectors.</summary>
internal static class ProductShapes
{
    public static void Register(ShapeTable table)
    {
        table.Methods("matmul mm bmm mv dot", call => Matrices(call, [.. call.AllTensors.Take(2)]));
        table.Methods("chain_matmul multi_dot", Chain);
        table.Methods("linear", call => [.. call.Shape.SkipLast(1), .. call.Tensor("weights", "weight").Shape.SkipLast(1)]);
        // A layer's weights may have been replaced by others, of other sizes than it was made with.
        table.Layer<Linear>(
            (call, layer) => [.. Matching(call, layer.weight!.shape[1]).SkipLast(1), SizeAlgebra.Fixed(layer.weight.shape[0])]);
        table.Methods("bilinear", call => [.. call.Shape.SkipLast(1), call.Tensor("weight").Shape[0]]);
        table.Layer<Bilinear>((call, layer) => [.. call.Shape.SkipLast(1), SizeAlgebra.Fixed(layer.weight!.shape[0])]);
        table.Layer<Embedding>((call, layer) => [.. call.Shape, SizeAlgebra.Fixed(layer.weight!.shape[1])]);
        table.Layer<EmbeddingBag>((call, layer) => [
            call.OptionalTensor("offsets", "input2") is { } offsets ? offsets.Shape[0] : call.Shape[0],
            SizeAlgebra.Fixed(layer.weight!.shape[1])
        ]);
        table.Methods("addmm addmv addr baddbmm addbmm", Added);
        table.Methods("outer ger", call => [.. call.Shape, .. call.AllTensors.ElementAt(1).Shape]);
        table.Methods("inner", call => call.AllTensors.ElementAt(1) is { Rank: > 0 } other && call.Rank > 0
            ? [.. call.Shape.SkipLast(1), .. other.Shape.SkipLast(1)]
            : [.. call.Shape, .. call.AllTensors.ElementAt(1).Shape]);
        table.Methods("kron", Kronecker);
        table.Methods("cross", call => call.Broadcast(call.AllTensors.Take(2).Select(tensor => tensor.Shape)));
        table.Methods("tensordot", Contracted);
        table.Methods(
            "einsum",
            call => EinsteinSum.Shape(((ConstantArgument)call.Find("equation")!).Value!.ToString()!, call.Tensors("tensors"), call));
        table.Methods("cdist", call =>
        {
            var (one, other) = (call.Tensor("x1").Shape, call.Tensor("x2").Shape);
            return [.. Broadcasting.Common([[.. one.SkipLast(2)], [.. other.SkipLast(2)]], call), one[^2], other[^2]];
        });
        table.Methods("cov corrcoef", call => call.Rank < 2 ? [] : [call.Shape[0], call.Shape[0]]);
        table.Methods("cosine_similarity", call => Similarity(call, call.Integer("dim")));
        table.Layer<CosineSimilarity>((call, layer) => Similarity(call, layer.dim));
        table.Methods("pairwise_distance", call => Distance(call, call.Flag("keepdim")));
        table.Layer<PairwiseDistance>((call, layer) => Distance(call, layer.keepdim));
    }

    private static IReadOnlyList<Size> Matching(ShapeCall call, long features)
    {
        if (call.Rank == 0) throw new ShapeException("a tensor without axes is multiplied by a matrix");
        return call.Shape[^1] is FixedSize { Value: var width } && width != features
            ? throw new ShapeException($"{width} features are given to a layer of {features}")
            : call.Shape;
    }

    private static IReadOnlyList<Size> Matrices(ShapeCall call, IReadOnlyList<ShapeOperand> tensors)
    {
        var (left, right) = (tensors[0].Shape, tensors[1].Shape);
        if (left.Count == 0 || right.Count == 0) throw new ShapeException("a tensor without axes is multiplied by a matrix");
        var inner = right[right.Count == 1 ? 0 : right.Count - 2];
        if (left[^1] is FixedSize one && inner is FixedSize other && one != other)
            throw new ShapeException($"{one} columns are multiplied by {other} rows");
        IReadOnlyList<Size> batch = Broadcasting.Common([[.. left.SkipLast(2)], [.. right.SkipLast(2)]], call);
        return [.. batch, .. left.Count == 1 ? [] : new[] { left[^2] }, .. right.Count == 1 ? [] : new[] { right[^1] }];
    }

    private static IReadOnlyList<Size> Chain(ShapeCall call)
    {
        var matrices = call.AllTensors.ToArray();
        var (first, last) = (matrices[0].Shape, matrices[^1].Shape);
        return [.. first.Count == 1 ? [] : new[] { first[0] }, .. last.Count == 1 ? [] : new[] { last[^1] }];
    }

    // The product has all axes; what is added broadcasts to it. TorchSharp's baddbmm takes its arguments turned round.
    private static IReadOnlyList<Size> Added(ShapeCall call)
    {
        var (tensors, name) = (call.AllTensors.ToArray(), call.Method.Name.TrimEnd('_'));
        var (one, other) = name == "baddbmm" ? (tensors[0], tensors[1]) : (tensors[1], tensors[2]);
        return name switch
        {
            "addmv" => [one.Shape[0]],
            "addr" => [one.Shape[0], other.Shape[0]],
            "addbmm" => [one.Shape[1], other.Shape[2]],
            _ => [.. one.Shape.SkipLast(1), other.Shape[^1]],
        };
    }

    private static IReadOnlyList<Size> Kronecker(ShapeCall call)
    {
        var (left, right) = (call.Shape, call.AllTensors.ElementAt(1).Shape);
        var rank = Math.Max(left.Count, right.Count);
        Size At(IReadOnlyList<Size> shape, int axis) => axis < rank - shape.Count ? SizeAlgebra.One : shape[axis - (rank - shape.Count)];
        return [.. Enumerable.Range(0, rank).Select(axis => At(left, axis).Times(At(right, axis)))];
    }

    private static IReadOnlyList<Size> Contracted(ShapeCall call)
    {
        var (left, right) = (call.Shape, call.Tensor("b").Shape);
        int[] one, other;
        if (call.Has("dims1"))
        {
            one = [.. call.OptionalIntegers("dims1")!.Select(axis => ShapeCall.Axis(axis, left.Count))];
            other = [.. call.OptionalIntegers("dims2")!.Select(axis => ShapeCall.Axis(axis, right.Count))];
        }
        else if (call.Find("dims") is ListArgument list)
        {
            var pairs = list.Items.Cast<ListArgument>()
                .Select(pair => pair.Items.Select(item => ShapeCall.Known(ShapeCall.ToSize(item))).ToArray()).ToArray();
            one = [.. pairs.Select(pair => ShapeCall.Axis(pair[0], left.Count))];
            other = [.. pairs.Select(pair => ShapeCall.Axis(pair[1], right.Count))];
        }
        else
        {
            var count = (int)call.Integer("dims");
            (one, other) = ([.. Enumerable.Range(left.Count - count, count)], [.. Enumerable.Range(0, count)]);
        }

        return [.. left.Where((_, axis) => !one.Contains(axis)), .. right.Where((_, axis) => !other.Contains(axis))];
    }

    private static IReadOnlyList<Size> Similarity(ShapeCall call, long dimension)
    {
        var common = call.Broadcast(call.AllTensors.Take(2).Select(tensor => tensor.Shape));
        var axis = ShapeCall.Axis(dimension, common.Count);
        return [.. common.Where((_, i) => i != axis)];
    }

    private static IReadOnlyList<Size> Distance(ShapeCall call, bool keep)
    {
        var common = call.Broadcast(call.AllTensors.Take(2).Select(tensor => tensor.Shape));
        return keep ? [.. common.SkipLast(1), SizeAlgebra.One] : [.. common.SkipLast(1)];
    }
}
