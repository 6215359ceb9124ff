using Tfaip.Processors.Samples;
using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Metrics;

/// <summary>
/// Measures finished answers: it sees each sample of an evaluation with its targets and its post-processed outputs, in order.
/// A scenario has at most one, found by its base class.
/// </summary>
public abstract class Evaluator
{
    /// <summary>Forgets everything; called before each evaluation.</summary>
    public abstract void Reset();

    /// <summary>Takes one sample, after post-processing.</summary>
    public abstract void Update(Sample sample);

    /// <summary>The values by name; they are shown with the metrics and may be monitored.</summary>
    public abstract IReadOnlyDictionary<string, double> Result();

    /// <summary>What is no number: confusion matrices, curves, lists of errors. Default: nothing.</summary>
    public virtual IReadOnlyList<MetricReport> Reports() => [];
}
