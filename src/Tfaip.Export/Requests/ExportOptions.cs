using System.ComponentModel.DataAnnotations;

namespace Tfaip.Export.Requests;

/// <summary>How a model is exported and verified.</summary>
public sealed record ExportOptions
{
    /// <summary>The oldest operator set that graphs are written for.</summary>
    internal const int OldestOpset = 17;

    /// <summary>The newest operator set that graphs are written for.</summary>
    internal const int NewestOpset = 26;

    /// <value>
    /// Version of the ONNX operator set. Default: 18, the first with every operator that the lowerings use
    /// (reductions with axes as input); every ONNX Runtime from 1.14 on runs it.
    /// </value>
    [Range(OldestOpset, NewestOpset)]
    public int Opset { get; init; } = 18;

    /// <value>Element type that the graph computes float32 values in; inputs and outputs keep theirs. Default: float32.</value>
    public ExportPrecision Precision { get; init; } = ExportPrecision.Float32;

    /// <value>Relative difference to TorchSharp that the verification allows. Default: 1e-5.</value>
    [Range(0, 1)]
    public double RelativeTolerance { get; init; } = 1e-5;

    /// <value>Absolute difference to TorchSharp that the verification allows. Default: 1e-5.</value>
    [Range(0, double.MaxValue)]
    public double AbsoluteTolerance { get; init; } = 1e-5;

    /// <value>
    /// Bytes of a graph from which an ONNX file keeps its weights in a second one beside it, <c>net.onnx.data</c>. Default: 1 GiB, half of
    /// what a file of Protocol Buffers can hold.
    /// </value>
    [Range(0, long.MaxValue)]
    public long ExternalDataThreshold { get; init; } = 1L << 30;

    /// <value>
    /// Whether the graph treats NaN, infinities and minus zero as TorchSharp does, with more operators where ONNX Runtime alone does not;
    /// the verification then tries them too. Default: false, the graph is right for finite inputs.
    /// </value>
    public bool ExactNan { get; init; }

    /// <value>
    /// Whether <c>forward</c> may take values of tensors into .NET, which says that they only go to a console or a log. What they decide or
    /// what they are computed into would be fixed in the graph. Default: false, reading values is refused.
    /// </value>
    public bool AllowReading { get; init; }

    /// <value>Seed of the inputs that are recorded and verified. Default: 0.</value>
    public ulong Seed { get; init; }

    /// <value>Ends an export, a check or a verification between two calls of the model. Default: none, nothing does.</value>
    public CancellationToken Cancellation { get; init; }

    /// <value>Hears each step of an export, a check or a verification before it is taken. Default: null, nobody does.</value>
    public Action<string>? Progress { get; init; }
}
