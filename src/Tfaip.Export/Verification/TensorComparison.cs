using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>What comparing a tensor of the graph with the model's found.</summary>
/// <param name="Difference">How they differ, as the end of "… differs: …"; null where they agree.</param>
/// <param name="LargestAbsolute">The largest |graph - model| of a finite element.</param>
/// <param name="LargestRelative">The largest |graph - model| / |model| of an element that is finite and not zero in the model.</param>
internal sealed record TensorComparison(string? Difference, double LargestAbsolute, double LargestRelative)
{
    /// <summary>
    /// Compares type, shape and values. NaN equals NaN and infinity itself; whole numbers and truth values must be equal.
    /// </summary>
    public static TensorComparison Compare(Tensor expected, Tensor actual, Tolerance tolerance)
    {
        if (actual.dtype != expected.dtype) return new($"the graph gives {actual.dtype}, the model {expected.dtype}", 0, 0);
        if (!actual.shape.SequenceEqual(expected.shape))
        {
            return new(
                $"the graph gives the shape [{string.Join(", ", actual.shape)}], the model [{string.Join(", ", expected.shape)}]", 0, 0);
        }

        if (expected.numel() == 0) return new(null, 0, 0);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        return expected.dtype switch
        {
            ScalarType.Float32 => Compare(expected, actual, Numbers<float>(expected), Numbers<float>(actual), tolerance),
            _ when expected.is_floating_point() => Compare(
                expected,
                actual,
                Numbers<double>(expected.to(ScalarType.Float64)),
                Numbers<double>(actual.to(ScalarType.Float64)),
                tolerance),
            _ => Compare(
                expected, actual, Numbers<long>(expected.to(ScalarType.Int64)), Numbers<long>(actual.to(ScalarType.Int64)), new(0, 0)),
        };
    }

    // In one pass and without copies: a comparison is to cost less than the run that it checks.
    private static TensorComparison Compare<T>(
        Tensor expected, Tensor actual, ReadOnlySpan<T> model, ReadOnlySpan<T> graph, Tolerance tolerance)
        where T : unmanaged, INumberBase<T>
    {
        var (count, worst, far) = (0L, 0, -1.0);
        var (largest, largestRelative) = (0.0, 0.0);
        for (var i = 0; i < model.Length; i++)
        {
            // Equal bits are most of what is seen.
            if (model[i] == graph[i]) continue;
            var (one, other) = (double.CreateTruncating(model[i]), double.CreateTruncating(graph[i]));
            if (double.IsNaN(one) && double.IsNaN(other)) continue;
            var distance = double.MaxValue;
            if (double.IsFinite(one) && double.IsFinite(other))
            {
                (distance, var size) = (Math.Abs(other - one), Math.Abs(one));
                largest = Math.Max(largest, distance);
                if (size > 0) largestRelative = Math.Max(largestRelative, distance / size);
                if (distance <= (size * tolerance.Relative) + tolerance.Absolute) continue;
            }

            count++;
            if (distance > far) (worst, far) = (i, distance);
        }

        return count == 0
            ? new(null, largest, largestRelative)
            : new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count} of {expected.numel()} elements, the worst at [{string.Join(", ", Position(worst, expected.shape))}]: the "
                    + $"graph gives {At(actual, worst):G9}, the model {At(expected, worst):G9}"),
                largest,
                largestRelative);
    }

    // The scope of the comparison keeps what is copied here.
    private static ReadOnlySpan<T> Numbers<T>(Tensor tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.detach().contiguous().bytes);

    private static double At(Tensor tensor, long index)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().flatten()[index].to(ScalarType.Float64).item<double>();
    }

    private static long[] Position(long index, long[] shape)
    {
        var position = new long[shape.Length];
        for (var axis = shape.Length - 1; axis >= 0; axis--) (index, position[axis]) = Math.DivRem(index, shape[axis]);
        return position;
    }
}
