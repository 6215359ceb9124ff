using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Tensors made of sizes and numbers alone.</summary>
internal static class CreationShapes
{
    private static readonly string[] Axes = ["rows", "columns", "dim0", "dim1", "dim2", "dim3"];

    public static void Register(ShapeTable table)
    {
        foreach (var name in new[] { "zeros", "ones", "full", "empty" }) table.Methods(typeof(TorchSharp.torch), name, Made);
        table.Methods("new_zeros new_ones new_full new_empty", Made);
        table.Methods(typeof(TorchSharp.torch), "eye", call =>
        {
            var rows = call.Length("rows");
            return [rows, call.OptionalLength("columns") is { } columns && columns is not FixedSize { Value: < 0 } ? columns : rows];
        });
        table.Methods("arange", Range);
        table.Methods("linspace logspace", call => [call.Length("steps")]);
        table.Methods("bartlett_window blackman_window hamming_window hann_window kaiser_window", call => [call.Length("len")]);
        table.Methods("fftfreq", call => [call.Length("n")]);
        table.Methods("rfftfreq", call => [call.Length("n").Over(2).Plus(1)]);
        table.Methods("tril_indices triu_indices", Triangle);
        table.Methods(
            "affine_grid",
            call => [.. call.Lengths("size").Where((_, axis) => axis != 1), SizeAlgebra.Fixed(call.Lengths("size").Count - 2)]);
        table.Methods("vander", call =>
            [call.Shape[0], call.OptionalLength("N") is { } columns && columns is not FixedSize { Value: < 0 } ? columns : call.Shape[0]]);
        table.Methods(typeof(linalg), "vander", call => [.. call.Shape, call.OptionalLength("N") ?? call.Shape[^1]]);
    }

    private static IReadOnlyList<Size> Made(ShapeCall call) =>
        call.OptionalLengths("size", "sizes") ?? [.. Axes.Select(name => call.OptionalLength(name)).OfType<Size>()];

    // So many steps as fit before the end: counted in whole numbers where all are whole, else in double precision as libtorch does.
    private static IReadOnlyList<Size> Range(ShapeCall call)
    {
        var (start, stop, step) = (
            Number(call, "start") ?? new FixedReal(0), Number(call, "stop")!, Number(call, "step") ?? new FixedReal(1));
        if (Whole(start) is { } from && Whole(stop) is { } to && step is FixedReal { Value: var by } && by == Math.Floor(by) && by != 0)
        {
            var (distance, width) = by > 0 ? (to.Minus(from), (long)by) : (from.Minus(to), -(long)by);
            return [call.Bounds.Maximum(distance.OverUp(width), SizeAlgebra.Zero)];
        }

        Real distanceOf = start is FixedReal { Value: 0 } ? stop : new RealSum(stop, new RealProduct(new FixedReal(-1), start));
        return [new SizeRounded(
            step is FixedReal { Value: 1 } ? distanceOf : new RealQuotient(distanceOf, step), SizeRounding.Up) is var size && IsKnown(size)
            ? SizeAlgebra.Fixed(size.Evaluate(new Dictionary<string, long>()))
            : size];
    }

    private static bool IsKnown(SizeRounded size) => IsKnown(size.Number);

    private static bool IsKnown(Real number) => number switch
    {
        FixedReal => true,
        SizeReal { Size: FixedSize } => true,
        RealSum sum => IsKnown(sum.Left) && IsKnown(sum.Right),
        RealProduct product => IsKnown(product.Left) && IsKnown(product.Right),
        RealQuotient quotient => IsKnown(quotient.Numerator) && IsKnown(quotient.Denominator),
        _ => false,
    };

    private static Size? Whole(Real number) => number switch
    {
        FixedReal { Value: var value } when value == Math.Floor(value) && Math.Abs(value) < 1L << 53 => SizeAlgebra.Fixed((long)value),
        SizeReal { Size: var size } => size,
        _ => null,
    };

    private static Real? Number(ShapeCall call, string name) => call.Find(name) switch
    {
        SizeArgument size => new SizeReal(size.Size),
        RealArgument real => real.Value,
        null => null,
        _ => new FixedReal(call.OptionalReal(name)!.Value),
    };

    private static IReadOnlyList<Size> Triangle(ShapeCall call)
    {
        var (rows, columns, offset) = (call.Integer("row"), call.Integer("col"), call.Integer("offset"));
        var lower = call.Method.Name.StartsWith("tril", StringComparison.Ordinal);
        var count = 0L;
        for (var row = 0L; row < rows; row++)
        {
            var below = Math.Clamp(row + offset + (lower ? 1 : 0), 0, columns);
            count += lower ? below : columns - below;
        }

        return [SizeAlgebra.Fixed(2), SizeAlgebra.Fixed(count)];
    }
}
