using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Calls that change the axes of a tensor and keep its elements, repeat them or leave some out.</summary>
internal static class AxisShapes
{
    public static void Register(ShapeTable table)
    {
        table.Methods("reshape view", call => Reshaped(call.Shape, call.Lengths("shape", "size", "sizes")));
        table.Methods("view_as", call => call.Tensor("other").Shape);
        table.Methods(
            "flatten",
            call => Flat(call.Shape, call.Axis(call.OptionalInteger("start_dim") ?? 0), call.Axis(call.OptionalInteger("end_dim") ?? -1)));
        table.Methods("ravel", call => Flat(call.Shape, 0, Math.Max(call.Rank - 1, 0)));
        table.Layer<Flatten>((call, layer) => Flat(call.Shape, call.Axis(layer.start_dim), call.Axis(layer.end_dim)));
        table.Methods("unflatten", call => Unflat(call, call.Integer("dim"), call.Lengths("sizes")));
        table.Layer<Unflatten>((call, layer) => Unflat(call, layer.dim, [.. layer.unflattened_size.Select(SizeAlgebra.Fixed)]));
        table.Methods("squeeze", Squeezed);
        table.Methods("unsqueeze", call => Inserted(call.Shape, ShapeCall.Axis(call.Integer("dim"), call.Rank + 1), SizeAlgebra.One));
        table.Methods("expand broadcast_to", call => Expanded(call.Shape, call.Lengths("sizes", "shape")));
        table.Methods("expand_as", call => call.Tensor("other").Shape);
        table.Methods("transpose swapaxes swapdims", call => Swapped(call, call.Integer("dim0", "axis0"), call.Integer("dim1", "axis1")));
        table.Methods("t get_T", call => [.. call.Shape.Reverse()]);
        table.Methods("get_mT adjoint get_H get_mH", call => call.Rank < 2 ? call.Shape : Swapped(call, -2, -1));
        table.Methods("permute", call => [.. call.OptionalIntegers("permutation", "dims")!.Select(axis => call.Shape[call.Axis(axis)])]);
        table.Methods("moveaxis movedim", Moved);
        table.Methods("repeat", call => Repeated(call.Shape, call.Lengths("sizes", "repeats")));
        table.Methods("tile", call => Repeated(call.Shape, call.Lengths("reps", "dims")));
        table.Methods("rot90", call => call.Integer("k") % 2 == 0 ? call.Shape : Turned(call));
        table.Methods("atleast_1d", call => call.Rank == 0 ? [SizeAlgebra.One] : call.Shape);
        table.Methods(
            "atleast_2d", call => call.Rank >= 2 ? call.Shape : [.. Enumerable.Repeat(SizeAlgebra.One, 2 - call.Rank), .. call.Shape]);
        table.Methods("atleast_3d", AtLeastThree);
        table.Methods("repeat_interleave", Interleaved);
        table.Methods("diff", call => Shortened(call, call.OptionalInteger("n") ?? 1));
        table.Methods("cumulative_trapezoid", call => Shortened(call, 1));
        table.Methods("diagonal", call => Diagonal(call,
            call.OptionalInteger("offset") ?? 0, call.OptionalInteger("dim1", "axis1") ?? 0, call.OptionalInteger("dim2", "axis2") ?? 1));
        table.Methods(typeof(linalg), "diagonal", call =>
            Diagonal(call, call.OptionalInteger("offset") ?? 0, call.OptionalInteger("dim1") ?? -2, call.OptionalInteger("dim2") ?? -1));
        table.Methods(
            "diag",
            call => call.Rank == 1 ? Matrix(call.Shape[0], call.Integer("diagonal")) : Diagonal(call, call.Integer("diagonal"), 0, 1));
        table.Methods("diagflat", call => Matrix(SizeAlgebra.Product(call.Shape), call.Integer("offset")));
        table.Methods("diag_embed", Embedded);
    }

