using Tfaip.Parameters;
using Tfaip.Training.Evaluation.Members;
using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Evaluation.Jobs;

/// <summary>The results of evaluation sets in one: those of the first have their names, those of others <c>SET/NAME</c>.</summary>
internal sealed class EvaluationResults
{
    private readonly OrderedDictionary<string, double> _metrics = new(StringComparer.Ordinal);
    private readonly List<MetricReport> _reports = [];
    private readonly List<KeyValuePair<string, long>> _sets = [];
    private readonly SortedSet<string> _unmeasured = new(StringComparer.Ordinal);

    /// <summary>The values by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _metrics;

    /// <summary>Adds the result of a set.</summary>
    /// <exception cref="TfaipException">Two values have the same name.</exception>
    public void Add(string set, EvaluationResult result, IEnumerable<string> unmeasured)
    {
        var prefix = _sets.Count == 0 ? "" : $"{set}/";
        foreach (var (name, value) in result.Metrics)
        {
            if (!_metrics.TryAdd(prefix + name, value))
                throw new TfaipException($"Two values are called '{prefix + name}'. Rename the evaluation set '{set}'.");
        }

        _reports.AddRange(result.Reports.Select(report => report with { Name = prefix + report.Name }));
        _sets.Add(KeyValuePair.Create(set, result.Samples));
        _unmeasured.UnionWith(unmeasured);
    }

    /// <summary>All of it.</summary>
    public EvaluationReport Report(IReadOnlyList<ModelPlace> models) => new()
    {
        Models = models, Sets = _sets, Metrics = _metrics, Reports = _reports, Notes = [.. Notes()],
    };

    private IEnumerable<string> Notes()
    {
        if (_unmeasured.Count == 0) yield break;
        yield return "Not measured, because it depends on weights of the model that are not in a package or were not voted over: "
            + $"{string.Join(", ", _unmeasured)}, and so the total loss.";
    }
}
