using Tfaip.Parameters;
using Tfaip.Training.Evaluation;
using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Loop;

/// <summary>Answers first batches to see what metrics will take of the memory that keep more with every sample.</summary>
internal static class MetricTrial
{
    /// <summary>Refuses metrics that will not fit.</summary>
    /// <param name="setup">What is trained.</param>
    /// <param name="stream">The training samples.</param>
    /// <param name="meter">Measures training.</param>
    /// <param name="evaluations">The evaluation sets.</param>
    /// <exception cref="TfaipException">A metric would take more memory than there is.</exception>
    public static void Run(TrainingSetup setup, TrainingStream stream, SplitMeter meter, Evaluations evaluations)
    {
        var limit = setup.Data.Parameters.Pipeline.Limit;
        IReadOnlyList<MetricMemory> training = [];
        if (meter.Grows)
        {
            using var evaluator = new ModelEvaluator(
                setup.Model, setup.Data, stream.Source, new BatchConverter(setup.Data, setup.Device), evaluator: null, setup.Seed);
            training = evaluator.MetricMemory(
                MetricMemory.EpochPlace, setup.Parameters.SamplesPerEpoch ?? Math.Min(stream.Samples, limit ?? int.MaxValue));
        }

        // The scores of a set go before those of the next one come; those of training stay until all sets are measured.
        MetricMemory.Check(training, setup.AvailableMemory);
        foreach (var set in evaluations.MetricMemory(limit)) MetricMemory.Check([.. set, .. training], setup.AvailableMemory);
    }
}
