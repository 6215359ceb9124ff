using System.Reflection;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp.Modules;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Images made larger or smaller, padded, sampled, and rearranged.</summary>
internal static class ResizingShapes
{
    public static void Register(ShapeTable table)
    {
        table.Methods("interpolate upsample upsample_bilinear upsample_nearest1d upsample_nearest2d upsample_nearest3d", call =>
            Resized(call, call.OptionalLengths("size", "outputSize", "outputSizes"), Scales(call)));
        table.Layer<Upsample>((call, layer) => Resized(
            call,
            Field<long[]?>(layer, "_size")?.Select(SizeAlgebra.Fixed).ToArray(),
            Field<double[]?>(layer, "_scale_factor")));
        table.Methods("grid_sample", call => [.. call.Shape.Take(2), .. call.Tensor("grid").Shape.Skip(1).SkipLast(1)]);
        table.Methods("pad", call =>
        {
            var pads = call.Lengths("pad");
            return Padded(call, call.Find("pad") is ListArgument ? pads : [.. Enumerable.Repeat(pads[0], 2 * call.Rank)]);
        });
        table.Layer<PadBase>((call, layer) => Padded(call, [.. layer.padding.Select(SizeAlgebra.Fixed)]));
        table.Methods("pixel_shuffle", call => Shuffled(call, call.Integer("upscale_factor")));
        table.Layer<PixelShuffle>((call, layer) => Shuffled(call, layer.upscale_factor));
        table.Methods("pixel_unshuffle", call => Unshuffled(call, call.Integer("downscale_factor")));
        table.Layer<PixelUnshuffle>((call, layer) => Unshuffled(call, layer.downscale_factor));
        table.Methods("glu", call => Halved(call, call.Integer("dim")));
        table.Layer<GLU>((call, layer) => Halved(call, layer.dim));
    }

    private static T? Field<T>(object layer, string name) =>
        (T?)layer.GetType().GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(layer);

    private static double[]? Scales(ShapeCall call) => call.Find("scale_factor", "scaleFactor", "scaleFactors") switch
    {
        null => null,
        ListArgument list =>
            [.. list.Items.Select(item => item is ConstantArgument { Value: double scale } ? scale : throw new UnknownShapeException())],
        ConstantArgument { Value: double scale } => [scale],
        _ => throw new UnknownShapeException(),
    };

    private static IReadOnlyList<Size> Resized(ShapeCall call, IReadOnlyList<Size>? sizes, double[]? scales)
    {
        var axes = call.Rank - 2;
        if (sizes is { Count: > 0 }) return [.. call.Shape.Take(2), .. Window.PerAxis(sizes, axes)];
        if (scales is not { Length: > 0 }) throw new ShapeException("neither a size nor a scale is given");
        var perAxis = scales.Length == 1 ? [.. Enumerable.Repeat(scales[0], axes)] : scales;
        return [.. call.Shape.Take(2), .. call.Shape.Skip(2).Select((size, i) => Scaled(size, perAxis[i]))];
    }

    // Rounded down in double precision, as libtorch does; a scale that is a fraction of powers of two rounds nothing else.
    private static Size Scaled(Size size, double scale)
    {
        if (size is FixedSize { Value: var length }) return SizeAlgebra.Fixed((long)(length * scale));
        for (var denominator = 1L; denominator <= 64; denominator *= 2)
        {
            if (scale * denominator == Math.Floor(scale * denominator)) return size.Times((long)(scale * denominator)).Over(denominator);
        }

        return new SizeRounded(new RealProduct(new SizeReal(size), new FixedReal(scale)), SizeRounding.Down);
    }

    private static Size[] Padded(ShapeCall call, IReadOnlyList<Size> pads)
    {
        var shape = call.Shape.ToArray();
        if (pads.Count / 2 > shape.Length) throw new ShapeException($"{pads.Count / 2} axes are padded of {shape.Length}");
        for (var i = 0; i < pads.Count / 2; i++) shape[^(i + 1)] = shape[^(i + 1)].Plus(pads[2 * i]).Plus(pads[(2 * i) + 1]);
        return shape;
    }

    private static IReadOnlyList<Size> Shuffled(ShapeCall call, long factor) =>
        [.. call.Shape.SkipLast(3), call.Shape[^3].Over(factor * factor), call.Shape[^2].Times(factor), call.Shape[^1].Times(factor)];

    private static IReadOnlyList<Size> Unshuffled(ShapeCall call, long factor) =>
        [.. call.Shape.SkipLast(3), call.Shape[^3].Times(factor * factor), call.Shape[^2].Over(factor), call.Shape[^1].Over(factor)];

    private static IReadOnlyList<Size> Halved(ShapeCall call, long dimension)
    {
        var axis = call.Axis(dimension);
        return ReductionShapes.Replaced(call.Shape, axis, call.Shape[axis].Over(2));
    }
}
