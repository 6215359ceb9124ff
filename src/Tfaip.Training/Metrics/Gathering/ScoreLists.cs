using static TorchSharp.torch;

namespace Tfaip.Training.Metrics.Gathering;

/// <summary>Rows of batches kept one after the other on the device, for metrics that need all of them at the end.</summary>
internal sealed class ScoreLists : IDisposable
{
    private readonly OrderedDictionary<string, List<Tensor>> _lists = new(StringComparer.Ordinal);

    /// <summary>The rows to save, one tensor for each name.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _lists.ToDictionary(list => list.Key, list => Join(list.Value));

    /// <summary>Keeps rows; they are copied.</summary>
    public void Add(string key, Tensor rows)
    {
        if (!_lists.TryGetValue(key, out var list)) _lists.Add(key, list = []);
        list.Add(rows.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>Reads all rows in double precision; null where there are none.</summary>
    public (double[] Values, long[] Shape)? Read(string key)
    {
        if (!_lists.TryGetValue(key, out var list)) return null;
        using var scope = NewDisposeScope();
        var all = Join(list);
        return (all.to(ScalarType.Float64).cpu().data<double>().ToArray(), all.shape);
    }

    public void Load(IReadOnlyDictionary<string, Tensor> state, Device device)
    {
        Dispose();
        foreach (var (key, rows) in state) _lists.Add(key, [rows.to(device, copy: true).DetachFromDisposeScope()]);
    }

    public void Dispose()
    {
        foreach (var tensor in _lists.Values.SelectMany(list => list)) tensor.Dispose();
        _lists.Clear();
    }

    // In place of the parts, so that the whole is not copied a second time.
    private static Tensor Join(List<Tensor> list)
    {
        if (list.Count == 1) return list[0];
        var whole = cat([.. list], 0).DetachFromDisposeScope();
        foreach (var part in list) part.Dispose();
        list.Clear();
        list.Add(whole);
        return whole;
    }
}
