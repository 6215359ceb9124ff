using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Calls that put an axis together, or all axes.</summary>
internal static class ReductionShapes
{
    public static void Register(ShapeTable table)
    {
        table.Methods("sum mean prod logsumexp amax amin argmax argmin any all var std count_nonzero nansum", Reduced);
        table.Results("std_mean var_mean aminmax", call => [Reduced(call), Reduced(call)]);
        table.Results("max min", Extreme);
        table.Methods("norm vector_norm", Reduced);
        table.Methods(typeof(linalg), "norm", LinearNorm);
        table.Methods("matrix_norm", call => Without(call, Axes(call) ?? [call.Rank - 2, call.Rank - 1]));
        table.Methods(
            "dist trace median det logdet vdot", call => call.Method.Name is "det" or "logdet" ? [.. call.Shape.SkipLast(2)] : []);
        table.Results("slogdet", call => [[.. call.Shape.SkipLast(2)], [.. call.Shape.SkipLast(2)]]);
        table.Methods("histc", call => [call.Length("bins")]);
        table.Results("topk", call =>
        {
            var shape = Replaced(call.Shape, call.Axis(call.OptionalInteger("dim") ?? -1), call.Length("k"));
            return [shape, shape];
        });
        table.Results("kthvalue", call =>
        {
            var shape = Without(call, [call.Axis(call.OptionalInteger("dim") ?? -1)]);
            return [shape, shape];
        });
        table.Methods("quantile", call => [.. call.Tensor("q").Shape, .. Without(call, [call.Axis(call.Integer("dim"))])]);
        table.Methods("trapezoid trapz", call => [.. call.Shape.Where((_, axis) => axis != call.Axis(call.Integer("dim")))]);
        table.Methods("vecdot", call =>
            [.. call.Broadcast(call.Tensor("x").Shape, call.Tensor("y").Shape).Where((_, axis) => axis != call.Axis(call.Integer("dim")))]);
    }

    /// <summary>A shape with one axis of another length.</summary>
    public static IReadOnlyList<Size> Replaced(IReadOnlyList<Size> shape, int axis, Size length) =>
        [.. shape.Select((size, i) => i == axis ? length : size)];

    private static IReadOnlyList<Size> Reduced(ShapeCall call) => Without(call, Axes(call));

    // The axes that the call names; null for all.
    private static int[]? Axes(ShapeCall call)
    {
        var axes = call.Has("dim0")
            ? [.. new[] { call.OptionalInteger("dim0"), call.OptionalInteger("dim1"), call.OptionalInteger("dim2") }.OfType<long>()]
            : call.OptionalIntegers("dim", "dims", "dimensions", "dimension");
        return axes is null or { Length: 0 } || call.Rank == 0 ? null : [.. axes.Select(call.Axis)];
    }

    private static IReadOnlyList<Size> Without(ShapeCall call, int[]? axes)
    {
        if (call.Flag("keepdim"))
            return [.. call.Shape.Select((size, axis) => axes is null || axes.Contains(axis) ? SizeAlgebra.One : size)];
        return axes is null ? [] : [.. call.Shape.Where((_, axis) => !axes.Contains(axis))];
    }

    private static IReadOnlyList<IReadOnlyList<Size>?> Extreme(ShapeCall call)
    {
        if (call.Has("other")) return [call.Broadcast(call.AllTensors.Select(tensor => tensor.Shape))];
        if (!call.Has("dim")) return [[]];
        var shape = Reduced(call);
        return [shape, shape];
    }

    private static IReadOnlyList<Size> LinearNorm(ShapeCall call)
    {
        var axes = Axes(call);
        if (axes is null && call.Has("ord") && call.Find("ord") is not ConstantArgument { Value: string } && call.Rank == 1) axes = [0];
        return Without(call, axes);
    }
}
