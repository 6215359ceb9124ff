using Tfaip.Export.Graphs;
using Tfaip.Export.Tracing;
using static TorchSharp.torch;
using Size = Tfaip.Export.Tracing.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Emits numbers that depend on the inputs' sizes as arithmetic on the shapes of the inputs.</summary>
internal static class SizeArithmetic
{
    /// <summary>A number as a vector of one element.</summary>
    public static GraphValue Length(this GraphBuilder graph, Size size) => OfInput(graph, size) ?? Computed(size) switch
    {
        FixedSize number => graph.Int64s(number.Value),
        SymbolSize symbol => throw new InvalidOperationException($"No input has the size '{symbol.Name}'."),
        SizeSum sum => Binary(graph, "Add", sum.Left, sum.Right),
        SizeProduct product => Binary(graph, "Mul", product.Left, product.Right),
        SizeFloorDivision division => FloorDivision(graph, division),
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

    /// <summary>The product of sizes.</summary>
    public static Size Product(IEnumerable<Size> sizes)
    {
        long factor = 1;
        Size? product = null;
        foreach (var size in sizes)
        {
            if (size is FixedSize number) factor *= number.Value;
            else product = product is null ? size : new SizeProduct(product, size);
        }

        return product is null ? new FixedSize(factor) : factor == 1 ? product : new SizeProduct(new FixedSize(factor), product);
    }

    /// <summary>The sum of sizes.</summary>
    public static Size Sum(IEnumerable<Size> sizes)
    {
        long summand = 0;
        Size? sum = null;
        foreach (var size in sizes)
        {
            if (size is FixedSize number) summand += number.Value;
            else sum = sum is null ? size : new SizeSum(sum, size);
        }

        return sum is null ? new FixedSize(summand) : summand == 0 ? sum : new SizeSum(sum, new FixedSize(summand));
    }

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

    private static GraphValue Binary(GraphBuilder graph, string operation, Size left, Size right) =>
        graph.Same(operation, graph.Length(left), graph.Length(right));

    // ONNX divides whole numbers towards zero. Where the numerator may be negative, what is over is taken off first; Mod has the
    // sign of the divisor.
    private static GraphValue FloorDivision(GraphBuilder graph, SizeFloorDivision division)
    {
        var (numerator, denominator) = (graph.Length(division.Numerator), graph.Length(division.Denominator));
        if (!IsNotNegative(division.Numerator)) numerator = graph.Same("Sub", numerator, graph.Same("Mod", numerator, denominator));
        return graph.Same("Div", numerator, denominator);
    }

    private static bool IsNotNegative(Size size) => size switch
    {
        FixedSize number => number.Value >= 0,
        SymbolSize => true,
        SizeSum sum => IsNotNegative(sum.Left) && IsNotNegative(sum.Right),
        SizeProduct product => IsNotNegative(product.Left) && IsNotNegative(product.Right),
        SizeFloorDivision division => IsNotNegative(division.Numerator) && IsNotNegative(division.Denominator),
        _ => false,
    };
}
