namespace Tfaip.Training.LearningRates;

/// <summary>Gathers the losses of a range test, and sees when they diverge.</summary>
/// <param name="range">The learning rates.</param>
internal sealed class LearningRateCurve(LearningRateRange range)
{
    private readonly ExponentialMean _mean = new(1 - (1.0 / range.Window));
    private readonly List<LearningRatePoint> _points = [];
    private double _best = double.PositiveInfinity;

    /// <summary>The points so far.</summary>
    public IReadOnlyList<LearningRatePoint> Points => _points;

    /// <summary>
    /// Whether the last loss is not a finite number, or its smoothed value is so far above the best one that the rates that follow cannot
    /// be of use: by three times the best one's size (four times the best, where it is positive), and by three times what the loss had
    /// fallen. The second makes it hold for losses near or below zero too.
    /// </summary>
    public bool HasDiverged { get; private set; }

    /// <summary>Takes the loss of the next step.</summary>
    /// <param name="loss">The total loss.</param>
    public LearningRatePoint Add(double loss)
    {
        var point = new LearningRatePoint(_points.Count + 1, range.Rate(_points.Count), loss, _mean.Add(loss));
        _points.Add(point);
        _best = Math.Min(_best, point.SmoothedLoss);
        var limit = _best + (3 * Math.Max(Math.Abs(_best), _points[0].SmoothedLoss - _best));
        HasDiverged = !double.IsFinite(loss) || point.SmoothedLoss > limit;
        return point;
    }
}
