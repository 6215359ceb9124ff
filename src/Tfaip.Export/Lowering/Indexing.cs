using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Choosing elements: by position, by range, by a tensor of positions and by a mask.</summary>
internal static class Indexing
{
    public static void Register(LoweringTable table)
    {
        table.Methods("get_TensorItems index", call => Index(call, call.Self.Value));
        table.Methods("set_TensorItems", Assign);
        table.Methods("select", call => Select(call, call.Self.Value, call.Self.Axis(call.Integer("dim")), call.Length("index")));
        table.Methods("narrow", Narrow);
        table.Methods("slice", call => call.Graph.Slice(
            call.Self.Value, call.Self.Axis(call.Integer("dim")), call.Length("start"), call.Length("finish"), call.Integer("step")));
        table.Methods("index_put_", Put);
        table.Methods("take", call => Gather(call, call.Graph.Flat(call.Self.Value), call.Tensor("index").Value, 0));
        table.Methods(
            "index_select", call => Gather(call, call.Self.Value, call.Tensor("index").Value, call.Self.Axis(call.Integer("dim"))));
        table.Methods("gather", call => GatherElements(call, call.Tensor("index"), call.Integer("dim")));
        table.Methods("take_along_dim", call =>
        {
            // Without an axis, along all elements as one.
            var indices = call.Tensor("indices");
            if (call.OptionalInteger("dim") is { } dimension) return GatherElements(call, indices, dimension);
            return Gather(call, call.Graph.Flat(call.Self.Value), call.Graph.Flat(indices.Value), 0);
        });
        table.Methods("where", Where);
        table.Methods("masked_fill", call => call.Graph.Node(
            "Where", call.Self.Type, [call.Tensor("mask").Value, call.Number(call.Self.Type, "value"), call.Self.Value]));
        table.Methods("one_hot", OneHot);
    }

    private static GraphValue Gather(LoweringCall call, GraphValue values, GraphValue indices, long axis) =>
        call.Graph.Node("Gather", values.Type, [values, Positions(call, indices)], ("axis", axis));

    private static GraphValue Positions(LoweringCall call, GraphValue indices) =>
        indices.Type is ScalarType.Int32 or ScalarType.Int64 ? indices : call.Graph.Cast(indices, ScalarType.Int64);

    private static GraphValue Select(LoweringCall call, GraphValue value, long axis, Size position) =>
        call.Graph.Node("Gather", value.Type, [value, call.Graph.Number(position, ScalarType.Int64)], ("axis", axis));

    private static GraphValue Narrow(LoweringCall call)
    {
        var axis = call.Self.Axis(call.Integer("dim"));
        var (start, length) = (call.Length("start"), call.Length("length"));
        if (start is FixedSize { Value: < 0 and var back }) start = new SizeSum(call.Self.Shape[(int)axis], new FixedSize(back));
        var end = (start, length) switch
        {
            (FixedSize { Value: 0 }, _) => length,
            (FixedSize from, FixedSize count) => new FixedSize(from.Value + count.Value),
            _ => new SizeSum(start, length),
        };
        return call.Graph.Slice(call.Self.Value, axis, start, end);
    }

    private static GraphValue GatherElements(LoweringCall call, Operand indices, long dimension)
    {
        // ONNX wants equal lengths on the other axes, or shorter ones; TorchSharp the same for gather.
        return call.Graph.Node(
            "GatherElements", call.Self.Type, [call.Self.Value, Positions(call, indices.Value)], ("axis", call.Self.Axis(dimension)));
    }

    private static GraphValue Where(LoweringCall call)
    {
        var condition = call.Tensor("condition");
        var chosen = call.Has("x") ? call.Value(call.ResultType, "x") : call.Graph.Cast(call.Self.Value, call.ResultType);
        return call.Results.Count == 1 && call.Has("y")
            ? call.Graph.Node(
                "Where", call.ResultType, [call.Graph.Cast(condition.Value, ScalarType.Bool), chosen, call.Value(call.ResultType, "y")])
            : throw call.Refuse(
                "the number of positions depends on values", "Keep all elements and choose with torch.where(condition, x, y).");
    }

    private static GraphValue OneHot(LoweringCall call)
    {
        var classes = call.Integer("num_classes");
        if (classes < 0) throw call.Refuse("the number of classes depends on values", "Give num_classes.");
        return call.Graph.Node(
            "OneHot", ScalarType.Int64, [call.Self.Value, call.Graph.Int64s(classes), call.Graph.Int64s(0, 1)], ("axis", -1L));
    }

