namespace Tfaip.Processors.Manifests;

/// <summary>
/// How an exported graph in ONNX Runtime compared with the TorchSharp model, at sizes that the exporter had not recorded.
/// </summary>
public sealed record VerificationVerdict
{
    /// <summary>The relative difference that was allowed.</summary>
    public required double RelativeTolerance { get; init; }

    /// <summary>The absolute difference that was allowed.</summary>
    public required double AbsoluteTolerance { get; init; }

    /// <summary>The largest differences that were seen, by output.</summary>
    public required IReadOnlyList<VerifiedOutput> Outputs { get; init; }

    /// <summary>The sizes that were compared, such as <c>batch=3, time=17</c>.</summary>
    public required IReadOnlyList<string> Sizes { get; init; }

    /// <value>
    /// The largest value that was compared of each free size that the inputs' specifications do not bound from above. Default: none.
    /// </value>
    public IReadOnlyDictionary<string, long> Largest { get; init; } = new Dictionary<string, long>();

    /// <summary>The version of ONNX Runtime.</summary>
    public required string OnnxRuntime { get; init; }

    /// <summary>The version of TorchSharp.</summary>
    public required string TorchSharp { get; init; }
}
