using static TorchSharp.torch;

namespace Tfaip.Training.Metrics.Gathering;

/// <summary>Refuses shapes that would broadcast, which is nearly always a mistake.</summary>
internal static class Shapes
{
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void MustBeEqual(Tensor left, Tensor right, string leftName, string rightName)
    {
        if (left.shape.AsSpan().SequenceEqual(right.shape)) return;
        throw new ArgumentException(
            $"The {leftName} have the shape [{string.Join(", ", left.shape)}], the {rightName} [{string.Join(", ", right.shape)}]; they "
            + "must be equal.");
    }

    /// <summary>[n, labels] of a tensor with a label axis.</summary>
    public static Tensor Rows(Tensor tensor, int labelAxis)
    {
        var last = tensor.movedim([labelAxis], [-1]);
        return last.reshape(-1, last.shape[^1]);
    }
}
