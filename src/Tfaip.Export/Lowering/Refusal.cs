namespace Tfaip.Export.Lowering;

/// <summary>Why a method or a layer of TorchSharp cannot be exported.</summary>
/// <param name="Kind">What stands in the way.</param>
/// <param name="Reason">Why, and what to write instead: sentences, the first of which begins small.</param>
internal sealed record Refusal(RefusalKind Kind, string Reason)
{
    /// <summary>Whether the method has no meaning in a graph at all.</summary>
    public bool IsNotApplicable => Kind == RefusalKind.NotApplicable;

    /// <summary>The message for a method.</summary>
    public string About(string method) =>
        Kind == RefusalKind.WhenRecorded ? $"{method} {Reason}" : $"{method} has no ONNX lowering: {Reason}";
}
