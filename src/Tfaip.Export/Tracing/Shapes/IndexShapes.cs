using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Calls that choose elements: by position, by range, by a tensor of positions.</summary>
internal static class IndexShapes
{
    public static void Register(ShapeTable table)
    {
        table.Methods("get_TensorItems index", Indexed);
        table.Methods("select", call => [.. call.Shape.Where((_, axis) => axis != call.Axis(call.Integer("dim")))]);
        table.Methods("narrow", call => ReductionShapes.Replaced(call.Shape, call.Axis(call.Integer("dim")), call.Length("length")));
        table.Methods("slice", call =>
        {
            var axis = call.Axis(call.Integer("dim"));
            return ReductionShapes.Replaced(
                call.Shape, axis, Range(call, call.Shape[axis], call.Length("start"), call.Length("finish"), call.Integer("step")));
        });
        table.Methods("take", call => call.Tensor("index").Shape);
        table.Methods("index_select", call =>
            ReductionShapes.Replaced(call.Shape, call.Axis(call.Integer("dim")), call.Tensor("index") is { Rank: > 0 } index
                ? index.Shape[0]
                : SizeAlgebra.One));
        table.Methods("gather", call => call.Tensor("index").Shape);
        table.Methods("take_along_dim", TakenAlong);
        table.Methods("one_hot", call => [
            .. call.Shape,
            call.Integer("num_classes") is > 0 and var classes ? SizeAlgebra.Fixed(classes) : throw new UnknownShapeException()
        ]);
    }

    private static IReadOnlyList<Size> TakenAlong(ShapeCall call)
    {
        var indices = call.Tensor("indices");
        if (call.OptionalInteger("dim") is not { } dimension) return [SizeAlgebra.Product(indices.Shape)];
        var axis = call.Axis(dimension);
        var common = Broadcasting.Common(
            [ReductionShapes.Replaced(call.Shape, axis, SizeAlgebra.One), ReductionShapes.Replaced(indices.Shape, axis, SizeAlgebra.One)],
            call);
        return ReductionShapes.Replaced(common, axis, indices.Shape[axis]);
    }

    private static IReadOnlyList<Size> Indexed(ShapeCall call)
    {
        var indices = Indices(call).ToArray();
        var tensors = indices.Where(index => index.Kind == IndexKind.Tensor)
            .Select(index => call.OperandOf(((TensorArgument)index.Value!).Value)).ToArray();
        if (tensors.Any(tensor => tensor.Type is ScalarType.Bool or ScalarType.Byte)) throw new UnknownShapeException();

        var missing = call.Rank - indices.Count(index => index.Kind is IndexKind.Single or IndexKind.Slice or IndexKind.Tensor);
        if (missing < 0) throw new ShapeException($"there are more indices than the {call.Rank} axes");
        var all = new IndexArgument(IndexKind.Slice);
        var expanded = indices.SelectMany(index => index.Kind == IndexKind.Ellipsis ? Enumerable.Repeat(all, missing) : [index]).ToList();
        if (!Array.Exists(indices, index => index.Kind == IndexKind.Ellipsis)) expanded.AddRange(Enumerable.Repeat(all, missing));

        // What tensors of positions choose takes the place of their axes, or the front where these are not neighbours. Single positions
        // go before.
        var (shape, places, axis) = (new List<Size>(), new List<int>(), 0);
        foreach (var index in expanded)
        {
            switch (index.Kind)
            {
                case IndexKind.Single:
                    axis++;
                    break;
                case IndexKind.Bool:
                    shape.Add(SizeAlgebra.Fixed(index.Value is ConstantArgument { Value: true } ? 1 : 0));
                    break;
                case IndexKind.None:
                    shape.Add(SizeAlgebra.One);
                    break;
                case IndexKind.Tensor:
                    places.Add(shape.Count + places.Count);
                    axis++;
                    break;
                default:
                    shape.Add(Range(call, call.Shape[axis++], index));
                    break;
            }
        }

        if (tensors.Length == 0) return shape;
        var neighbours = places[^1] - places[0] == places.Count - 1;
        var front = neighbours ? places[0] : 0;
        return [
            .. shape.Take(front), .. Broadcasting.Common(tensors.Select(tensor => tensor.Shape), Shifted(call, front)), .. shape.Skip(front)
        ];
    }

    // The common shape of the positions begins at another axis of the result.
    private static ShapeCall Shifted(ShapeCall call, int by) => new(call.Method, call.Module, call.Arguments, call.OperandOf, call.Bounds)
    {
        Agrees = (axis, size) => call.Agrees(axis + by, size),
    };

    private static IEnumerable<IndexArgument> Indices(ShapeCall call)
    {
        var arguments = call.Find("indices") is ListArgument list
            ? list.Items
            : Enumerable.Range(1, 6).Select(i => call.Find($"i{i}")).OfType<Argument>();
        return arguments.Select(argument => argument switch
        {
            IndexArgument { Kind: IndexKind.Null } => new IndexArgument(IndexKind.None),
            IndexArgument index => index,
            TensorArgument tensor => new IndexArgument(IndexKind.Tensor) { Value = tensor },
            ConstantArgument { Value: null } => new IndexArgument(IndexKind.None),
            _ => new IndexArgument(IndexKind.Single) { Value = argument },
        });
    }

    private static Size Range(ShapeCall call, Size length, IndexArgument index) => Range(
        call, length, Part(index.Start), Part(index.Stop), Part(index.Step) is { } step ? ShapeCall.Known(step) : 1);

    private static Size? Part(Argument? argument) =>
        argument is null or ConstantArgument { Value: null } ? null : ShapeCall.ToSize(argument);

    // How many elements lie in a range: its ends are cut to the axis, those that count from the back are turned round.
    private static Size Range(ShapeCall call, Size length, Size? start, Size? stop, long step)
    {
        var (from, to) = (start is null ? SizeAlgebra.Zero : End(call, length, start), stop is null ? length : End(call, length, stop));
        return call.Bounds.Maximum(to.Minus(from), SizeAlgebra.Zero).OverUp(step);
    }

    private static Size End(ShapeCall call, Size length, Size end)
    {
        if (end is FixedSize { Value: long.MaxValue }) return length;
        var (low, high) = call.Bounds.Of(end);
        if (high < 0) end = length.Plus(end);
        else if (low < 0) throw new UnknownShapeException();
        return call.Bounds.Maximum(call.Bounds.Minimum(end, length), SizeAlgebra.Zero);
    }
}
