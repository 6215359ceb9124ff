using Tfaip.Parameters;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Loop;

/// <summary>Follows the value that decides which checkpoint is the best.</summary>
/// <param name="model">The model whose monitor it is.</param>
internal sealed class Monitoring(Model model)
{
    private readonly Model.Monitor _monitor = model.Best;

    /// <summary>The best so far.</summary>
    public BestInfo? Best { get; private set; }

    /// <summary>The value of the weights as they are; null where they have not been measured.</summary>
    public double? Value { get; private set; }

    /// <summary>The values that were measured last, without those of training where there are others.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; private set; } = new Dictionary<string, double>();

    /// <summary>Goes back to what a checkpoint knows.</summary>
    public void Restore(BestInfo? best, double? value, IReadOnlyDictionary<string, double> metrics) =>
        (Best, Value, Metrics) = (best, value, metrics);

    /// <summary>Takes note that the weights have changed.</summary>
    public void Step() => Value = null;

    /// <summary>Takes what was measured.</summary>
    /// <param name="at">Where the run stands.</param>
    /// <param name="training">The values of training.</param>
    /// <param name="evaluation">The values of the evaluation sets; null where there are none.</param>
    /// <exception cref="TfaipException">The monitored value was not measured.</exception>
    public MonitorUpdated Update(
        RunPosition at, IReadOnlyDictionary<string, double> training, IReadOnlyDictionary<string, double>? evaluation)
    {
        Metrics = evaluation ?? training;
        var values = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in Metrics) values.Add(name, value);
        foreach (var (name, value) in training) values.TryAdd($"{EvaluationCompleted.Training}/{name}", value);
        var monitored = ValueIn(values);
        Value = monitored;
        var isBest = _monitor.IsBetter(monitored, Best?.Value);
        if (isBest) Best = new BestInfo(_monitor.Metric, monitored, at.Epoch + 1, at.Step, Metrics);
        return new(at.Epoch + 1, at.Step, _monitor, monitored, isBest, values);
    }

    private double ValueIn(OrderedDictionary<string, double> values) => values.TryGetValue(_monitor.Metric, out var value)
        ? value
        : throw new TfaipException(
            $"{model.GetType().Name}.Best monitors '{_monitor.Metric}', which nothing measures; there are: "
            + $"{string.Join(", ", values.Keys)}.");
}
