using Microsoft.ML.OnnxRuntime;
using Tfaip.Export.Graphs;
using Tfaip.Inference.Graphs;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Tfaip.Export.Verification;

/// <summary>Runs a graph in ONNX Runtime on the CPU, on one thread, so that it gives the same bits each time.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;

    /// <summary>Loads a graph.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime does not take it.</exception>
    public OnnxSession(byte[] model)
    {
        using var options = Options();
        _session = new InferenceSession(model, options);
    }

    /// <summary>Loads a graph from its file, with the weights beside it.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime does not take it.</exception>
    public OnnxSession(string file)
    {
        using var options = Options();
        _session = new InferenceSession(file, options);
    }

    /// <summary>The version of ONNX Runtime.</summary>
    public static string Version
    {
        get
        {
            OnnxRuntimeTelemetry.SwitchOff();
            return OrtEnv.Instance().GetVersionString();
        }
    }

    /// <summary>The outputs for inputs by name; of the outputs, those that are asked for.</summary>
    public IReadOnlyList<Tensor> Run(IReadOnlyList<(string Name, Tensor Value)> inputs, IReadOnlyList<string> outputs)
    {
        using var options = new RunOptions();
        var values = new List<OrtValue>();
        try
        {
            foreach (var (_, value) in inputs) values.Add(ToOnnx(value));
            using var results = _session.Run(options, [.. inputs.Select(input => input.Name)], values, outputs);
            return [.. results.Select(ToTorch)];
        }
        finally
        {
            foreach (var value in values) value.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static SessionOptions Options()
    {
        OnnxRuntimeTelemetry.SwitchOff();
        return new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,

            // An arena takes memory in powers of two, and keeps it; few runs gain nothing by it.
            EnableCpuMemArena = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
    }

    private static OrtValue ToOnnx(Tensor tensor)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, OnnxTypes.ToOnnx(tensor.dtype), tensor.shape);
        if (tensor.numel() > 0) tensor.contiguous().bytes.CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    private static Tensor ToTorch(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        var tensor = empty(info.Shape, OnnxTypes.ToTorch(info.ElementDataType));
        if (tensor.numel() > 0) tensor.bytes = value.GetTensorMutableRawData();
        return tensor;
    }
}
