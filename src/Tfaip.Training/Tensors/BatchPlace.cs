using System.Globalization;
using Tfaip.Processors.Pipelines;
using static TorchSharp.torch;

namespace Tfaip.Training.Tensors;

/// <summary>Finds elements of a batch's tensors that are not what they should be, and names their samples.</summary>
internal static class BatchPlace
{
    /// <summary>The first element of a tensor with the batch axis that is wrong, in words: its sample and its place there.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="areWrong">Which are, in the shape of the tensor.</param>
    /// <returns>The place, and the number there; null where all are right.</returns>
    public static (string Place, double Value)? First(Batch batch, Tensor tensor, Tensor areWrong)
    {
        using var scope = NewDisposeScope();
        if (!areWrong.any().item<bool>()) return null;
        var axes = areWrong.nonzero()[0].cpu().data<long>().ToArray();
        var value = tensor[[.. axes.Select(axis => TensorIndex.Single(axis))]].to(ScalarType.Float64).item<double>();
        var sample = axes[0] < batch.Samples.Count ? batch.Samples[(int)axes[0]].Source : "unknown source";
        var place = axes.Length > 1 ? $" at [{string.Join(", ", axes[1..])}]" : "";
        return (string.Create(CultureInfo.InvariantCulture, $"{sample}{place} (row {axes[0]} of the batch)"), value);
    }

    /// <summary>The first input of batches that is not a finite number, in words; null where there is none.</summary>
    public static string? FirstNotFinite(IEnumerable<Batch> batches)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var batch in batches)
        {
            foreach (var (name, value) in batch.Inputs)
            {
                if (TensorConversion.ToTorch(value, CPU) is not { } tensor || !tensor.is_floating_point() || tensor.dim() == 0) continue;
                if (First(batch, tensor, tensor.isfinite().logical_not()) is var (place, number))
                    return string.Create(CultureInfo.InvariantCulture, $"the input '{name}' of {place} is {number}");
            }
        }

        return null;
    }
}
