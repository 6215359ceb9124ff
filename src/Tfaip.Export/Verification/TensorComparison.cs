using System.Globalization;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>What comparing a tensor of the graph with the model's found.</summary>
/// <param name="Difference">How they differ, as the end of "… differs: …"; null where they agree.</param>
/// <param name="LargestAbsolute">The largest |graph - model| of a finite element.</param>
/// <param name="LargestRelative">The largest |graph - model| / |model| of an element that is finite and not zero in the model.</param>
internal sealed record TensorComparison(string? Difference, double LargestAbsolute, double LargestRelative)
{
    /// <summary>Compares type, shape and values. NaN equals NaN and infinity itself; whole numbers and truth values must be equal.</summary>
    public static TensorComparison Compare(Tensor expected, Tensor actual, Tolerance tolerance)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        if (actual.dtype != expected.dtype) return new($"the graph gives {actual.dtype}, the model {expected.dtype}", 0, 0);
        if (!actual.shape.SequenceEqual(expected.shape))
        {
            return new($"the graph gives the shape [{string.Join(", ", actual.shape)}], the model [{string.Join(", ", expected.shape)}]", 0, 0);
        }

        if (expected.numel() == 0) return new(null, 0, 0);
        var exact = !expected.is_floating_point();
        var (model, graph) = (expected.detach().to(ScalarType.Float64).flatten(), actual.to(ScalarType.Float64).flatten());
        var equal = model.eq(graph).logical_or(model.isnan().logical_and(graph.isnan()));
        var finite = model.isfinite().logical_and(graph.isfinite());
        var distance = where(finite, (graph - model).abs(), zeros_like(model));
        var allowed = exact ? zeros_like(model) : (model.abs() * tolerance.Relative) + tolerance.Absolute;
        var wrong = equal.logical_or(finite.logical_and(distance.le(allowed))).logical_not();
        var relative = where(model.eq(0), zeros_like(model), distance / model.abs());
        var (largest, largestRelative) = (distance.max().item<double>(), where(finite, relative, zeros_like(model)).max().item<double>());
        var count = wrong.sum().item<long>();
        if (count == 0) return new(null, largest, largestRelative);

        var worst = where(wrong, where(finite, distance, full_like(distance, double.MaxValue)), full_like(distance, -1.0)).argmax().item<long>();
        return new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} of {expected.numel()} elements, the worst at [{string.Join(", ", Position(worst, expected.shape))}]: the graph gives {graph[worst].item<double>():G9}, the model {model[worst].item<double>():G9}"),
            largest,
            largestRelative);
    }

    private static long[] Position(long index, long[] shape)
    {
        var position = new long[shape.Length];
        for (var axis = shape.Length - 1; axis >= 0; axis--) (index, position[axis]) = Math.DivRem(index, shape[axis]);
        return position;
    }
}
