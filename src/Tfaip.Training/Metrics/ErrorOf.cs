using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>Differences of outputs and targets.</summary>
internal static class ErrorOf
{
    /// <summary>
    /// output - target, element by element; shapes that would broadcast are refused, as they are nearly always a mistake.
    /// </summary>
    public static Tensor Elements(TensorMap outputs, string output, TensorMap targets, string target)
    {
        var (left, right) = (outputs[output], targets[target]);
        return left.shape.SequenceEqual(right.shape)
            ? left - right
            : throw new ArgumentException(
                $"The output '{output}' has the shape [{string.Join(", ", left.shape)}], the target '{target}' "
                + $"[{string.Join(", ", right.shape)}]; they must be equal.");
    }
}
