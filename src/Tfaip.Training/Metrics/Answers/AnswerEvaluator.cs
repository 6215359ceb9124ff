using Tfaip.Parameters;
using Tfaip.Processors.Samples;
using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Metrics.Answers;

/// <summary>An evaluator that is a list of metrics. A scenario derives its evaluator from it.</summary>
/// <param name="metrics">The metrics.</param>
/// <example>
/// <c>public sealed class LineEvaluator() : AnswerEvaluator(new CharacterErrorRate("text", "text"), new WordErrorRate("text", "text"));</c>
/// </example>
public abstract class AnswerEvaluator(params IReadOnlyList<AnswerMetric> metrics) : Evaluator
{
    /// <inheritdoc/>
    public override void Reset()
    {
        foreach (var metric in metrics) metric.Reset();
    }

    /// <inheritdoc/>
    public override void Update(Sample sample)
    {
        foreach (var metric in metrics) metric.Update(sample);
    }

    /// <inheritdoc/>
    /// <exception cref="TfaipException">Two values have the same name.</exception>
    public override IReadOnlyDictionary<string, double> Result()
    {
        var values = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in metrics.SelectMany(metric => metric.Result().Values))
        {
            if (!values.TryAdd(name, value))
                throw new TfaipException($"Two values of {GetType().Name} are called '{name}'. Give one of its metrics another name.");
        }

        return values;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<MetricReport> Reports() => [.. metrics.SelectMany(metric => metric.Result().Reports)];
}
