using Tfaip.Export.Graphs;

namespace Tfaip.Export.Lowering;

/// <summary>The window of a pooling: its length, step, padding and dilation on each axis.</summary>
internal sealed record PoolingWindow(long[] Kernel, long[] Stride, long[] Padding, long[]? Dilation, bool Ceil)
{
    /// <summary>The number of axes that are pooled.</summary>
    public int Axes => Kernel.Length;

    /// <value>
    /// The axes, counted from the first that is pooled, of which the window is all, at every size; it has the length 1 there.
    /// Default: none.
    /// </value>
    public int[] Whole { get; init; } = [];

    /// <summary>Whether nothing is pooled but the axes of which the window is all.</summary>
    public bool IsWhole =>
        Whole.Length > 0 && Enumerable.Range(0, Axes).All(axis => (Kernel[axis], Stride[axis], Padding[axis]) == (1, 1, 0));

    /// <summary>The attributes of the operator.</summary>
    public GraphAttribute[] Attributes
    {
        get
        {
            var attributes = new List<GraphAttribute>
            {
                ("kernel_shape", Kernel), ("strides", Stride), ("pads", Convolutions.Symmetric(Padding)), ("ceil_mode", Ceil ? 1L : 0L),
            };
            if (Dilation is not null) attributes.Add(("dilations", Dilation));
            return [.. attributes];
        }
    }

    /// <summary>A window with TorchSharp's defaults: a step of the window's own length, no padding, no dilation.</summary>
    public static PoolingWindow Of(int axes, long[] kernel, long[]? stride, long[]? padding, long[]? dilation, bool ceil)
    {
        var window = Convolutions.PerAxis(kernel, axes, 1);
        return new(
            window,
            stride is null or { Length: 0 } ? window : Convolutions.PerAxis(stride, axes, 1),
            Convolutions.PerAxis(padding, axes, 0),
            dilation is null ? null : Convolutions.PerAxis(dilation, axes, 1),
            ceil);
    }
}
