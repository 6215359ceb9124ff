namespace Tfaip.Training.Metrics.Answers;

/// <summary>
/// Σ edit distance / Σ length of the target over all samples: long targets count more, and the value does not depend on how samples are
/// batched. It may exceed 1. Where no target has any length it is not a number: there is nothing to divide by.
/// </summary>
public abstract class ErrorRate : AnswerMetric
{
    private double _errors;
    private double _length;

    private protected ErrorRate(string output, string target, string name)
        : base(output, target, name)
    {
    }

    /// <inheritdoc/>
    protected override double Add(object answer, object wanted, double weight)
    {
        var (errors, length) = Compare(answer, wanted);
        _errors += weight * errors;
        _length += weight * length;
        return errors;
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, double>> Values() =>
        [KeyValuePair.Create(Name, _length == 0 ? double.NaN : _errors / _length)];

    /// <inheritdoc/>
    protected override void Forget() => (_errors, _length) = (0, 0);

    private protected abstract (int Errors, int Length) Compare(object answer, object wanted);
}
