namespace Tfaip.Processors.Pipelines;

/// <summary>What happens to a sample that cannot be read or processed.</summary>
public enum ErrorPolicy
{
    /// <summary>It ends the run.</summary>
    Fail,

    /// <summary>It is left out and counted.</summary>
    Skip,
}
