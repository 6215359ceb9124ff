using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;
using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Metrics.Answers;

/// <summary>
/// Measures finished answers: it sees the samples of an evaluation, after post-processing, one by one. An
/// <see cref="AnswerEvaluator"/> holds such metrics.
/// </summary>
/// <param name="output">The output that is measured.</param>
/// <param name="target">The target that it is held against.</param>
/// <param name="name">The metric's name.</param>
public abstract class AnswerMetric(string output, string target, string name)
{
    private readonly List<AnswerError> _errors = [];
    private long _wrong;
    private long _samples;

    /// <summary>The name in logs and for the monitor; where there are several values, the part that their names begin with.</summary>
    public string Name { get; } = name;

    /// <value>The target that holds a weight for each sample. Default: null, all weigh 1.</value>
    public string? Weights { get; init; }

    /// <value>How many of the worst answers are listed in the <see cref="ErrorReport"/>; 0 for no report. Default: 20.</value>
    public int ListedErrors { get; init; } = 20;

    /// <summary>Takes a sample.</summary>
    /// <exception cref="TfaipException">The sample lacks the output, the target or the weight, or they cannot be measured.</exception>
    public void Update(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var (answer, wanted) = (Value(sample, "output", sample.Outputs, output), Value(sample, "target", sample.Targets, target));
        var weight = Weights is null ? 1 : Convert.ToDouble(Value(sample, "target", sample.Targets, Weights), CultureInfo.InvariantCulture);
        var size = Measure(sample, answer, wanted, weight);
        if (size > 0) Keep(sample, AnswerText.Of(answer), AnswerText.Of(wanted), size);
        _samples++;
    }

    /// <summary>What all samples since <see cref="Reset"/> give.</summary>
    public MetricResult Result() =>
        new(
            [.. Values()],
            ListedErrors == 0 || _samples == 0 ? [.. Reports()] : [.. Reports(), new ErrorReport(Name, [.. _errors], _wrong)]);

    /// <summary>Forgets all samples.</summary>
    public void Reset()
    {
        _errors.Clear();
        (_wrong, _samples) = (0, 0);
        Forget();
    }

    /// <summary>Takes an answer.</summary>
    /// <returns>How wrong it is; 0 where it is right.</returns>
    protected abstract double Add(object answer, object wanted, double weight);

    /// <summary>The numbers by name.</summary>
    protected abstract IEnumerable<KeyValuePair<string, double>> Values();

    /// <summary>What is drawn, besides the list of errors. Default: nothing.</summary>
    protected virtual IEnumerable<MetricReport> Reports() => [];

    /// <summary>Forgets what <see cref="Add"/> gathered.</summary>
    protected abstract void Forget();

    private double Measure(Sample sample, object answer, object wanted, double weight)
    {
        try
        {
            return Add(answer, wanted, weight);
        }
        catch (ArgumentException error)
        {
            throw new TfaipException($"{Name} cannot measure {sample.Source}: {error.Message}", error);
        }
    }

    private object Value(Sample sample, string what, SampleValues values, string key) => values.TryGetValue(key, out var value)
        ? value
        : throw new TfaipException(
            $"{Name} measures the {what} '{key}', which {sample.Source} does not have after post-processing; there are: "
            + $"{(values.Count == 0 ? "none" : string.Join(", ", values.Keys))}.");

    private void Keep(Sample sample, string answer, string wanted, double size)
    {
        _wrong++;
        if (ListedErrors == 0 || (_errors.Count == ListedErrors && size <= _errors[^1].Size)) return;
        var place = _errors.FindLastIndex(error => error.Size >= size) + 1;
        _errors.Insert(place, new(_samples, sample.Source, wanted, answer, size));
        if (_errors.Count > ListedErrors) _errors.RemoveAt(ListedErrors);
    }
}
