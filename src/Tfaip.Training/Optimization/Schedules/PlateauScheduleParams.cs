using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>
/// The learning rate falls to a part of itself where the monitored value gets no better (PyTorch's ReduceLROnPlateau).
/// </summary>
[Variant("reduce_on_plateau")]
public sealed record PlateauScheduleParams : ScheduleParams
{
    /// <value>Factor of the learning rate. Default: 0.1.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Gamma { get; init; } = 0.1;

    /// <value>
    /// Evaluations without a better value that are waited for; the next one lets the learning rate fall. Default: 10.
    /// </value>
    [Range(0, int.MaxValue)]
    public int Patience { get; init; } = 10;

    /// <value>How much better than the best a value must be to count. Default: 1e-4.</value>
    [Range(0, double.MaxValue)]
    public double Threshold { get; init; } = 1e-4;

    /// <value>Whether the threshold is a difference, or a part of the best value. Default: false, a part.</value>
    public bool AbsoluteThreshold { get; init; }

    /// <value>Evaluations after a fall that do not count. Default: 0.</value>
    [Range(0, int.MaxValue)]
    public int Cooldown { get; init; }

    /// <value>The least that is left of the learning rate, as a fraction of it. Default: 0.</value>
    [Range(0.0, 1.0)]
    public double Minimum { get; init; }

    /// <inheritdoc/>
    public override Schedule Create(ScheduleRun run) => new PlateauSchedule(this, run);
}
