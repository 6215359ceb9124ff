using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Metrics.Gathering;

/// <summary>
/// The curves of the labels with the smallest values: those of others are not even made. Labels without a value come last.
/// </summary>
/// <param name="most">How many there are at most.</param>
internal sealed class WorstCurves(int most)
{
    private readonly List<(double Value, int Label, Curve Curve)> _worst = [];

    /// <summary>The curves in the order of their labels.</summary>
    public IReadOnlyList<Curve> InOrder => [.. _worst.OrderBy(entry => entry.Label).Select(entry => entry.Curve)];

    /// <summary>Takes a label; labels come in their order, and of equal values the first ones stay.</summary>
    public void Add(int label, double value, Func<Curve> curve)
    {
        var size = double.IsNaN(value) ? double.PositiveInfinity : value;
        if (_worst.Count == most)
        {
            if (size >= _worst[^1].Value) return;
            _worst.RemoveAt(most - 1);
        }

        _worst.Insert(_worst.FindLastIndex(entry => entry.Value <= size) + 1, (size, label, curve()));
    }
}
