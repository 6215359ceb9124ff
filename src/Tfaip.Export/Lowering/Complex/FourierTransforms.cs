using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering.Complex;

/// <summary>Discrete Fourier transforms along one axis or several, of real and of complex numbers; spectrograms.</summary>
internal static class FourierTransforms
{
    public static void Register(LoweringTable table)
    {
        table.Complex("fft_", call => Transform(call, inverse: false));
        table.Complex("ifft", call => Transform(call, inverse: true));
        table.Complex("rfft", call => Transform(call, inverse: false));
        table.Complex("irfft", call => Transform(call, inverse: true));
        table.Complex("fft2 fftn", call => Transform(call, inverse: false));
        table.Complex("ifft2 ifftn", call => Transform(call, inverse: true));
        table.Complex("rfft2 rfftn", call => Transform(call, inverse: false));
        table.Complex("irfft2 irfftn", call => Transform(call, inverse: true));
        table.Complex("hfft", call => Transform(call, inverse: true, hermitian: true));
        table.Complex("ihfft", call => Transform(call, inverse: false, hermitian: true));
        table.Complex("stft", ShortTime);
        table.Methods("stft", ShortTime);
    }

    // A signal whose spectrum is real is one whose conjugate is half a spectrum: the transforms change places, and so does the norm.
    private static GraphValue Transform(LoweringCall call, bool inverse, bool hermitian = false)
    {
        var (graph, self, name) = (call.Graph, call.Self, call.Method.Name);
        var axes = Axes(call).Select(self.Axis).ToArray();
        var given = call.OptionalIntegers("n", "s");
        var half = hermitian || name.StartsWith('r') || name.StartsWith("ir", StringComparison.Ordinal);
        var value = self.IsComplex ? self.Value : graph.Unsqueeze(self.Value, self.Rank);
        if (hermitian && inverse && self.IsComplex) value = ComplexNumbers.Conjugate(graph, self);

        // The length of each axis in time: given, or its own; of the last one from half a spectrum, twice it.
        Size Length(int i)
        {
            if (given is not null && given[i] > 0) return new FixedSize(given[i]);
            var own = self.Shape[(int)axes[i]];
            return half && inverse && i == axes.Length - 1 ? call.Result.Shape[(int)axes[i]] : own;
        }

        var lengths = axes.Select((_, i) => Length(i)).ToArray();
        var spectrum = new Spectrum(value, self.Rank, self.IsComplex);
        GraphValue Along(int i, bool onesided)
        {
            var fitted = spectrum with { Value = Fitted(graph, spectrum.Value, self.Rank, axes[i], self.Shape[(int)axes[i]], lengths[i]) };
            return DiscreteTransform.Along(graph, fitted, axes[i], lengths[i], inverse, onesided);
        }

        var last = axes.Length - 1;
        if (half && !inverse) spectrum = new(Along(last, onesided: true), self.Rank, IsComplex: true);
        for (var i = 0; i < (half ? last : axes.Length); i++) spectrum = new(Along(i, onesided: false), self.Rank, IsComplex: true);
        value = spectrum.Value;

        if (half && inverse) value = Inverse(graph, value, self, axes[^1], lengths[^1]);
        if (hermitian && !inverse) value = ComplexNumbers.Conjugate(graph, new(value, self.Shape));
        return Scaled(call, value, lengths, inverse, hermitian);
    }

    private static long[] Axes(LoweringCall call)
    {
        if (call.Has("n")) return [call.Integer("dim")];
        if (call.OptionalIntegers("dim") is { Length: > 0 } axes) return axes;
        if (call.Method.Name.EndsWith('2')) return [-2, -1];
        var count = call.OptionalIntegers("s")?.Length ?? call.Self.Rank;
        return [.. Enumerable.Range(0, count).Select(i => (long)(i - count))];
    }

    // ONNX divides the inverse by the length, TorchSharp the one or the other or by the root of it both.
    private static GraphValue Scaled(LoweringCall call, GraphValue value, IEnumerable<Size> lengths, bool inverse, bool hermitian)
    {
        var norm = call.Constant<FFTNormType>("norm") ?? FFTNormType.Backward;
        if (hermitian && norm != FFTNormType.Ortho) norm = norm == FFTNormType.Backward ? FFTNormType.Forward : FFTNormType.Backward;
        if (norm == FFTNormType.Backward) return value;
        var graph = call.Graph;
        var count = graph.Number(SizeArithmetic.Product(lengths), value.Type);
        if (norm == FFTNormType.Ortho) count = graph.Same("Sqrt", count);
        return graph.Same(inverse ? "Mul" : "Div", value, count);
    }

