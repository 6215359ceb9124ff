namespace Tfaip.Training.Optimization.Schedules;

/// <summary>How often a schedule changes the learning rate.</summary>
public enum ScheduleUnit
{
    /// <summary>After each epoch.</summary>
    Epoch,

    /// <summary>After each step, in fractions of an epoch.</summary>
    Step,
}
