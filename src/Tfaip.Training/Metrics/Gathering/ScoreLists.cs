using static TorchSharp.torch;

namespace Tfaip.Training.Metrics.Gathering;

/// <summary>Rows of batches kept one after the other on the device, for metrics that need all of them at the end.</summary>
internal sealed class ScoreLists : IDisposable
{
    private readonly OrderedDictionary<string, List<Tensor>> _lists = new(StringComparer.Ordinal);

    /// <summary>The rows to save, one tensor for each name.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _lists.ToDictionary(list => list.Key, list => Join(list.Value));

    /// <summary>The bytes of all rows that are in the machine's memory, and not on another device.</summary>
    public long Bytes =>
        _lists.Values.SelectMany(list => list).Where(part => part.is_cpu()).Sum(part => part.numel() * part.element_size());

    /// <summary>Keeps rows; they are copied.</summary>
    public void Add(string key, Tensor rows)
    {
        if (!_lists.TryGetValue(key, out var list)) _lists.Add(key, list = []);
        list.Add(rows.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>How many rows there are, and how many columns they have; null where there are none.</summary>
    public (long Rows, long Columns)? Size(string key) =>
        _lists.TryGetValue(key, out var list) ? (list.Sum(part => part.shape[0]), list[0].shape[1]) : null;

    /// <summary>Reads a column in double precision, so that all of them are never there at once; null where there are no rows.</summary>
    /// <param name="key">The name.</param>
    /// <param name="column">The column's number; null for all of them, row by row.</param>
    public double[]? Read(string key, int? column)
    {
        if (!_lists.TryGetValue(key, out var list)) return null;
        using var scope = NewDisposeScope();
        var all = Join(list);
        var values = column is { } one ? all.select(1, one) : all.reshape(-1);
        return values.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
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