    // Ranges first, all in one node; then positions, tensors and new axes, each where the axis is by then.
    private static GraphValue Index(LoweringCall call, GraphValue value)
    {
        var indices = Expanded(call, Indices(call));
        value = Slices(call, value, indices);
        if (indices.Count(index => index.Kind == IndexKind.Tensor) > 1) return Together(call, value, indices);
        var axis = 0;
        foreach (var index in indices)
        {
            switch (index.Kind)
            {
                case IndexKind.Single:
                    value = Select(call, value, axis, ToSize(call, index.Value!));
                    break;
                case IndexKind.None:
                    value = call.Graph.Unsqueeze(value, axis++);
                    break;
                case IndexKind.Tensor:
                    var positions = call.OperandOf(((TensorArgument)index.Value!).Value);
                    value = Gather(call, value, positions.Value, axis);
                    axis += positions.Rank;
                    break;
                default:
                    axis++;
                    break;
            }
        }

        return value;
    }

    // Several tensors of positions are one: a point for each place of their common shape. The places take the axes' place, or the
    // front where the axes are not neighbours. Single positions have been chosen before, as libtorch does.
    private static GraphValue Together(LoweringCall call, GraphValue value, List<IndexArgument> indices)
    {
        var graph = call.Graph;
        var (axis, places, points) = (0, new List<long>(), new List<Operand>());
        foreach (var index in indices)
        {
            if (index.Kind == IndexKind.Single)
            {
                value = Select(call, value, axis, ToSize(call, index.Value!));
                continue;
            }

            if (index.Kind == IndexKind.None) value = graph.Unsqueeze(value, axis);
            if (index.Kind == IndexKind.Tensor)
            {
                places.Add(axis);
                points.Add(call.OperandOf(((TensorArgument)index.Value!).Value));
            }

            axis++;
        }

        var rest = Enumerable.Range(0, axis).Select(i => (long)i).Except(places).ToArray();
        var shape = Common(points);
        var coordinates = graph.Concat(
            [.. points.Select(point =>
                graph.Unsqueeze(graph.Expand(graph.Cast(point.Value, ScalarType.Int64), point.Shape, shape), shape.Length))], shape.Length);
        var chosen = graph.Node("GatherND", value.Type, [graph.Transpose(value, [.. places, .. rest]), coordinates]);
        if (places[^1] - places[0] != places.Count - 1) return chosen;
        var before = rest.Count(other => other < places[0]);
        return graph.Transpose(
            chosen,
            [.. Enumerable.Range(shape.Length, before).Concat(Enumerable.Range(0, shape.Length))
                .Concat(Enumerable.Range(shape.Length + before, rest.Length - before)).Select(i => (long)i)]);
    }

    private static Size[] Common(List<Operand> operands)
    {
        var shape = Enumerable.Repeat((Size)new FixedSize(1), operands.Max(operand => operand.Rank)).ToArray();
        foreach (var operand in operands)
        {
            for (var i = 1; i <= operand.Rank; i++)
            {
                if (operand.Shape[^i] != new FixedSize(1)) shape[^i] = operand.Shape[^i];
            }
        }

        return shape;
    }

    // The same indices are taken of the tensor's positions, in order; the values are written to those that are chosen.
    private static GraphValue Assign(LoweringCall call)
    {
        var (graph, self, value) = (call.Graph, call.Self, call.Tensor("value"));
        var written = graph.Cast(value.Value, self.Type);
        return Mask(call) is { } mask
            ? Masked(call, mask, value with { Value = written })
            : Scattering.At(call, positions => Index(call, positions), written);
    }

    private static GraphValue Masked(LoweringCall call, Operand mask, Operand value)
    {
        if (value.Shape.Any(size => size != new FixedSize(1)))
            throw call.Refuse("the number of values depends on a mask", "Give one value, or choose with torch.where.");
        var trailing = Enumerable.Range(mask.Rank, call.Self.Rank - mask.Rank).Select(axis => (long)axis).ToArray();
        return call.Graph.Where(
            call.Graph.Unsqueeze(mask.Value, trailing), call.Graph.Reshape(value.Value, value.Shape, []), call.Self.Value);
    }

