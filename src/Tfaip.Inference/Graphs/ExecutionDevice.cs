using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using Tfaip.Parameters;

namespace Tfaip.Inference.Graphs;

/// <summary>The device that a graph runs on, by its name.</summary>
/// <param name="Cuda">The number of the CUDA device, or null for the CPU.</param>
internal sealed partial record ExecutionDevice(int? Cuda)
{
    private const string CudaProvider = "CUDAExecutionProvider";

    public static ExecutionDevice Cpu { get; } = new((int?)null);

    public static ExecutionDevice Parse(string name)
    {
        var match = Name().Match(name);
        if (!match.Success) throw new TfaipException($"'{name}' is not a device; write cpu, cuda or cuda:N.");
        if (name == "cpu") return Cpu;
        return new(match.Groups[1].Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0);
    }

    /// <summary>Adds the device to the options of a session.</summary>
    /// <exception cref="TfaipException">The device is not there; the message says what was found.</exception>
    public void AddTo(SessionOptions options)
    {
        if (Cuda is not { } number) return;
        var providers = OrtEnv.Instance().GetAvailableProviders();
        if (!providers.Contains(CudaProvider))
        {
            throw new TfaipException(
                $"The device cuda:{number} is not there: this program's ONNX Runtime has {string.Join(", ", providers)}. "
                + "Use the package Microsoft.ML.OnnxRuntime.Gpu in place of Microsoft.ML.OnnxRuntime, or allow the fallback to the CPU.");
        }

        try
        {
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(new Dictionary<string, string>
            {
                ["device_id"] = number.ToString(CultureInfo.InvariantCulture),

                // TF32 keeps 10 bits of a float's 23: the answers would not be those that the export was verified with.
                ["use_tf32"] = "0",
            });
            options.AppendExecutionProvider_CUDA(cuda);
        }
        catch (OnnxRuntimeException error)
        {
            throw new TfaipException(
                $"The device cuda:{number} cannot be used; ONNX Runtime has {string.Join(", ", providers)}, and says: "
                + $"{error.Message.Trim()} Correct the installation of the device, or allow the fallback to the CPU.", error);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Cuda is { } number ? string.Create(CultureInfo.InvariantCulture, $"cuda:{number}") : "cpu";

    [GeneratedRegex("^(?:cpu|cuda(?::([0-9]{1,3}))?)$")]
    private static partial Regex Name();
}
