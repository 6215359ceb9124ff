using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Tfaip.Inference.Packages;
using Tfaip.Parameters;

namespace Tfaip.Inference.Graphs;

/// <summary>A graph in ONNX Runtime. Safe for parallel calls; disposed while calls run, the last of them lets go of it.</summary>
internal sealed class GraphSession : IDisposable
{
    // Where ONNX Runtime looks for the files that a graph in memory names.
    private const string WeightsFolder = "session.model_external_initializers_file_folder_path";

    private readonly Lock _lock = new();
    private readonly InferenceSession _session;
    private readonly string _name;
    private readonly Type _owner;
    private int _running;
    private bool _isDisposed;

    private GraphSession(InferenceSession session, string name, SessionSettings settings, ExecutionDevice device) =>
        (_session, _name, _owner, Device) = (session, name, settings.Owner, device);

    /// <summary>Where the graph runs.</summary>
    public ExecutionDevice Device { get; }

    /// <summary>What the graph itself says of its inputs.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> Inputs => _session.InputMetadata;

    /// <summary>What the graph itself says of its outputs.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> Outputs => _session.OutputMetadata;

    /// <summary>Loads a graph.</summary>
    /// <param name="onnx">The graph.</param>
    /// <param name="weights">Where its weights lie, or null where they are in the graph.</param>
    /// <param name="weightsName">The name that the graph knows their file by.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="settings">How it runs.</param>
    /// <exception cref="TfaipException">The graph is not one that ONNX Runtime takes, or the device is not there.</exception>
    public static GraphSession Load(
        ReadOnlyMemory<byte> onnx, FilePlace? weights, string weightsName, string name, SessionSettings settings)
    {
        try
        {
            if (OnnxExternalData.Find(onnx.Span, weights is null ? null : weightsName) is { } location)
                throw new InvalidDataException(
                    $"the graph keeps data in another file, '{location}'; packages have it in the graph, or in '{weightsName}'.");
            if (weights is not null) onnx = PlacedWeights.Place(onnx.Span, weights = weights.Resolve());
        }
        catch (InvalidDataException error)
        {
            throw new TfaipException($"{name}: {error.Message}", error);
        }

        var device = ExecutionDevice.Parse(settings.Device);
        try
        {
            return Load(onnx, weights, name, settings, device);
        }
        catch (TfaipException) when (settings.AllowFallback && device != ExecutionDevice.Cpu)
        {
            return Load(onnx, weights, name, settings, ExecutionDevice.Cpu);
        }
    }

    /// <summary>Runs the graph.</summary>
    /// <param name="inputs">The inputs by name, with the batch axis.</param>
    /// <param name="outputs">The names of the outputs that are asked for.</param>
    public IReadOnlyDictionary<string, object> Run(IReadOnlyDictionary<string, object> inputs, IReadOnlyList<string> outputs)
    {
        Enter();
        var values = new Dictionary<string, OrtValue>(inputs.Count);
        try
        {
            foreach (var (name, tensor) in inputs) values.Add(name, OrtTensors.Create(tensor));
            using var options = new RunOptions();
            using var results = _session.Run(options, values, outputs);
            return outputs.Select((name, i) => (name, value: OrtTensors.Read(results[i], name)))
                .ToDictionary(output => output.name, output => output.value);
        }
        catch (OnnxRuntimeException error)
        {
            throw new TfaipException($"{_name}: the graph failed in ONNX Runtime: {error.Message.Trim()}", error);
        }
        finally
        {
            foreach (var value in values.Values) value.Dispose();
            Leave();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            if (_running > 0) return;
        }

        _session.Dispose();
    }

    private static GraphSession Load(
        ReadOnlyMemory<byte> onnx, FilePlace? weights, string name, SessionSettings settings, ExecutionDevice device)
    {
        try
        {
            OnnxRuntimeTelemetry.SwitchOff();
            using var session = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            if (settings.IntraOpThreads > 0) session.IntraOpNumThreads = settings.IntraOpThreads;
            if (weights is not null) session.AddSessionConfigEntry(WeightsFolder, Path.GetDirectoryName(weights.Path));
            device.AddTo(session);
            return new(new InferenceSession(BytesOf(onnx), session), name, settings, device);
        }
        catch (OnnxRuntimeException error)
        {
            throw new TfaipException(
                $"{name}: ONNX Runtime {OrtEnv.Instance().GetVersionString()} does not load the graph on {device}: {error.Message.Trim()}",
                error);
        }
        catch (Exception error) when (NativeRuntime.IsMissing(error))
        {
            throw NativeRuntime.Missing(error);
        }
    }

    // ONNX Runtime takes an array; most graphs are one already.
    private static byte[] BytesOf(ReadOnlyMemory<byte> onnx) =>
        MemoryMarshal.TryGetArray(onnx, out var array) && array.Offset == 0 && array.Count == array.Array!.Length
            ? array.Array
            : onnx.ToArray();

    private void Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, _owner);
            _running++;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_running > 0 || !_isDisposed) return;
        }

        _session.Dispose();
    }
}
