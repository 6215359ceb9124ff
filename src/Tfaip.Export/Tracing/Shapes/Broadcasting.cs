using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>The common shape of tensors that are computed with element by element.</summary>
internal static class Broadcasting
{
    /// <summary>The common shape of the first result of a call.</summary>
    /// <exception cref="ShapeException">There is none.</exception>
    public static IReadOnlyList<Size> Broadcast(this ShapeCall call, params IEnumerable<IReadOnlyList<Size>> shapes) =>
        Common(shapes, call);

    /// <summary>
    /// The common shape of axes that are not those of a result, such as the batch axes of matrices; they are the result's first ones.
    /// </summary>
    public static IReadOnlyList<Size> Common(IEnumerable<IReadOnlyList<Size>> shapes, ShapeCall call)
    {
        var all = shapes.ToArray();
        var rank = all.Length == 0 ? 0 : all.Max(shape => shape.Count);
        var common = new Size[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            Size? size = null;
            foreach (var shape in all)
            {
                var own = axis - (rank - shape.Count);
                if (own >= 0) size = size is null ? shape[own] : Common(size, shape[own], axis, call);
            }

            common[axis] = size!;
        }

        return common;
    }

    // Of two sizes that differ one is 1. Where that depends on the free sizes, the recordings tell which of them the result has; what they
    // leave open is the larger, which is right for both.
    private static Size Common(Size left, Size right, int axis, ShapeCall call)
    {
        if (left == right || right == SizeAlgebra.One) return left;
        if (left == SizeAlgebra.One) return right;
        if (left is FixedSize one && right is FixedSize other) throw new ShapeException($"sizes {one} and {other} do not go together");
        if (left is FixedSize && call.Agrees(axis, left)) return left;
        if (right is FixedSize && call.Agrees(axis, right)) return right;
        var (simple, complex) = left.ToString()!.Length <= right.ToString()!.Length ? (left, right) : (right, left);
        if (call.Agrees(axis, simple)) return simple;
        return call.Agrees(axis, complex) ? complex : call.Bounds.Maximum(left, right);
    }
}
