using Tfaip.Training.Evaluation.Members;
using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Evaluation.Jobs;

/// <summary>What models reach on evaluation data.</summary>
internal sealed record EvaluationReport
{
    /// <summary>What was evaluated; several models voted.</summary>
    public required IReadOnlyList<ModelPlace> Models { get; init; }

    /// <value>How several models voted. Default: null, there was no vote.</value>
    public string? Voter { get; init; }

    /// <value>The device that measured. Default: null, answers of a dump were measured.</value>
    public string? Device { get; init; }

    /// <summary>How many samples each evaluation set had, in their order.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> Sets { get; init; }

    /// <summary>How many samples there were.</summary>
    public long Samples => Sets.Sum(set => set.Value);

    /// <summary>The values by name, in the order in which a run reports them.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>What is no number, by the names of the values.</summary>
    public required IReadOnlyList<MetricReport> Reports { get; init; }

    /// <value>What was not measured and why, for people. Default: nothing.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