    // As many elements along the axis as are asked for: zeros after them, or a cut.
    private static GraphValue Fitted(GraphBuilder graph, GraphValue value, int rank, long axis, Size own, Size length)
    {
        if (own == length) return value;
        var pads = new Size[2 * (rank + 1)];
        Array.Fill(pads, new FixedSize(0));
        pads[rank + 1 + axis] = SizeArithmetic.Sum([length, SizeArithmetic.Product([own, new FixedSize(-1)])]);
        return graph.Node("Pad", value.Type, [value, graph.Vector(pads), graph.Scalar(0L, value.Type)], ("mode", "constant"));
    }

    // Half a spectrum is completed by the conjugates of what it leaves out, from back to front. What the real result does not
    // depend on, the imaginary part of the first and of a middle element, is left out with the imaginary part of the result.
    private static GraphValue Inverse(GraphBuilder graph, GraphValue value, Operand self, long axis, Size length)
    {
        var kept = length is FixedSize { Value: var known }
            ? new FixedSize((known / 2) + 1)
            : SizeArithmetic.Sum([new SizeFloorDivision(length, new FixedSize(2)), new FixedSize(1)]);
        var spectrum = Fitted(graph, value, self.Rank, axis, self.Shape[(int)axis], kept);
        var middle = SizeArithmetic.Sum([length, SizeArithmetic.Product([kept, new FixedSize(-1)])]);
        var rest = graph.Slice(spectrum, axis, new FixedSize(1), SizeArithmetic.Sum([middle, new FixedSize(1)]));
        var mirrored = graph.Same("Slice", rest, graph.Int64s(-1), graph.Int64s(long.MinValue), graph.Int64s(axis), graph.Int64s(-1));
        var conjugate = ComplexNumbers.Conjugate(graph, new(mirrored, []));
        var whole = DiscreteTransform.Along(
            graph,
            new(graph.Concat([spectrum, conjugate], axis), self.Rank, IsComplex: true),
            axis,
            length,
            inverse: true,
            onesided: false);
        return graph.Node("Gather", value.Type, [whole, graph.Scalar(0L, ScalarType.Int64)], ("axis", (long)self.Rank));
    }

    private static GraphValue ShortTime(LoweringCall call)
    {
        var (graph, self, length) = (call.Graph, call.Self, call.Integer("n_fft"));
        var (hop, window) = (call.Integer("hop_length"), call.Integer("win_length"));
        hop = hop < 0 ? length / 4 : hop;
        window = window < 0 ? length : window;
        call.Find("return_complex");
        var value = self.Value;
        if (call.Flag("center"))
        {
            var pad = length / 2;
            var mode = call.Constant<PaddingModes>("pad_mode") ?? PaddingModes.Reflect;
            value = Paddings.Pad(call, value, self.Rank, Paddings.Fixed([pad, pad]), mode, 0);
        }
        else
        {
            call.Find("pad_mode");
        }

        // [..., frames, length], each frame times the window, which lies in the middle of it.
        var axis = (long)self.Rank - 1;
        var frames = call.Result.Shape[self.Rank];
        var starts = graph.Same("Mul", graph.Range(frames), graph.Scalar(hop, ScalarType.Int64));
        var positions = graph.Same("Add", graph.Unsqueeze(starts, 1), graph.Range(new FixedSize(length)));
        var framed = graph.Node("Gather", value.Type, [value, positions], ("axis", axis));
        if (call.OptionalTensor("window") is { } weights || window != length)
        {
            var shape = call.OptionalTensor("window")?.Value ?? graph.Constant(ones(window, value.Type));
            var (before, after) = ((length - window) / 2, length - window - ((length - window) / 2));
            if (window != length)
                shape = graph.Node(
                    "Pad", value.Type, [shape, graph.Int64s(before, after), graph.Scalar(0L, value.Type)], ("mode", "constant"));
            framed = graph.Same("Mul", framed, shape);
        }

        var onesided = call.Constant<bool>("onesided") ?? true;
        var spectrum = DiscreteTransform.Along(
            graph,
            new(graph.Unsqueeze(framed, self.Rank + 1), self.Rank + 1, IsComplex: false),
            self.Rank,
            new FixedSize(length),
            inverse: false,
            onesided);
        if (call.Flag("normalized")) spectrum = graph.Times(spectrum, 1 / Math.Sqrt(length));

        // Frequencies before frames.
        return graph.MoveAxis(spectrum, self.Rank + 2, self.Rank, self.Rank - 1);
    }
}
