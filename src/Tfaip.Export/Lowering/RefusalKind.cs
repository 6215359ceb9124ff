namespace Tfaip.Export.Lowering;

/// <summary>What stands in the way of a lowering.</summary>
internal enum RefusalKind
{
    /// <summary>ONNX has no operators for it. What depends on no input is computed at export.</summary>
    Missing,

    /// <summary>It has no answer that a graph could give, such as a size that depends on values.</summary>
    Impossible,

    /// <summary>The recorder refuses it, with the same words.</summary>
    WhenRecorded,

    /// <summary>It has no meaning at inference, or in a graph.</summary>
    NotApplicable,
}
