using Tfaip.Training.Metrics;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>What a schedule needs to know of its run.</summary>
/// <param name="Epochs">Epochs of the run.</param>
/// <param name="StepsPerEpoch">Optimizer steps of an epoch.</param>
/// <param name="Mode">Whether the monitored value is to be small or large.</param>
public sealed record ScheduleRun(int Epochs, int StepsPerEpoch, MonitorMode Mode = MonitorMode.Min);
