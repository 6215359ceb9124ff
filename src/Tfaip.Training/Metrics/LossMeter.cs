using System.Globalization;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>The mean of each loss and of their total over the samples of a split, gathered on the device.</summary>
internal sealed class LossMeter : IDisposable
{
    private const string KeyPrefix = "losses";
    private readonly OrderedDictionary<string, WeightedMean> _means = new(StringComparer.Ordinal);

    /// <summary>The mean total loss so far.</summary>
    public double Total => _means.TryGetValue(Model.Monitor.Loss, out var mean) ? mean.Compute() : double.NaN;

    /// <summary>Takes the losses of a batch, and their total where it is known.</summary>
    public void Add(LossMap losses, Tensor? total, int samples)
    {
        if (total is not null) MeanOf(Model.Monitor.Loss).Add(total, samples);
        foreach (var loss in losses)
        {
            // A model with one loss may call it "loss", which is the total then.
            if (losses.Count > 1 || loss.Name != Model.Monitor.Loss) MeanOf(loss.Name).Add(loss.Mean, samples);
        }
    }

    /// <summary>The means by name, the total first.</summary>
    public IEnumerable<KeyValuePair<string, double>> Compute() =>
        _means.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Compute()));

    public void Reset()
    {
        foreach (var mean in _means.Values) mean.Dispose();
        _means.Clear();
    }

    /// <summary>Adds what was gathered to the tensors of a checkpoint.</summary>
    public void Save(Dictionary<string, Tensor> tensors)
    {
        foreach (var (index, (name, mean)) in _means.Index())
        {
            foreach (var (key, tensor) in mean.State)
            {
                tensors.Add(string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}.{index:D3}.{key}.{name}"), tensor);
            }
        }
    }

    /// <summary>Puts back what <see cref="Save"/> added.</summary>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors, Device device)
    {
        Reset();
        var entries = tensors
            .Where(entry => entry.Key.StartsWith(KeyPrefix + ".", StringComparison.Ordinal))
            .Select(entry => (Parts: entry.Key.Split('.', 4), Tensor: entry.Value))
            .GroupBy(entry => (Index: entry.Parts[1], Name: entry.Parts[3]))
            .OrderBy(group => group.Key.Index, StringComparer.Ordinal);
        foreach (var group in entries)
        {
            MeanOf(group.Key.Name).Load(group.ToDictionary(entry => entry.Parts[2], entry => entry.Tensor), device);
        }
    }

    public void Dispose() => Reset();

    private WeightedMean MeanOf(string name)
    {
        if (!_means.TryGetValue(name, out var mean)) _means.Add(name, mean = new WeightedMean());
        return mean;
    }
}