    private static GraphValue Put(LoweringCall call)
    {
        var written = call.Value(call.Self.Type, "value");
        if (call.Flag("accumulate")) return Scattering.At(call, positions => Index(call, positions), written, "add");
        if (Mask(call) is not { } mask) return Scattering.At(call, positions => Index(call, positions), written);
        return Masked(call, mask, call.Find("value") is TensorArgument tensor
            ? call.OperandOf(tensor.Value) with { Value = written }
            : new Operand(written, []));
    }

    private static Operand? Mask(LoweringCall call) =>
        Indices(call) is [{ Kind: IndexKind.Tensor, Value: TensorArgument tensor }] && call.OperandOf(
            tensor.Value) is { Type: ScalarType.Bool } mask ? mask : null;

    private static IndexArgument[] Indices(LoweringCall call)
    {
        var arguments = call.Find("indices") is { } list ? ((ListArgument)list).Items
            : Enumerable.Range(1, 6).Select(i => call.Find($"i{i}")).OfType<Argument>();
        return arguments.Select(argument => argument switch
        {
            // TorchSharp's null index reaches PyTorch as its None: a new axis.
            IndexArgument { Kind: IndexKind.Null } => new IndexArgument(IndexKind.None),
            IndexArgument index => index,
            TensorArgument tensor => new IndexArgument(IndexKind.Tensor) { Value = tensor },
            ConstantArgument { Value: null } => new IndexArgument(IndexKind.None),
            _ => new IndexArgument(IndexKind.Single) { Value = argument },
        }).ToArray();
    }

    // With the ellipsis as so many full ranges, and those that are not written at the end.
    private static List<IndexArgument> Expanded(LoweringCall call, IndexArgument[] indices)
    {
        if (indices.Any(index => index.Kind == IndexKind.Bool))
            throw call.Refuse("a truth value as an index is not supported", "Use unsqueeze for a new axis.");
        var tensors = indices.Where(index => index.Kind == IndexKind.Tensor)
            .Select(index => call.OperandOf(((TensorArgument)index.Value!).Value)).ToArray();
        if (tensors.Any(tensor => tensor.Type is ScalarType.Bool or ScalarType.Byte))
        {
            throw call.Refuse(
                "the size of what a mask selects depends on values", "Keep all elements and choose with torch.where or masked_fill.");
        }

        var all = new IndexArgument(IndexKind.Slice);
        var missing = call.Self.Rank - indices.Count(index => index.Kind is IndexKind.Single or IndexKind.Slice or IndexKind.Tensor);
        var expanded = new List<IndexArgument>();
        foreach (var index in indices)
        {
            if (index.Kind == IndexKind.Ellipsis) expanded.AddRange(Enumerable.Repeat(all, missing));
            else expanded.Add(index);
        }

        if (!indices.Any(index => index.Kind == IndexKind.Ellipsis)) expanded.AddRange(Enumerable.Repeat(all, missing));
        return expanded;
    }

    private static GraphValue Slices(LoweringCall call, GraphValue value, List<IndexArgument> indices)
    {
        var (starts, ends, axes, steps) = (new List<Size>(), new List<Size>(), new List<long>(), new List<long>());
        var axis = 0L;
        foreach (var index in indices)
        {
            if (index.Kind == IndexKind.None) continue;
            if (index.Kind == IndexKind.Slice && (index.Start ?? index.Stop ?? index.Step) is not null)
            {
                starts.Add(index.Start is null ? new FixedSize(0) : ToSize(call, index.Start));
                ends.Add(index.Stop is null ? new FixedSize(long.MaxValue) : ToSize(call, index.Stop));
                steps.Add(index.Step is null
                    ? 1
                    : ToSize(call, index.Step) is FixedSize step ? step.Value : throw call.Refuse("the step of a range depends on a size"));
                axes.Add(axis);
            }

            axis++;
        }

        var graph = call.Graph;
        return axes.Count == 0
            ? value
            : graph.Same("Slice", value, graph.Vector(starts), graph.Vector(ends), graph.Int64s([.. axes]), graph.Int64s([.. steps]));
    }

    private static Size ToSize(LoweringCall call, Argument argument) => argument switch
    {
        SizeArgument size => size.Size,
        ConstantArgument { Value: long number } => new FixedSize(number),
        ConstantArgument { Value: int number } => new FixedSize(number),
        _ => throw call.Refuse("one of its indices is not a whole number"),
    };
}
