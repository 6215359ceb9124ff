namespace Tfaip.Training.LearningRates;

/// <summary>
/// An exponential moving average, corrected for its beginning at zero as the moments of Adam are (Kingma and Ba, 2015, section 3).
/// </summary>
/// <param name="decay">What is left of a value's weight from one value to the next, from 0 to below 1.</param>
internal sealed class ExponentialMean(double decay)
{
    private double _sum;
    private double _weight;

    /// <summary>Takes a value.</summary>
    /// <returns>The mean with it.</returns>
    public double Add(double value)
    {
        _sum = (decay * _sum) + ((1 - decay) * value);
        _weight = (decay * _weight) + (1 - decay);
        return _sum / _weight;
    }
}
