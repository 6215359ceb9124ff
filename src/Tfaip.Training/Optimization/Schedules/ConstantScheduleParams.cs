using Tfaip.Parameters;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>The learning rate stays as it is.</summary>
[Variant("constant")]
public sealed record ConstantScheduleParams : ScheduleParams
{
    /// <inheritdoc/>
    public override Schedule Create(ScheduleRun run) => new Constant(this, run);

    private sealed class Constant(ScheduleParams parameters, ScheduleRun run) : Schedule(parameters, run)
    {
        protected override double FactorAfter(double epoch, double warmup) => 1;
    }
}