    /// <summary>The shape with a -1 worked out.</summary>
    public static IReadOnlyList<Size> Reshaped(IReadOnlyList<Size> shape, IReadOnlyList<Size> wanted)
    {
        var open = wanted.Select((size, axis) => (size, axis)).Where(pair => pair.size is FixedSize { Value: -1 }).Select(pair => pair.axis)
            .ToArray();
        var all = SizeAlgebra.Product(shape);
        var given = SizeAlgebra.Product(wanted.Where(size => size is not FixedSize { Value: -1 }));
        if (open.Length > 1) throw new ShapeException("more than one size is left open");
        if (open.Length == 0)
        {
            if (all is FixedSize one && given is FixedSize other && one != other)
                throw new ShapeException($"{one} elements do not fill {other}");
            return wanted;
        }

        // Equal axes go first, so that what is left divides without knowing more.
        var (left, right) = (shape.ToList(), wanted.Where((_, axis) => axis != open[0]).ToList());
        foreach (var size in right.ToArray())
        {
            if (left.Remove(size)) right.Remove(size);
        }

        var (total, known) = (SizeAlgebra.Product(left), SizeAlgebra.Product(right));
        if (total is FixedSize { Value: var elements } && known is FixedSize { Value: var each } && (each <= 0 || elements % each != 0))
        {
            throw new ShapeException($"{elements} elements cannot be divided by {each}");
        }

        return ReductionShapes.Replaced(wanted, open[0], total.Over(known));
    }

    private static IReadOnlyList<Size> Flat(IReadOnlyList<Size> shape, int start, int end)
    {
        if (shape.Count == 0) return [SizeAlgebra.One];
        return [.. shape.Take(start), SizeAlgebra.Product(shape.Skip(start).Take(end - start + 1)), .. shape.Skip(end + 1)];
    }

    private static IReadOnlyList<Size> Unflat(ShapeCall call, long dimension, IReadOnlyList<Size> sizes)
    {
        var axis = call.Axis(dimension);
        return [.. call.Shape.Take(axis), .. Reshaped([call.Shape[axis]], sizes), .. call.Shape.Skip(axis + 1)];
    }

    private static IReadOnlyList<Size> Squeezed(ShapeCall call)
    {
        if (call.OptionalIntegers("dim") is not { } axes) return [.. call.Shape.Where(size => size != SizeAlgebra.One)];
        var named = axes.Select(call.Axis).ToArray();
        return [.. call.Shape.Where((size, axis) => size != SizeAlgebra.One || !named.Contains(axis))];
    }

    private static IReadOnlyList<Size> Inserted(IReadOnlyList<Size> shape, int axis, Size size) =>
        [.. shape.Take(axis), size, .. shape.Skip(axis)];

    private static IReadOnlyList<Size> Expanded(IReadOnlyList<Size> shape, IReadOnlyList<Size> wanted)
    {
        var added = wanted.Count - shape.Count;
        if (added < 0) throw new ShapeException($"{shape.Count} axes do not fit into {wanted.Count}");
        return [.. wanted.Select((size, axis) => size is FixedSize { Value: -1 } && axis >= added ? shape[axis - added] : size)];
    }

    private static Size[] Swapped(ShapeCall call, long one, long other)
    {
        if (call.Rank == 0) return [];
        var shape = call.Shape.ToArray();
        var (left, right) = (call.Axis(one), call.Axis(other));
        (shape[left], shape[right]) = (shape[right], shape[left]);
        return shape;
    }

    private static IReadOnlyList<Size> Moved(ShapeCall call)
    {
        var source = call.OptionalIntegers("source")!.Select(call.Axis).ToArray();
        var destination = call.OptionalIntegers("destination")!.Select(call.Axis).ToArray();
        var order = new int?[call.Rank];
        for (var i = 0; i < source.Length; i++) order[destination[i]] = source[i];
        var rest = new Queue<int>(Enumerable.Range(0, call.Rank).Except(source));
        return [.. order.Select(axis => call.Shape[axis ?? rest.Dequeue()])];
    }

