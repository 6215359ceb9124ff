using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Tensors made of several, and several made of one.</summary>
internal static class JoiningShapes
{
    private static readonly string[] SectionNames = ["indices_or_sections", "indices", "size", "sizes"];

    public static void Register(ShapeTable table)
    {
        table.Methods(
            "cat concat concatenate",
            call => Joined([.. call.Tensors("tensors").Select(tensor => tensor.Shape)], call.Integer("dim", "axis")));
        table.Methods("stack", call => Stacked(call.Tensors("tensors"), call.OptionalInteger("dim") ?? 0));
        table.Methods("hstack", call => Widened(call, 1) is var shapes && shapes[0].Count == 1 ? Joined(shapes, 0) : Joined(shapes, 1));
        table.Methods(
            "vstack row_stack",
            call => Joined([.. Widened(call, 1).Select(shape => shape.Count == 1 ? [SizeAlgebra.One, .. shape] : shape)], 0));
        table.Methods(
            "column_stack",
            call => Joined([.. Widened(call, 1).Select(shape => shape.Count == 1 ? [.. shape, SizeAlgebra.One] : shape)], 1));
        table.Methods("dstack", call => Joined([.. Widened(call, 1).Select(Deep)], 2));
        table.Results("meshgrid", MeshGrid);
        table.Methods("cartesian_prod", Product);
        table.Methods("combinations", Combinations);
        table.Results("broadcast_tensors", call =>
            [.. Enumerable.Repeat(call.Broadcast(call.Tensors("tensors").Select(tensor => tensor.Shape)), call.Tensors("tensors").Count)]);
        table.Methods("block_diag", BlockDiagonal);
        table.Results("split", call => Split(call, call.Axis(call.OptionalInteger("dim") ?? 0), "size", "sizes", "split_size_or_sections"));
        table.Results("chunk", call => Chunks(call, call.Axis(call.OptionalInteger("dim") ?? 0)));
        table.Results("tensor_split", call => Sections(call, call.Axis(call.OptionalInteger("dim") ?? 0)));
        table.Results("hsplit", call => Sections(call, call.Rank == 1 ? 0 : 1));
        table.Results("vsplit", call => Sections(call, 0));
        table.Results("dsplit", call => Sections(call, 2));
        table.Results("unbind", call =>
        {
            var axis = call.Axis(call.OptionalInteger("dim", "dimension") ?? 0);
            var count = call.Shape[axis] is FixedSize { Value: var known } ? (int)known : call.ResultCount;
            return [.. Enumerable.Repeat((IReadOnlyList<Size>)[.. call.Shape.Where((_, i) => i != axis)], count)];
        });
    }

    private static IReadOnlyList<Size> Joined(IReadOnlyList<Size>[] shapes, long dimension)
    {
        // A vector without elements is left out.
        var joined = shapes.Where(shape => shape is not [FixedSize { Value: 0 }]).ToArray();
        if (joined.Length == 0) return shapes[0];
        var axis = ShapeCall.Axis(dimension, joined[0].Count);
        if (joined.Any(shape => shape.Count != joined[0].Count))
            throw new ShapeException("tensors with different numbers of axes are joined");
        return [.. joined[0].Select(
            (size, i) => i == axis ? SizeAlgebra.Sum(joined.Select(shape => shape[axis])) : Shared(joined.Select(shape => shape[i])))];
    }

    // All are the same; a number says it best.
    private static Size Shared(IEnumerable<Size> sizes)
    {
        var all = sizes.Distinct().ToArray();
        if (all.OfType<FixedSize>().Count() > 1) throw new ShapeException("tensors of different sizes are joined");
        return all.OfType<FixedSize>().FirstOrDefault() ?? all.MinBy(size => size.ToString()!.Length)!;
    }

    private static IReadOnlyList<Size> Stacked(IReadOnlyList<ShapeOperand> tensors, long dimension)
    {
        var axis = ShapeCall.Axis(dimension, tensors[0].Rank + 1);
        var shape = tensors[0].Shape.Select((_, i) => Shared(tensors.Select(tensor => tensor.Shape[i]))).ToArray();
        return [.. shape.Take(axis), SizeAlgebra.Fixed(tensors.Count), .. shape.Skip(axis)];
    }

    private static IReadOnlyList<Size>[] Widened(ShapeCall call, int rank) =>
        [.. call.Tensors("tensors").Select(tensor => tensor.Rank >= rank ? tensor.Shape : [SizeAlgebra.One])];

    private static IReadOnlyList<Size> Deep(IReadOnlyList<Size> shape) => shape.Count switch
    {
        1 => [SizeAlgebra.One, shape[0], SizeAlgebra.One],
        2 => [.. shape, SizeAlgebra.One],
        _ => shape,
    };

