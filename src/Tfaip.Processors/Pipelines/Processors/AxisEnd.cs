namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>The two ends of an axis.</summary>
public enum AxisEnd
{
    /// <summary>Before the first element.</summary>
    Start,

    /// <summary>After the last element.</summary>
    End,
}
