using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>
/// A window that slides over some axes: its length, step, padding and dilation on each of them, and whether a last part of it counts.
/// </summary>
internal sealed record Window(long[] Kernel, long[] Stride, long[] Padding, long[] Dilation, bool Ceil)
{
    /// <summary>The number of axes.</summary>
    public int Axes => Kernel.Length;

    /// <summary>A window with the defaults of a pool: a step of its own length, no padding, no dilation.</summary>
    public static Window Of(int axes, long[] kernel, long[]? stride, long[]? padding, long[]? dilation, bool ceil)
    {
        var length = PerAxis(kernel, axes, 1);
        return new(
            length,
            stride is null or { Length: 0 } ? length : PerAxis(stride, axes, 1),
            PerAxis(padding, axes, 0),
            PerAxis(dilation, axes, 1),
            ceil);
    }

    /// <summary>The window that a call's arguments describe.</summary>
    public static Window Of(ShapeCall call, int axes, long? defaultStride = null)
    {
        var stride = call.OptionalIntegers("stride", "strides");
        return Of(
            axes,
            call.OptionalIntegers("kernel_size")!,
            stride ?? (defaultStride is { } step ? [step] : null),
            call.OptionalIntegers("padding"),
            call.OptionalIntegers("dilation"),
            call.Flag("ceil_mode"));
    }

    /// <summary>A list of one number for all axes, or one for each, as one for each.</summary>
    public static long[] PerAxis(long[]? values, int axes, long standard) => values switch
    {
        null or { Length: 0 } => [.. Enumerable.Repeat(standard, axes)],
        [var all] => [.. Enumerable.Repeat(all, axes)],
        _ => values,
    };

    /// <summary>A list of one size for all axes, or one for each, as one for each.</summary>
    public static IReadOnlyList<Size> PerAxis(IReadOnlyList<Size> values, int axes) =>
        values.Count == 1 ? [.. Enumerable.Repeat(values[0], axes)] : values;

    /// <summary>How often the window fits on an axis of a length.</summary>
    public Size Count(Size length, int axis, SizeBounds bounds)
    {
        var (stride, padding) = (Stride[axis], Padding[axis]);
        var free = length.Plus((2 * padding) - Reach(axis));
        if (free is FixedSize { Value: < 0 } && !Ceil)
            throw new ShapeException($"a window of {Reach(axis)} does not fit into {length} with a padding of {padding}");
        if (!Ceil) return free.Over(stride).Plus(1);

        // A last part counts if it begins within the axis or the padding before it.
        return bounds.Minimum(free.OverUp(stride), length.Plus(padding - 1).Over(stride)).Plus(1);
    }

    /// <summary>The length of an axis that the window fits on so often: the inverse of <see cref="Count"/>.</summary>
    public Size Length(Size count, int axis) => count.Plus(-1).Times(Stride[axis]).Plus(Reach(axis) - (2 * Padding[axis]));

    private long Reach(int axis) => (Dilation[axis] * (Kernel[axis] - 1)) + 1;
}
