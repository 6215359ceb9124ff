using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.MixedPrecision;

/// <summary>What goes into a model that computes in bfloat16, and what comes out of it.</summary>
internal static class ModelBorder
{
    /// <summary>The tensors, with floating-point ones in bfloat16.</summary>
    public static TensorMap Round(TensorMap tensors) => Convert(tensors, tensor => tensor.is_floating_point(), ScalarType.BFloat16);

    /// <summary>The tensors, with bfloat16 ones in float32.</summary>
    public static TensorMap Widen(TensorMap tensors) => Convert(tensors, tensor => tensor.dtype == ScalarType.BFloat16, ScalarType.Float32);

    private static TensorMap Convert(TensorMap tensors, Predicate<Tensor> which, ScalarType type)
    {
        var converted = new TensorMap();
        foreach (var (name, tensor) in tensors) converted[name] = which(tensor) ? tensor.to(type) : tensor;
        return converted;
    }
}
