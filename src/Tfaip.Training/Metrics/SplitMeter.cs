using Tfaip.Parameters;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>All that is measured over the batches of one split: losses, metrics, and how many samples there were.</summary>
internal sealed class SplitMeter : IDisposable
{
    private const string BatchesKey = "batches";
    private const string SamplesKey = "samples";
    private const string MetricsPrefix = "metrics";

    private readonly LossMeter _losses = new();
    private readonly List<IMetric> _metrics;
    private bool _answersOnly;

    public SplitMeter(IEnumerable<IMetric> metrics)
    {
        _metrics = metrics.ToList();
        var twice = _metrics.GroupBy(metric => metric.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw SameName(twice.Key);
    }

    /// <summary>Batches so far.</summary>
    public long Batches { get; private set; }

    /// <summary>Samples so far.</summary>
    public long Samples { get; private set; }

    /// <summary>Whether a metric keeps more with every sample.</summary>
    public bool Grows => _metrics.Any(metric => metric is IGrowingMetric);

    /// <summary>The mean total loss so far.</summary>
    public double Loss => _losses.Total;

    /// <summary>Takes a batch.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="outputs">What the model gave.</param>
    /// <param name="losses">The losses.</param>
    /// <param name="total">Their total; null where it is not known.</param>
    /// <param name="samples">How many samples the batch has.</param>
    public void Add(TensorMap inputs, TensorMap targets, TensorMap outputs, LossMap losses, Tensor? total, int samples)
    {
        using var _ = no_grad();
        Batches++;
        Samples += samples;
        _losses.Add(losses, total, samples);
        foreach (var metric in _metrics) metric.Update(inputs, targets, outputs);
    }

    /// <summary>
    /// The bytes that each metric which keeps more with every sample will take, by the metric's name; nothing of the batch stays.
    /// </summary>
    /// <param name="inputs">The inputs of a batch.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="outputs">What the model gave.</param>
    /// <param name="times">How many times as many samples as the batch has there will be.</param>
    public IReadOnlyList<KeyValuePair<string, double>> MemoryFor(TensorMap inputs, TensorMap targets, TensorMap outputs, double times)
    {
        var bytes = new List<KeyValuePair<string, double>>();
        foreach (var metric in _metrics.OfType<IGrowingMetric>())
        {
            metric.Update(inputs, targets, outputs);
            bytes.Add(KeyValuePair.Create(metric.Name, metric.MemoryFor(times)));
            metric.Reset();
        }

        return bytes;
    }

    /// <summary>Counts the samples of a batch of which only the answers are known.</summary>
    public void Count(int samples) => (Batches, Samples, _answersOnly) = (Batches + 1, Samples + samples, true);

    /// <summary>The values by name, in their order: the total loss, the losses, the metrics.</summary>
    /// <exception cref="TfaipException">Two values have the same name.</exception>
    public IReadOnlyDictionary<string, double> Compute() => Result(null).Metrics;

    /// <summary>
    /// The values by name, in their order: the total loss, the losses, the metrics, then those of the evaluator; and all reports.
    /// </summary>
    /// <exception cref="TfaipException">Two values have the same name.</exception>
    public (IReadOnlyDictionary<string, double> Metrics, IReadOnlyList<MetricReport> Reports) Result(Evaluator? evaluator)
    {
        var values = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        var results = _answersOnly ? [] : _metrics.Select(metric => metric.Result()).ToArray();
        foreach (var (name, value) in _losses.Compute().Concat(results.SelectMany(result => result.Values))
            .Concat(evaluator?.Result() ?? new Dictionary<string, double>()))
        {
            if (!values.TryAdd(name, value)) throw SameName(name);
        }

        return (values, [.. results.SelectMany(result => result.Reports), .. evaluator?.Reports() ?? []]);
    }

    public void Reset()
    {
        (Batches, Samples, _answersOnly) = (0, 0, false);
        _losses.Reset();
        foreach (var metric in _metrics) metric.Reset();
    }

    /// <summary>What was gathered so far, for a checkpoint; the caller disposes nothing but the counts' tensors with its scope.</summary>
    public IReadOnlyDictionary<string, Tensor> Save()
    {
        var tensors = new Dictionary<string, Tensor>(
            StringComparer.Ordinal)
        { [BatchesKey] = tensor(Batches), [SamplesKey] = tensor(Samples) };
        _losses.Save(tensors);
        foreach (var metric in _metrics)
        {
            foreach (var (key, tensor) in metric.State) tensors.Add(PrefixOf(metric) + key, tensor);
        }

        return tensors;
    }

    /// <summary>Puts back what <see cref="Save"/> gave.</summary>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors, Device device)
    {
        (Batches, Samples) = (tensors[BatchesKey].item<long>(), tensors[SamplesKey].item<long>());
        _losses.Load(tensors, device);
        foreach (var metric in _metrics)
        {
            var prefix = PrefixOf(metric);
            metric.Load(
                tensors.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value),
                device);
        }
    }

    public void Dispose()
    {
        _losses.Dispose();
        foreach (var metric in _metrics) metric.Dispose();
    }

    // The dots of a name are escaped, so that none is the beginning of another: 'f1' and 'f1.b' keep their own state.
    private static string PrefixOf(IMetric metric) =>
        $"{MetricsPrefix}.{metric.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal)}.";

    private static TfaipException SameName(string name) => new(
        $"Two values are called '{name}': losses, metrics and values of the evaluator share their names' space, and 'loss' is the total. "
        + "Rename one.");
}
