using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Discrete Fourier transforms.</summary>
internal static class SpectrumShapes
{
    public static void Register(ShapeTable table)
    {
        table.Methods("fft_ ifft fft2 fftn ifft2 ifftn", call => Fitted(call));
        table.Methods("rfft ihfft rfft2 rfftn", call => Changed(Fitted(call), Axes(call)[^1], size => size.Over(2).Plus(1)));
        table.Methods("irfft hfft irfft2 irfftn", Whole);
        table.Methods("stft", ShortTime);
    }

    private static int[] Axes(ShapeCall call)
    {
        if (call.Has("n")) return [call.Axis(call.Integer("dim"))];
        if (call.OptionalIntegers("dim") is { Length: > 0 } axes) return [.. axes.Select(call.Axis)];
        if (call.Method.Name.EndsWith('2')) return [call.Rank - 2, call.Rank - 1];
        var count = call.OptionalIntegers("s")?.Length ?? call.Rank;
        return [.. Enumerable.Range(call.Rank - count, count)];
    }

    private static long? Given(ShapeCall call, int i) =>
        call.OptionalIntegers("n", "s") is { } given && i < given.Length && given[i] > 0 ? given[i] : null;

    private static IReadOnlyList<Size> Fitted(ShapeCall call)
    {
        var (shape, axes) = (call.Shape, Axes(call));
        for (var i = 0; i < axes.Length; i++)
        {
            if (Given(call, i) is { } length) shape = ReductionShapes.Replaced(shape, axes[i], SizeAlgebra.Fixed(length));
        }

        return shape;
    }

    private static IReadOnlyList<Size> Whole(ShapeCall call)
    {
        var axes = Axes(call);
        return Given(call, axes.Length - 1) is not null ? Fitted(call) : Changed(Fitted(call), axes[^1], size => size.Plus(-1).Times(2));
    }

    private static IReadOnlyList<Size> Changed(IReadOnlyList<Size> shape, int axis, Func<Size, Size> change) =>
        ReductionShapes.Replaced(shape, axis, change(shape[axis]));

    private static IReadOnlyList<Size> ShortTime(ShapeCall call)
    {
        var length = call.Integer("n_fft");
        var hop = call.Integer("hop_length") is >= 0 and var given ? given : length / 4;
        var samples = call.Flag("center") ? call.Shape[^1].Plus(length / 2 * 2) : call.Shape[^1];
        var onesided = call.Find("onesided") is not ConstantArgument { Value: false };
        var frames = samples.Plus(-length).Over(hop).Plus(1);
        IReadOnlyList<Size> shape = [.. call.Shape.SkipLast(1), SizeAlgebra.Fixed(onesided ? (length / 2) + 1 : length), frames];
        return call.Flag("return_complex") ? shape : [.. shape, SizeAlgebra.Fixed(2)];
    }
}
