using static TorchSharp.torch;

namespace Tfaip.Training.Metrics.Gathering;

/// <summary>
/// Sums of weights by cell, of which only those that occur are held: the memory grows with the data, never with the square of the classes.
/// What batches add is kept as it is until it is as much as the sums themselves, and then summed at once, so that a batch costs no more
/// where there are many cells. A run that goes on sums the same parts in the same order.
/// </summary>
internal sealed class CellSums : IDisposable
{
    private const string Classes = "classes";
    private const string Cells = "cells";
    private const string Counts = "counts";
    private const string NewCells = "new_cells";
    private const string NewCounts = "new_counts";

    // Below, sorting is not worth its calls.
    private const long LeastSummed = 1 << 14;

    private readonly List<(Tensor Cells, Tensor Counts)> _new = [];
    private (Tensor Cells, Tensor Counts)? _sums;
    private Tensor? _classes;
    private long _newCount;

    /// <summary>How many classes rows and columns have; 0 before the first addition.</summary>
    public long ClassCount { get; private set; }

    /// <summary>The tensors to save; none before the first addition.</summary>
    public IReadOnlyDictionary<string, Tensor> State
    {
        get
        {
            var state = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            if (_classes is null) return state;
            state.Add(Classes, _classes);
            if (_sums is { } sums) (state[Cells], state[Counts]) = sums;
            if (_new.Count == 0) return state;
            JoinNew();
            (state[NewCells], state[NewCounts]) = _new[0];
            return state;
        }
    }

    /// <summary>Adds weights to cells, which may occur several times.</summary>
    /// <param name="cells">int64[n]: row · classes + column.</param>
    /// <param name="weights">float64[n].</param>
    /// <param name="classes">How many classes rows and columns have.</param>
    public void Add(Tensor cells, Tensor weights, long classes)
    {
        SetClasses(classes);
        _new.Add((cells.clone().DetachFromDisposeScope(), weights.clone().DetachFromDisposeScope()));
        _newCount += cells.numel();
        if (_newCount >= Math.Max(LeastSummed, _sums?.Cells.numel() ?? 0)) Sum();
    }

    /// <summary>Every cell that occurs with a weight, in their order.</summary>
    public IReadOnlyList<(long Row, long Column, double Count)> Read()
    {
        if (ClassCount == 0) return [];
        using var scope = NewDisposeScope();
        var (cells, counts) = Summed();
        var (keys, values) = (cells.cpu().data<long>().ToArray(), counts.cpu().data<double>().ToArray());
        return [.. keys.Zip(values).Where(cell => cell.Second != 0)
            .Select(cell => (cell.First / ClassCount, cell.First % ClassCount, cell.Second))];
    }

    /// <summary>Puts back what <see cref="State"/> gave.</summary>
    public void Load(IReadOnlyDictionary<string, Tensor> state, Device device)
    {
        Dispose();
        if (!state.TryGetValue(Classes, out var classes)) return;
        SetClasses(classes.item<long>());
        Tensor Copy(string key) => state[key].to(device, copy: true).DetachFromDisposeScope();
        if (state.ContainsKey(Cells)) _sums = (Copy(Cells), Copy(Counts));
        if (!state.ContainsKey(NewCells)) return;
        _new.Add((Copy(NewCells), Copy(NewCounts)));
        _newCount = _new[0].Cells.numel();
    }

    /// <summary>Forgets everything.</summary>
    public void Dispose()
    {
        DisposeNew();
        _sums?.Cells.Dispose();
        _sums?.Counts.Dispose();
        _sums = null;
        _classes?.Dispose();
        (_classes, ClassCount) = (null, 0);
    }

    private void SetClasses(long classes)
    {
        _classes ??= tensor(classes).DetachFromDisposeScope();
        ClassCount = classes;
    }

    private void Sum()
    {
        using var scope = NewDisposeScope();
        var (cells, counts) = Summed();
        DisposeNew();
        _sums?.Cells.Dispose();
        _sums?.Counts.Dispose();
        _sums = (cells.DetachFromDisposeScope(), counts.DetachFromDisposeScope());
    }

    private (Tensor Cells, Tensor Counts) Summed()
    {
        var all = _sums is { } sums ? [sums, .. _new] : _new;
        var (cells, where, _) = cat([.. all.Select(part => part.Cells)]).unique(sorted: true, return_inverse: true);
        var counts = zeros(cells.numel(), ScalarType.Float64, cells.device);
        return (cells, counts.scatter_add_(0, where!, cat([.. all.Select(part => part.Counts)])));
    }

    private void JoinNew()
    {
        if (_new.Count == 1) return;
        using var scope = NewDisposeScope();
        var joined = (
            cat([.. _new.Select(part => part.Cells)]).DetachFromDisposeScope(),
            cat([.. _new.Select(part => part.Counts)]).DetachFromDisposeScope());
        var count = _newCount;
        DisposeNew();
        _new.Add(joined);
        _newCount = count;
    }

    private void DisposeNew()
    {
        foreach (var (cells, counts) in _new)
        {
            cells.Dispose();
            counts.Dispose();
        }

        _new.Clear();
        _newCount = 0;
    }
}
