namespace Tfaip.Training.Metrics;

/// <summary>Which direction of a metric is better.</summary>
public enum MonitorMode
{
    /// <summary>The smaller, the better.</summary>
    Min,

    /// <summary>The larger, the better.</summary>
    Max,
}
