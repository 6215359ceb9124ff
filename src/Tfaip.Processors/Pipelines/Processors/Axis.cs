using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>One axis of a tensor in row-major order: the element i of a line lies at <c>(outer * Length + i) * Inner + inner</c>.</summary>
/// <param name="Place">Which axis it is, from 0.</param>
/// <param name="Outer">How many elements the axes before it have.</param>
/// <param name="Length">How many it has.</param>
/// <param name="Inner">How many the axes after it have.</param>
internal readonly record struct Axis(int Place, int Outer, int Length, int Inner)
{
    /// <summary>The axis of a tensor; negative numbers count from the last one, -1.</summary>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="name">What messages call the tensor.</param>
    public static Axis Of(ReadOnlySpan<nint> shape, int axis, string name)
    {
        var place = axis < 0 ? axis + shape.Length : axis;
        if (place < 0 || place >= shape.Length)
        {
            throw new TfaipException(
                $"{name} has the shape {Elements.ShapeText(shape)}, which has no axis {axis}; the axes are "
                + $"0 to {shape.Length - 1}, or -{shape.Length} to -1 from the end.");
        }

        return new(place, Product(shape[..place]), checked((int)shape[place]), Product(shape[(place + 1)..]));
    }

    /// <summary>The shape with another length of this axis.</summary>
    public nint[] Resized(ReadOnlySpan<nint> shape, int length)
    {
        var resized = shape.ToArray();
        resized[Place] = length;
        return resized;
    }

    /// <summary>The shape without this axis.</summary>
    public nint[] Removed(ReadOnlySpan<nint> shape) => [.. shape[..Place], .. shape[(Place + 1)..]];

    private static int Product(ReadOnlySpan<nint> lengths)
    {
        var product = 1;
        foreach (var length in lengths) product = checked(product * (int)length);
        return product;
    }
}
