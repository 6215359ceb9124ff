using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Evaluation;
using Tfaip.Training.Metrics;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Loop;

/// <summary>
/// Measures a run: what training has gathered and the evaluation sets, reported to the callbacks and to whoever follows the
/// monitored value.
/// </summary>
/// <param name="setup">What is trained.</param>
/// <param name="step">What trains it.</param>
/// <param name="stream">The training samples, of which statistics of averages may be made.</param>
/// <param name="meter">What training has gathered.</param>
/// <param name="clock">How long that took.</param>
/// <param name="evaluations">The evaluation sets.</param>
/// <param name="monitoring">Follows the monitored value.</param>
/// <param name="callbacks">They hear of all.</param>
internal sealed class RunEvaluation(
    TrainingSetup setup, TrainingStep step, TrainingStream stream, SplitMeter meter, TrainingClock clock, Evaluations evaluations,
    Monitoring monitoring, CallbackGroup callbacks)
{
    /// <summary>Reports what training measured since the last time, and with the sets what they give.</summary>
    /// <param name="at">Where the run stands.</param>
    /// <param name="withSets">Whether the evaluation sets are measured.</param>
    /// <param name="updated">What the monitor makes of it; null where it has nothing to say.</param>
    /// <param name="cancellationToken">Interrupts it between two batches.</param>
    /// <returns>False where it was interrupted: nothing is reported, and it is to be done again.</returns>
    public bool Run(RunPosition at, bool withSets, out MonitorUpdated? updated, CancellationToken cancellationToken)
    {
        updated = null;
        var (training, reports) = meter.Result(null);
        var (learnt, duration) = (new EvaluationResult(training, reports, meter.Batches, meter.Samples), clock.Elapsed);
        EvaluationRound? round = null;
        try
        {
            if (withSets && evaluations.Any) round = Evaluate(at, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        updated = round is not null || !evaluations.Any ? monitoring.Update(at, training, round?.Values) with
        {
            NotFiniteInput = round?.Sets.Select(set => set.Result.NotFiniteInput).FirstOrDefault(input => input is not null)
        } : null;
        if (updated is not null) step.Schedule.Observe(updated.Value);
        callbacks.Tell(Completed(at, EvaluationCompleted.Training, learnt, duration, round is null
            && updated is { IsBest: true }) with
        { SamplesInDuration = clock.Samples });
        foreach (var (index, set) in round?.Sets.Index() ?? [])
            callbacks.Tell(Completed(at, set.Name, set.Result, set.Duration, index == 0 && updated!.IsBest));
        if (updated is not null) callbacks.Tell(updated);
        meter.Reset();
        clock.Restart();
        return true;
    }

    private EvaluationRound Evaluate(RunPosition at, CancellationToken cancellationToken)
    {
        using var averages = step.UseAverages(() => stream.Batches(at.Pass));
        setup.Model.Progress = at.Progress(setup.Parameters.Epochs, stream.StepsPerEpoch);
        return evaluations.Run(SummariesReady, SampleEvaluated, cancellationToken);

        void SummariesReady(string set, TensorMap inputs, TensorMap targets, TensorMap outputs) => callbacks.Tell(new SummariesReady(
            at.Epoch + 1, at.Step, set, writer => setup.Model.WriteSummaries(writer, inputs, targets, outputs)));

        void SampleEvaluated(string set, Sample sample) =>
            callbacks.Tell(new SampleEvaluated(at.Epoch + 1, at.Step, set, sample, setup.Model.Describe(sample)));
    }

    private static EvaluationCompleted Completed(RunPosition at, string split, EvaluationResult result, TimeSpan duration, bool isBest) =>
        new()
        {
            Epoch = at.Epoch + 1,
            Step = at.Step,
            Split = split,
            Metrics = result.Metrics,
            Reports = result.Reports,
            Batches = result.Batches,
            Samples = result.Samples,
            Duration = duration,
            IsBest = isBest,
        };
}
