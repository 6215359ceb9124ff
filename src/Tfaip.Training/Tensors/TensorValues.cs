using Tfaip.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Tensors;

/// <summary>Puts values of samples onto a device.</summary>
internal static class TensorValues
{
    /// <summary>The values as tensors of the current dispose scope.</summary>
    public static TensorMap ToMap(IReadOnlyDictionary<string, object> values, Device device)
    {
        var map = new TensorMap();
        foreach (var (name, value) in values)
            map[name] = TensorConversion.ToTorch(value, device)
                ?? throw new TfaipException($"The output '{name}' is of the type {value.GetType().Name}, which TorchSharp does not have.");
        return map;
    }
}
