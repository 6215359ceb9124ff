using System.Reflection;
using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Images made larger or smaller, and sampled at points.</summary>
internal static class Resizing
{
    // Where nothing bounds the length of an axis, it is taken to be no longer.
    private const double LongestAxis = 1 << 16;

    public static void Register(LoweringTable table)
    {
        table.Methods("interpolate", call => Resize(
            call,
            call.Constant<InterpolationMode>("mode") ?? InterpolationMode.Nearest,
            Scales(call, "scale_factor"),
            call.Flag("align_corners"),
            call.Flag("recompute_scale_factor"),
            call.Flag("antialias")));
        table.Methods("upsample", call => Resize(
            call,
            (InterpolationMode)(call.Constant<UpsampleMode>("mode") ?? UpsampleMode.Nearest),
            Scales(call, "scale_factor"),
            call.Flag("align_corners"),
            false,
            false));
        table.Methods(
            "upsample_bilinear",
            call => Resize(call, InterpolationMode.Bilinear, Scales(call, "scale_factor"), call.Flag("align_corners"), false, false));
        table.Methods("upsample_nearest1d upsample_nearest2d upsample_nearest3d", call =>
            Resize(call, InterpolationMode.Nearest, Scales(call, "scaleFactor", "scaleFactors"), false, false, false));
        table.Layer<Upsample>((call, layer) => Resize(
            call,
            (InterpolationMode)layer.mode,
            (double[]?)typeof(Upsample).GetField("_scale_factor", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(layer),
            layer.align_corners ?? false,
            layer.recompute_scale_factor ?? false,
            antialias: false));
        table.Methods("grid_sample", GridSample);
        table.Methods("affine_grid", AffineGrid);
    }

    private static double[]? Scales(LoweringCall call, params string[] names) => call.Find(names) switch
    {
        null => null,
        ListArgument list => [.. list.Items.Select(item => item is ConstantArgument { Value: double scale }
            ? scale
            : throw call.Refuse("its scale depends on a size", "Give the sizes instead."))],
        ConstantArgument { Value: double scale } => [scale],
        _ => throw call.Refuse("its scale depends on a size", "Give the sizes instead."),
    };

    private static GraphValue Resize(
        LoweringCall call, InterpolationMode mode, double[]? scales, bool alignCorners, bool recompute, bool antialias)
    {
        // The recording knows the size of the result.
        call.Find("size", "outputSize", "outputSizes");
        var (graph, self) = (call.Graph, call.Self);
        var axes = self.Rank - 2;

        // A whole factor repeats each element, whose mean is itself.
        var whole = scales is not null && !recompute && scales.All(scale => scale >= 1 && double.IsInteger(scale));
        if (mode == InterpolationMode.Area && whole) mode = InterpolationMode.Nearest;
        if (mode == InterpolationMode.Area)
        {
            var sizes = call.Result.Shape.Skip(2).Select(size => size is FixedSize { Value: var known }
                ? known
                : throw call.Refuse(
                    "the size of its result depends on a size of the input",
                    "Give the sizes, or use the mode bilinear or nearest.")).ToArray();
            return AdaptivePooling.Average(call, axes, sizes);
        }

        var isNearest = mode is InterpolationMode.Nearest or InterpolationMode.NearestExact;
        if (isNearest && !whole) return Nearest(call, recompute ? null : scales, mode == InterpolationMode.NearestExact);

        // A scale that is given also says where the points lie, unless it is worked out again from the sizes.
        var scaled = scales is not null && !recompute
            && !(alignCorners && mode is not (InterpolationMode.Nearest or InterpolationMode.NearestExact));
        var perAxis = scaled ? Convolutions.PerAxis(scales!, axes) : [];
        var enough = perAxis.Select((scale, i) => Enough(call, i, scale)).ToArray();
        var factors = scaled ? Factors(call, perAxis, [.. enough.Select(axis => axis.Factor)], mode) : null;
        var result = scaled ? null : graph.Vector([self.Shape[0], self.Shape[1], .. call.Result.Shape.Skip(2)]);
        var attributes = new List<GraphAttribute>
        {
            ("mode", mode switch { InterpolationMode.Bicubic =>
                "cubic", InterpolationMode.Nearest or InterpolationMode.NearestExact => "nearest", _ => "linear" }),
            ("coordinate_transformation_mode", mode == InterpolationMode.Nearest
                ? "asymmetric"
                : alignCorners && mode != InterpolationMode.NearestExact ? "align_corners" : "half_pixel"),
        };
        if (mode == InterpolationMode.Nearest) attributes.Add(("nearest_mode", "floor"));
        if (mode == InterpolationMode.NearestExact) attributes.Add(("nearest_mode", "round_prefer_ceil"));
        if (mode == InterpolationMode.Bicubic) attributes.Add(("cubic_coeff_a", antialias ? -0.5 : -0.75));
        if (antialias) attributes.AddRange([("antialias", 1L), ("exclude_outside", 1L)]);
        var resized = graph.Node("Resize", self.Type, [self.Value, null, factors, result], [.. attributes]);
        for (var i = 0; i < perAxis.Length; i++)
        {
            if (enough[i].GivesMore) resized = graph.Slice(resized, i + 2, SizeAlgebra.Zero, call.Result.Shape[i + 2]);
        }

        return resized;
    }

    // TorchSharp keeps the lines of an axis whose length does not change, whatever its scale; not so bicubic, where ONNX Runtime keeps an
    // image whose axes all have their lengths.
    private static GraphValue Factors(LoweringCall call, double[] scales, float[] factors, InterpolationMode mode)
    {
        var (graph, self) = (call.Graph, call.Self);
        var kept = scales.Select((scale, i) => CanKeep(call, i, scale, whole: 1)).ToArray();
        if (mode == InterpolationMode.Bicubic && scales.Any(scale => scale != 1)
            && scales.Zip(kept).All(axis => axis.First == 1 || axis.Second))
        {
            throw call.Refuse(
                "its result may be as large as its input, where ONNX Runtime copies it and TorchSharp moves its points",
                "Give the sizes instead of the scale, or bound the sizes of the input from below.");
        }

        if (mode == InterpolationMode.Bicubic || !Array.Exists(kept, keeps => keeps))
            return graph.Constant(tensor((float[])[1, 1, .. factors]));
        return graph.Concat(
            [
                graph.Constant(ones(2)),
                .. factors.Select((factor, i) => kept[i]
                    ? Unless(graph, self.Shape[i + 2], call.Result.Shape[i + 2], 1, factor)
                    : graph.Constant(tensor((float[])[factor]))),
            ],
            0);
    }

    // floor(n·scale) is n, or 2·n where the scale is above 2, for n below 1 / (scale - 1) alone; a single element is itself at any scale.
    private static bool CanKeep(LoweringCall call, int axis, double scale, int whole)
    {
        var rest = scale - whole;
        return rest is > 0 and < 0.5 && Math.Max(2, call.Bounds.Of(call.Self.Shape[axis + 2]).Low) * rest < 1;
    }

    // One number where a length is another, else a second one.
    private static GraphValue Unless(GraphBuilder graph, Size from, Size to, float equal, float other) => graph.Where(
        graph.Test("Equal", graph.Vector([from]), graph.Vector([to])),
        graph.Constant(tensor((float[])[equal])),
        graph.Constant(tensor((float[])[other])));

    // ONNX Runtime works out the length of its result in single precision, so that a scale such as 1.3 may give one element less than in
    // double precision. Then some last bits more give at least as many, and what is too much is to be cut off.
    private static (float Factor, bool GivesMore) Enough(LoweringCall call, int axis, double scale)
    {
        var (factor, lengths) = ((float)scale, Lengths(call, axis));
        while (lengths.Any(length => Given(factor, length) < Wanted(scale, length))) factor = MathF.BitIncrement(factor);
        return (factor, lengths.Any(length => Given(factor, length) > Wanted(scale, length)));
    }

    private static IEnumerable<int> Lengths(LoweringCall call, int axis)
    {
        var (low, high) = call.Bounds.Of(call.Self.Shape[axis + 2]);
        var first = (int)Math.Clamp(low, 1, LongestAxis);
        return Enumerable.Range(first, (int)Math.Clamp(high, first, LongestAxis) - first + 1);
    }

    private static long Given(float factor, int length) => (long)(factor * length);

    private static long Wanted(double scale, int length) => (long)Math.Floor(scale * length);

    // The positions in single precision, by the quotient of the sizes or the inverse of the scale, as libtorch computes them: ONNX Runtime
    // rounds otherwise, and takes the neighbour where a position is a whole number.
    private static GraphValue Nearest(LoweringCall call, double[]? scales, bool isExact)
    {
        var (graph, self, value) = (call.Graph, call.Self, call.Self.Value);
        var perAxis = scales is null ? null : Convolutions.PerAxis(scales, self.Rank - 2);
        var isImage = self.Rank == 4 && !isExact;
        for (var axis = 2; axis < self.Rank; axis++)
        {
            var (from, to) = (self.Shape[axis], call.Result.Shape[axis]);
            if (from == to && (perAxis is null || isImage || perAxis[axis - 2] == 1)) continue;
            var step = perAxis is null
                ? graph.Same("Div", graph.Number(from, ScalarType.Float32), graph.Number(to, ScalarType.Float32))
                : isImage ? ImageStep(call, axis - 2, perAxis[axis - 2]) : graph.Scalar(1 / perAxis[axis - 2], ScalarType.Float32);
            var places = graph.Cast(graph.Range(to), ScalarType.Float32);
            if (isExact) places = graph.Plus(places, 0.5);
            var positions = graph.Cast(graph.Same("Floor", graph.Same("Mul", places, step)), ScalarType.Int64);
            positions = graph.Same("Min", positions, graph.Number(from.Plus(-1), ScalarType.Int64));
            value = graph.Node("Gather", value.Type, [value, positions], ("axis", (long)axis));
        }

        return value;
    }

    // Of images alone, TorchSharp keeps the lines of an axis whose length does not change, and doubles them where it doubles, whatever
    // the scale.
    private static GraphValue ImageStep(LoweringCall call, int axis, double scale)
    {
        var (graph, from, to, step) = (call.Graph, call.Self.Shape[axis + 2], call.Result.Shape[axis + 2], (float)(1 / scale));
        return CanKeep(call, axis, scale, whole: 1) ? Unless(graph, from, to, 1, step)
            : CanKeep(call, axis, scale, whole: 2) ? Unless(graph, from.Times(2), to, 0.5f, step)
            : graph.Scalar(1 / scale, ScalarType.Float32);
    }

    private static GraphValue GridSample(LoweringCall call)
    {
        var mode = call.Constant<GridSampleMode>("mode") == GridSampleMode.Nearest
            ? "nearest"
            : call.Graph.Opset >= 20 ? "linear" : "bilinear";
        var padding = call.Constant<GridSamplePaddingMode>("padding_mode") switch
        {
            GridSamplePaddingMode.Border => "border",
            GridSamplePaddingMode.Reflection => "reflection",
            _ => "zeros",
        };
        if (call.Self.Rank != 4) throw call.Refuse("ONNX Runtime samples images alone, of four axes", "Sample slice by slice.");
        return call.Graph.Node(
            "GridSample",
            call.Self.Type,
            [call.Self.Value, call.Tensor("grid").Value],
            ("mode", mode), ("padding_mode", padding), ("align_corners", call.Flag("align_corners") ? 1L : 0L));
    }

    // The points of the unit image, times the matrix.
    private static GraphValue AffineGrid(LoweringCall call)
    {
        var (graph, theta) = (call.Graph, call.Self);
        call.Find("size");
        var aligned = call.Flag("align_corners");
        var sizes = call.Result.Shape.Skip(1).SkipLast(1).ToArray();
        var axes = sizes.Length;
        var coordinates = new List<GraphValue>();
        for (var i = axes - 1; i >= 0; i--)
        {
            // -1 and 1 are the middle of the outer pixels, or their outer edges.
            var count = graph.Number(sizes[i], theta.Type);
            var positions = graph.Times(graph.Cast(graph.Range(sizes[i]), theta.Type), 2);
            var line = aligned
                ? graph.Plus(graph.Same("Div", positions, graph.Same("Max", graph.Plus(count, -1), graph.Scalar(1.0, theta.Type))), -1)
                : graph.Plus(graph.Same("Div", graph.Plus(positions, 1), count), -1);
            if (aligned && sizes[i] == new FixedSize(1)) line = graph.Times(line, 0);
            var shape = sizes.Select((size, axis) => axis == i ? size : new FixedSize(1)).Append(new FixedSize(1)).ToArray();
            coordinates.Add(graph.Expand(graph.Reshape(line, [sizes[i]], shape), shape, [.. sizes, new FixedSize(1)]));
        }

        coordinates.Add(graph.Expand(graph.Scalar(1.0, theta.Type), [], [.. sizes, new FixedSize(1)]));
        IReadOnlyList<Size> flat = [SizeArithmetic.Product(sizes), new FixedSize(axes + 1)];
        var points = graph.Reshape(graph.Concat(coordinates, axes), [.. sizes, new FixedSize(axes + 1)], flat);
        var moved = graph.Same("MatMul", points, graph.Transpose(theta.Value, 0, 2, 1));
        return graph.Reshape(moved, [theta.Shape[0], flat[0], new FixedSize(axes)], call.Result.Shape);
    }
}
