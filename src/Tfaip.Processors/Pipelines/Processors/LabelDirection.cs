namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>What a map of labels makes of what.</summary>
public enum LabelDirection
{
    /// <summary>Numbers of names: <c>"dog"</c> becomes 1.</summary>
    ToIndex,

    /// <summary>Names of numbers: 1 becomes <c>"dog"</c>.</summary>
    ToLabel,
}
