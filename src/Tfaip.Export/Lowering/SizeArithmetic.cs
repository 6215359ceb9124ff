using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Emits numbers that depend on the inputs' sizes as arithmetic on the shapes of the inputs.</summary>
internal static class SizeArithmetic
{
    private static readonly SizeBounds Anything = new(new Dictionary<string, SizeRange>());

    /// <summary>A number as a vector of one element.</summary>
    public static GraphValue Length(this GraphBuilder graph, Size size) =>
        OfInput(graph, size) ?? BesideInput(graph, size) ?? Computed(size) switch
        {
            FixedSize number => graph.Int64s(number.Value),
            SymbolSize symbol => throw new InvalidOperationException($"No input has the size '{symbol.Name}'."),
            SizeSum sum => Binary(graph, "Add", sum.Left, sum.Right),
            SizeProduct product => Binary(graph, "Mul", product.Left, product.Right),
            SizeFloorDivision division => FloorDivision(graph, division),
            SizeMinimum minimum => Binary(graph, "Min", minimum.Left, minimum.Right),
            SizeMaximum maximum => Binary(graph, "Max", maximum.Left, maximum.Right),
            SizeRounded rounded => graph.Cast(Rounded(graph, graph.Real(rounded.Number), rounded.Rounding), ScalarType.Int64),
            _ => throw new InvalidOperationException($"No arithmetic for {size.GetType()}."),
        };

    // What no free size is part of is a number. (Left in the graph, a quotient 1 / x is one that ONNX Runtime 1.31 rewrites as if
    // whole numbers divided without a rest.)
    private static Size Computed(Size size) => IsKnown(size) ? new FixedSize(size.Evaluate(new Dictionary<string, long>())) : size;

    private static bool IsKnown(Size size) => size switch
    {
        FixedSize => true,
        SizeSum sum => IsKnown(sum.Left) && IsKnown(sum.Right),
        SizeProduct product => IsKnown(product.Left) && IsKnown(product.Right),
        SizeFloorDivision division => IsKnown(division.Numerator) && IsKnown(division.Denominator),
        SizeMinimum minimum => IsKnown(minimum.Left) && IsKnown(minimum.Right),
        SizeMaximum maximum => IsKnown(maximum.Left) && IsKnown(maximum.Right),
        _ => false,
    };

    /// <summary>Numbers as a vector.</summary>
    public static GraphValue Vector(this GraphBuilder graph, IReadOnlyList<Size> sizes)
    {
        if (sizes.All(size => size is FixedSize)) return graph.Int64s([.. sizes.Select(size => ((FixedSize)size).Value)]);

        // Neighbouring fixed numbers are one constant.
        var parts = new List<GraphValue>();
        for (var i = 0; i < sizes.Count;)
        {
            var run = sizes.Skip(i).TakeWhile(size => size is FixedSize).Select(size => ((FixedSize)size).Value).ToArray();
            parts.Add(run.Length > 0 ? graph.Int64s(run) : graph.Length(sizes[i]));
            i += Math.Max(run.Length, 1);
        }

        return graph.Concat(parts, 0);
    }

    /// <summary>A number as a tensor of rank 0.</summary>
    public static GraphValue Number(this GraphBuilder graph, Size size, ScalarType type) => size is FixedSize number
        ? graph.Scalar(number.Value, type)
        : graph.Cast(graph.Squeeze(graph.Length(size), 0), type);

    /// <summary>A real number as a tensor of rank 0.</summary>
    public static GraphValue Number(this GraphBuilder graph, Real number, ScalarType type) =>
        graph.Cast(graph.Squeeze(graph.Real(number), 0), type);

    /// <summary>The product of sizes.</summary>
    public static Size Product(IEnumerable<Size> sizes) => SizeAlgebra.Product(sizes);

    /// <summary>The sum of sizes.</summary>
    public static Size Sum(IEnumerable<Size> sizes) => SizeAlgebra.Sum(sizes);

    // In double precision, as C# computes it; a vector of one element.
    private static GraphValue Real(this GraphBuilder graph, Real number) => number switch
    {
        FixedReal known => graph.Constant(tensor((double[])[known.Value])),
        SizeReal whole => graph.Cast(graph.Length(whole.Size), ScalarType.Float64),
        RealSum sum => graph.Same("Add", graph.Real(sum.Left), graph.Real(sum.Right)),
        RealProduct product => graph.Same("Mul", graph.Real(product.Left), graph.Real(product.Right)),
        RealQuotient quotient => graph.Same("Div", graph.Real(quotient.Numerator), graph.Real(quotient.Denominator)),
        RealRoot root => graph.Same("Sqrt", graph.Real(root.Radicand)),
        RealLogarithm logarithm => graph.Same("Log", graph.Real(logarithm.Argument)),
        _ => throw new InvalidOperationException($"No arithmetic for {number.GetType()}."),
    };

    private static GraphValue Rounded(GraphBuilder graph, GraphValue number, SizeRounding rounding) => graph.Same(
        rounding switch { SizeRounding.Down => "Floor", SizeRounding.Up => "Ceil", _ => "Round" }, number);

    private static GraphValue? OfInput(GraphBuilder graph, Size size)
    {
        if (size is FixedSize) return null;
        foreach (var (input, shape) in graph.Inputs)
        {
            for (var axis = 0; axis < shape.Count; axis++)
            {
                if (shape[axis] == size) return graph.Node("Shape", ScalarType.Int64, [input], ("start", (long)axis), ("end", axis + 1L));
            }
        }

        return null;
    }

    // An input's axis, and a number.
    private static GraphValue? BesideInput(GraphBuilder graph, Size size)
    {
        if (size is not (SizeSum or SymbolSize)) return null;
        foreach (var axis in graph.Inputs.SelectMany(input => input.Shape).Where(axis => axis is not (FixedSize or SymbolSize)))
        {
            if (size.Minus(axis) is FixedSize { Value: var number }) return graph.Same("Add", OfInput(graph, axis)!, graph.Int64s(number));
        }

        return null;
    }

    private static GraphValue Binary(GraphBuilder graph, string operation, Size left, Size right) =>
        graph.Same(operation, graph.Length(left), graph.Length(right));

    // ONNX divides whole numbers towards zero. Where the numerator may be negative, what is over is taken off first; Mod has the
    // sign of the divisor.
    private static GraphValue FloorDivision(GraphBuilder graph, SizeFloorDivision division)
    {
        var (numerator, denominator) = (graph.Length(division.Numerator), graph.Length(division.Denominator));
        if (Anything.Of(division.Numerator).Low < 0) numerator = graph.Same("Sub", numerator, graph.Same("Mod", numerator, denominator));
        return graph.Same("Div", numerator, denominator);
    }
}
