using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>A schedule that is a function of the place in the run alone, so that a resumed run needs no state of it.</summary>
public abstract record TimedScheduleParams : ScheduleParams
{
    /// <value>
    /// Whether the learning rate changes after each epoch or, in fractions of an epoch, after each step. Default: epoch.
    /// </value>
    public ScheduleUnit Per { get; init; } = ScheduleUnit.Epoch;

    /// <value>
    /// Epochs for which the schedule stays in its beginning; it then passes over the epochs that are left. Default: 0.
    /// </value>
    /// <remarks>Lets a run that goes on with more epochs begin its schedule anew.</remarks>
    [Range(0, int.MaxValue)]
    public int OffsetEpochs { get; init; }

    /// <inheritdoc/>
    public sealed override Schedule Create(ScheduleRun run) => new Timed(this, run);

    /// <summary>The factor.</summary>
    /// <param name="epoch">
    /// Epochs that are over since the schedule began, from 0, with the fraction of the running one where it changes per step.
    /// </param>
    /// <param name="epochs">Epochs over which the schedule passes, above 0.</param>
    /// <param name="stepsPerEpoch">Optimizer steps of an epoch.</param>
    protected abstract double Factor(double epoch, double epochs, int stepsPerEpoch);

    /// <summary>The momentum; null, the default, where the optimizer's own holds.</summary>
    /// <inheritdoc cref="Factor"/>
    protected virtual double? Momentum(double epoch, double epochs, int stepsPerEpoch) => null;

    /// <summary>Epochs over which the schedule passes: those of the run without offset and warm-up, at least one step.</summary>
    private protected double Span(ScheduleRun run) =>
        Math.Max(run.Epochs - OffsetEpochs - (Warmup?.Length(run) ?? 0), 1.0 / run.StepsPerEpoch);

    private sealed class Timed(TimedScheduleParams parameters, ScheduleRun run) : Schedule(parameters, run)
    {
        private readonly double _span = parameters.Span(run);

        protected override int Offset => parameters.OffsetEpochs;

        protected override double FactorAfter(double epoch, double warmup) =>
            parameters.Factor(Since(epoch, warmup), _span, Run.StepsPerEpoch);

        protected override double? MomentumAfter(double epoch, double warmup) =>
            parameters.Momentum(Since(epoch, warmup), _span, Run.StepsPerEpoch);

        // Steps are whole numbers, whose difference is exact: one of fractions would be below a whole epoch where it should be one.
        private double Since(double epoch, double warmup)
        {
            var steps = ScheduleSteps.Whole((parameters.Per == ScheduleUnit.Epoch ? Math.Floor(epoch) : epoch) * Run.StepsPerEpoch);
            return Math.Max(0, steps - ScheduleSteps.Whole(warmup * Run.StepsPerEpoch)) / Run.StepsPerEpoch;
        }
    }
}
