using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>Explains why a loss or metric failed: a target names a class that the output does not have.</summary>
internal static class OutOfRangeTarget
{
    // What PyTorch's losses leave out.
    private const long Ignored = -100;

    /// <summary>Computes with targets, and puts the failure of libtorch into words where a target is out of range.</summary>
    /// <exception cref="TfaipException">A target is out of range; the message names its sample.</exception>
    public static T Explained<T>(Batch batch, TensorMap targets, TensorMap outputs, Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception error) when (error is not TfaipException && Explain(batch, targets, outputs) is { } explanation)
        {
            throw new TfaipException(explanation, error);
        }
    }

    private static string? Explain(Batch batch, TensorMap targets, TensorMap outputs)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (name, target) in targets)
        {
            if (target.dtype is not (ScalarType.Int64 or ScalarType.Int32) || target.dim() == 0) continue;
            foreach (var (outputName, output) in outputs)
            {
                if (!output.is_floating_point() || ClassesOf(output.shape, target.shape) is not { } classes) continue;
                var areWrong = target.lt(0).logical_or(target.ge(classes)).logical_and(target.ne(Ignored));
                if (BatchPlace.First(batch, target, areWrong) is not var (place, value)) continue;
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"The target '{name}' of {place} is {value}, but the output '{outputName}' has {classes} classes, "
                    + $"so that a target is one of 0..{classes - 1}. Correct the data, or give the model as many classes.");
            }
        }

        return null;
    }

    // The axis of the classes is the second one, or the last one.
    private static long? ClassesOf(long[] output, long[] target) =>
        output.Length != target.Length + 1 ? null
        : target.AsSpan().SequenceEqual([output[0], .. output[2..]]) ? output[1]
        : target.AsSpan().SequenceEqual(output.AsSpan()[..^1]) ? output[^1]
        : null;
}
