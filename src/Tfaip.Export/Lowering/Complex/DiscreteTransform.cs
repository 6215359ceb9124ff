using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering.Complex;

/// <summary>
/// The discrete Fourier transform along one axis. For powers of two it is ONNX's operator; ONNX Runtime's answer for other lengths
/// has four digits, so there it is a product with the matrices of cosines and sines.
/// </summary>
internal static class DiscreteTransform
{
    /// <summary>The transform of so many elements, which the axis has; the inverse is divided by their number.</summary>
    public static GraphValue Along(GraphBuilder graph, Spectrum spectrum, long axis, Size length, bool inverse, bool onesided) =>
        length is FixedSize { Value: > 0 and var known } && (known & (known - 1)) == 0
            ? Operator(graph, spectrum.Value, axis, known, inverse, onesided)
            : Product(graph, spectrum, axis, length, inverse, onesided);

    private static GraphValue Operator(GraphBuilder graph, GraphValue value, long axis, long length, bool inverse, bool onesided)
    {
        var count = graph.Scalar(length, ScalarType.Int64);
        GraphAttribute[] attributes = [("inverse", inverse ? 1L : 0L), ("onesided", onesided ? 1L : 0L)];
        return graph.Opset >= 20
            ? graph.Node("DFT", value.Type, [value, count, graph.Scalar(axis, ScalarType.Int64)], attributes)
            : graph.Node("DFT", value.Type, [value, count], [.. attributes, ("axis", axis)]);
    }

    // (a + ib)(cos - i sin), summed over the axis; with + i sin for the inverse.
    private static GraphValue Product(GraphBuilder graph, Spectrum spectrum, long axis, Size length, bool inverse, bool onesided)
    {
        var (rank, type) = (spectrum.Rank, spectrum.Value.Type);
        var (cosines, sines) = Matrices(graph, type, length, onesided);
        GraphValue Part(long part) => graph.MoveAxis(
            graph.Node("Gather", type, [spectrum.Value, graph.Scalar(part, ScalarType.Int64)], ("axis", (long)rank)), rank, axis, rank - 1);
        GraphValue Times(GraphValue part, GraphValue matrix) => graph.Same("MatMul", part, matrix);

        var a = Part(0);
        var (real, imaginary) = (Times(a, cosines), Times(a, sines));
        if (!inverse) imaginary = graph.Same("Neg", imaginary);
        if (spectrum.IsComplex)
        {
            var b = Part(1);
            real = graph.Same(inverse ? "Sub" : "Add", real, Times(b, sines));
            imaginary = graph.Same("Add", imaginary, Times(b, cosines));
        }

        if (inverse)
        {
            var count = graph.Number(length, type);
            (real, imaginary) = (graph.Same("Div", real, count), graph.Same("Div", imaginary, count));
        }

        GraphValue Back(GraphValue part) => graph.MoveAxis(part, rank, rank - 1, axis);
        return ComplexNumbers.Pair(graph, Back(real), Back(imaginary), rank);
    }

    // [time, frequency]. The whole turns are taken off before the angle is worked out, which keeps its digits.
    private static (GraphValue Cosines, GraphValue Sines) Matrices(GraphBuilder graph, ScalarType type, Size length, bool onesided)
    {
        if (length is FixedSize { Value: var known })
        {
            using var scope = NewDisposeScope();
            var angles = arange(known, ScalarType.Int64).unsqueeze(1).mul(arange(onesided ? (known / 2) + 1 : known, ScalarType.Int64))
                .remainder(known).to(ScalarType.Float64).mul(2 * Math.PI / known);
            return (graph.Constant(angles.cos().to(type).MoveToOuterDisposeScope(), "cosines"), graph.Constant(
                angles.sin().to(type).MoveToOuterDisposeScope(), "sines"));
        }

        var frequencies = onesided ? SizeArithmetic.Sum([new SizeFloorDivision(length, new FixedSize(2)), new FixedSize(1)]) : length;
        var turns = graph.Same(
            "Mod",
            graph.Same("Mul", graph.Unsqueeze(graph.Range(length), 1), graph.Range(frequencies)),
            graph.Number(length, ScalarType.Int64));
        var angle = graph.Same("Div", graph.Times(graph.Cast(turns, type), 2 * Math.PI), graph.Number(length, type));
        return (graph.Same("Cos", angle), graph.Same("Sin", angle));
    }
}