    private static IReadOnlyList<IReadOnlyList<Size>?> MeshGrid(ShapeCall call)
    {
        var lengths = call.Tensors("tensors").Select(tensor => tensor.Rank == 0 ? SizeAlgebra.One : tensor.Shape[0]).ToArray();
        if (call.Find("indexing") is ConstantArgument { Value: "xy" } && lengths.Length > 1)
            (lengths[0], lengths[1]) = (lengths[1], lengths[0]);
        return [.. Enumerable.Repeat(lengths, lengths.Length)];
    }

    private static IReadOnlyList<Size> Product(ShapeCall call)
    {
        var lengths = call.Tensors("tensors").Select(tensor => tensor.Shape[0]).ToArray();
        return lengths.Length == 1 ? [lengths[0]] : [SizeAlgebra.Product(lengths), SizeAlgebra.Fixed(lengths.Length)];
    }

    private static IReadOnlyList<Size> Combinations(ShapeCall call)
    {
        var (count, chosen) = (ShapeCall.Known(call.Shape[0]), call.Integer("r"));
        if (call.Flag("with_replacement")) count += chosen - 1;
        var number = 1L;
        for (var i = 0L; i < chosen; i++) number = number * Math.Max(0, count - i) / (i + 1);
        return chosen == 1 ? [SizeAlgebra.Fixed(number), SizeAlgebra.One] : [SizeAlgebra.Fixed(number), SizeAlgebra.Fixed(chosen)];
    }

    private static IReadOnlyList<Size> BlockDiagonal(ShapeCall call)
    {
        var shapes = call.Tensors("tensors").Select(tensor => tensor.Rank switch
        {
            0 => [SizeAlgebra.One, SizeAlgebra.One],
            1 => [SizeAlgebra.One, tensor.Shape[0]],
            _ => tensor.Shape,
        }).ToArray();
        return [SizeAlgebra.Sum(shapes.Select(shape => shape[0])), SizeAlgebra.Sum(shapes.Select(shape => shape[1]))];
    }

    // Parts of one length, the last with what is left, or of the lengths that are given.
    private static IReadOnlyList<IReadOnlyList<Size>?> Split(ShapeCall call, int axis, params string[] names)
    {
        var length = call.Shape[axis];
        if (call.Find(names) is ListArgument { Items.Count: not 1 } list)
            return Parts(call, axis, [.. list.Items.Select(ShapeCall.ToSize)]);
        if (call.Has("sizes") && call.Find("sizes") is ListArgument one) return Parts(call, axis, [.. one.Items.Select(ShapeCall.ToSize)]);
        var each = call.Lengths(names)[0];
        if (call.Find("split_size_or_sections") is ListArgument) return Parts(call, axis, [each]);
        if (length is FixedSize { Value: var all } && each is FixedSize { Value: var size })
        {
            if (size <= 0) throw new ShapeException($"it is split into parts of {size}");
            return Parts(call, axis, [.. Enumerable.Range(0, (int)Math.Max(1, (all + size - 1) / size))
                .Select(i => SizeAlgebra.Fixed(Math.Min(size, all - (i * size))))]);
        }

        return Parts(call, axis, [.. Enumerable.Repeat(each, call.ResultCount - 1), length.Minus(each.Times(call.ResultCount - 1))]);
    }

    private static IReadOnlyList<IReadOnlyList<Size>?> Chunks(ShapeCall call, int axis)
    {
        var (length, chunks) = (call.Shape[axis], call.Integer("chunks"));
        var each = length.OverUp(chunks);
        var count = length is FixedSize { Value: var all } && each is FixedSize { Value: var size }
            ? Math.Max(1, (all + size - 1) / Math.Max(1, size))
            : call.ResultCount;
        return Parts(call, axis, [.. Enumerable.Repeat(each, (int)count - 1), length.Minus(each.Times(count - 1))]);
    }

    // Equal sections, the first ones longer by one; or between positions.
    private static IReadOnlyList<IReadOnlyList<Size>?> Sections(ShapeCall call, int axis)
    {
        var length = call.Shape[axis];
        if (call.Find(SectionNames) is TensorArgument) throw new UnknownShapeException();
        if (call.Find(SectionNames) is not ListArgument list)
        {
            var sections = call.Integer(SectionNames);
            return Parts(call, axis, [.. Enumerable.Range(0, (int)sections).Select(i => length.Plus(sections - 1 - i).Over(sections))]);
        }

        // A position from the end counts from there; none lies outside.
        Size At(Size position)
        {
            if (position is FixedSize { Value: < 0 }) position = call.Bounds.Maximum(length.Plus(position), SizeAlgebra.Zero);
            return call.Bounds.Minimum(position, length);
        }

        Size[] ends = [.. list.Items.Select(item => At(ShapeCall.ToSize(item))), length];
        return Parts(
            call, axis, [.. ends.Select((end, i) => i == 0 ? end : call.Bounds.Maximum(end.Minus(ends[i - 1]), SizeAlgebra.Zero))]);
    }

    private static IReadOnlyList<IReadOnlyList<Size>?> Parts(ShapeCall call, int axis, IReadOnlyList<Size> lengths) =>
        [.. lengths.Select(length => ReductionShapes.Replaced(call.Shape, axis, length))];
}
