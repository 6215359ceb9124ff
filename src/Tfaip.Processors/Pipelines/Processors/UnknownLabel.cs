namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>What becomes of a label that a map does not have.</summary>
public enum UnknownLabel
{
    /// <summary>It is an error.</summary>
    Error,

    /// <summary>The sample is dropped.</summary>
    Drop,

    /// <summary>It gets the number of another label.</summary>
    Replace,
}
