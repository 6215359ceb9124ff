using Tfaip.Training.Callbacks;

namespace Tfaip.Training.Reporting.Times;

/// <summary>Adds up what training, evaluation and prediction took, since the run started or went on.</summary>
internal sealed class RunTimes : ICallback
{
    private PhaseTime _training = new(PhaseTime.Training, 0, 0, TimeSpan.Zero);
    private PhaseTime _evaluation = new(PhaseTime.Evaluation, 0, 0, TimeSpan.Zero);
    private PhaseTime _prediction = new(PhaseTime.Prediction, 0, 0, TimeSpan.Zero);
    private TimeSpan _unmeasuredSteps;

    /// <summary>The phases so far, those that did nothing left out.</summary>
    public IReadOnlyList<PhaseTime> Phases =>
    [
        .. new[] { _training with { Duration = _training.Duration + _unmeasuredSteps }, _evaluation, _prediction }.Where(
            phase => phase.Batches > 0),
    ];

    public void On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case StepCompleted step:
                _training = Add(_training, step.Batches, step.Samples, TimeSpan.Zero);
                _unmeasuredSteps += step.Duration;
                break;

            // A device may be behind its steps; it is not when they are measured. The samples of that are others: a run that went on has
            // those before in them.
            case EvaluationCompleted { Split: EvaluationCompleted.Training } measured:
                _training = Add(_training, 0, 0, measured.Duration);
                _unmeasuredSteps = TimeSpan.Zero;
                break;
            case EvaluationCompleted evaluated:
                _evaluation = Add(_evaluation, evaluated.Batches, evaluated.Samples, evaluated.Duration);
                break;
            case SamplePredicted predicted:
                _prediction = Add(_prediction, 1, 1, predicted.Duration);
                break;
        }
    }

    private static PhaseTime Add(PhaseTime phase, long batches, long samples, TimeSpan duration) =>
        phase with { Batches = phase.Batches + batches, Samples = phase.Samples + samples, Duration = phase.Duration + duration };
}
