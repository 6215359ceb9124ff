namespace Tfaip.Training.Metrics;

/// <summary>How outputs name classes.</summary>
public enum ClassificationTask
{
    /// <summary>
    /// One class of several: scores [batch, classes, …], targets [batch, …] with the class's number. The largest score is the answer.
    /// </summary>
    MultiClass,

    /// <summary>Yes or no: scores and targets of one shape, targets 0 or 1. A score above the threshold is a yes.</summary>
    Binary,

    /// <summary>
    /// Any of several labels: scores and targets [batch, labels, …], targets 0 or 1. A score above the threshold is a yes.
    /// </summary>
    MultiLabel,
}
