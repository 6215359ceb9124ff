using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Checkpoints;

/// <summary>
/// Which checkpoints stay when a new one is written: the new one always does. It is a function of the checkpoints alone, so
/// that a run that was interrupted keeps those that it would have kept.
/// </summary>
internal sealed record CheckpointRetention
{
    /// <value>How many of the newest that were due are kept, 1 or more; null for all. Default: 1.</value>
    public int? Keep { get; init; } = 1;

    /// <value>How many of those that <see cref="Monitor"/> likes best are kept besides. Default: 0.</value>
    public int KeepBest { get; init; }

    /// <value>Which monitored values are better. Default: the smaller ones.</value>
    public Model.Monitor Monitor { get; init; } = Model.Monitor.Min(Model.Monitor.Loss);

    /// <summary>Says which of some checkpoints stay.</summary>
    /// <param name="states">The checkpoints, oldest first.</param>
    public IReadOnlySet<long> Kept(IReadOnlyList<CheckpointState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        var due = states.Where(state => state.IsDue).ToList();
        var ranked = states.Where(state => state.Monitored is { } value && !double.IsNaN(value)).ToList();

        // Stable: on a tie the earlier one is the better.
        var best = Monitor.Mode == MonitorMode.Max
            ? ranked.OrderByDescending(state => state.Monitored)
            : ranked.OrderBy(state => state.Monitored);
        return states.TakeLast(1)
            .Concat(due.TakeLast(Keep ?? due.Count))
            .Concat(best.Take(KeepBest))
            .Select(state => state.Step)
            .ToHashSet();
    }
}
