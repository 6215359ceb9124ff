using System.Globalization;
using Tfaip.Parameters;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Training.Tensors;

/// <summary>Finds the device that a run asks for; it never takes another one instead.</summary>
public static class DeviceSelection
{
    /// <summary>
    /// The device of a name: <c>cpu</c>, <c>cuda</c>, <c>cuda:N</c>, or <c>auto</c> for the first GPU if there is one, else the CPU.
    /// </summary>
    /// <exception cref="TfaipException">The device is not there; the message says what is.</exception>
    public static Device Resolve(string name) => Resolve(name, cuda.is_available() ? cuda.device_count() : 0);

    internal static Device Resolve(string name, int gpus)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name == "cpu" || (name == "auto" && gpus == 0)) return new Device(DeviceType.CPU);
        if (name is "auto" or "cuda") name = "cuda:0";
        if (!name.StartsWith("cuda:", StringComparison.Ordinal)
            || !int.TryParse(name.AsSpan("cuda:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            throw new TfaipException($"The device '{name}' is unknown; write cpu, cuda:N or auto.");
        }

        if (index >= gpus)
        {
            var found = gpus == 0 ? "cpu" : $"cpu, {string.Join(", ", Enumerable.Range(0, gpus).Select(gpu => $"cuda:{gpu}"))}";
            throw new TfaipException(
                $"The device '{name}' is not there; found: {found}."
                + (gpus == 0 ? " A GPU needs a driver, and TorchSharp's CUDA package (libtorch-cuda) in place of its CPU one." : ""));
        }

        return new Device(DeviceType.CUDA, index);
    }
}