    private static IReadOnlyList<Size> Repeated(IReadOnlyList<Size> shape, IReadOnlyList<Size> counts)
    {
        var rank = Math.Max(shape.Count, counts.Count);
        Size At(IReadOnlyList<Size> sizes, int axis) => axis < rank - sizes.Count ? SizeAlgebra.One : sizes[axis - (rank - sizes.Count)];
        return [.. Enumerable.Range(0, rank).Select(axis => At(shape, axis).Times(At(counts, axis)))];
    }

    private static Size[] Turned(ShapeCall call)
    {
        if (call.Find("dims") is not ListArgument { Items: [var one, var other] }) return Swapped(call, 0, 1);
        return Swapped(call, ShapeCall.Known(ShapeCall.ToSize(one)), ShapeCall.Known(ShapeCall.ToSize(other)));
    }

    private static IReadOnlyList<Size> AtLeastThree(ShapeCall call) => call.Rank switch
    {
        0 => [SizeAlgebra.One, SizeAlgebra.One, SizeAlgebra.One],
        1 => [SizeAlgebra.One, call.Shape[0], SizeAlgebra.One],
        2 => [.. call.Shape, SizeAlgebra.One],
        _ => call.Shape,
    };

    private static IReadOnlyList<Size> Interleaved(ShapeCall call)
    {
        var flat = call.OptionalInteger("dim") is null;
        var (shape, axis) = flat ? ([SizeAlgebra.Product(call.Shape)], 0) : (call.Shape, call.Axis(call.Integer("dim")));
        if (call.OptionalTensor("repeats") is not { } repeats)
            return ReductionShapes.Replaced(shape, axis, shape[axis].Times(call.Length("repeats")));

        // How often each is repeated is known where that is a constant.
        if (repeats.Tensor is not { } counts) throw new UnknownShapeException();
        using var sum = counts.sum(ScalarType.Int64);
        var total = SizeAlgebra.Fixed(sum.item<long>());
        return ReductionShapes.Replaced(shape, axis, counts.numel() == 1 ? shape[axis].Times(total) : total);
    }

    private static IReadOnlyList<Size> Shortened(ShapeCall call, long by)
    {
        var axis = call.Axis(call.Integer("dim"));
        var length = call.Shape[axis];
        foreach (var name in new[] { "prepend", "append" })
        {
            if (call.OptionalTensor(name) is { } more) length = length.Plus(more.Rank == 0 ? SizeAlgebra.One : more.Shape[axis]);
        }

        return ReductionShapes.Replaced(call.Shape, axis, call.Bounds.Maximum(length.Plus(-by), SizeAlgebra.Zero));
    }

    private static IReadOnlyList<Size> Diagonal(ShapeCall call, long offset, long one, long other)
    {
        var (rows, columns) = (call.Axis(one), call.Axis(other));
        var (height, width) = (call.Shape[rows].Plus(Math.Min(offset, 0)), call.Shape[columns].Plus(-Math.Max(offset, 0)));
        var length = call.Bounds.Maximum(call.Bounds.Minimum(height, width), SizeAlgebra.Zero);
        return [.. call.Shape.Where((_, axis) => axis != rows && axis != columns), length];
    }

    private static IReadOnlyList<Size> Matrix(Size length, long offset) => [length.Plus(Math.Abs(offset)), length.Plus(Math.Abs(offset))];

    private static IReadOnlyList<Size> Embedded(ShapeCall call)
    {
        var rank = call.Rank + 1;
        var size = call.Shape[^1].Plus(Math.Abs(call.OptionalInteger("offset") ?? 0));
        var places = new[] { call.OptionalInteger("dim1") ?? -2, call.OptionalInteger("dim2") ?? -1 }
            .Select(axis => ShapeCall.Axis(axis, rank)).Order();
        return places.Aggregate((IReadOnlyList<Size>)[.. call.Shape.SkipLast(1)], (shape, axis) => Inserted(shape, axis, size));
    }
}
