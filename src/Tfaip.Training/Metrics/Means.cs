namespace Tfaip.Training.Metrics;

/// <summary>Means over classes.</summary>
internal static class Means
{
    /// <summary>The mean of the values that there are; not a number where there are none.</summary>
    /// <param name="values">A value for each class, not a number where it has none.</param>
    /// <param name="weights">How often each class occurs.</param>
    /// <param name="average"><see cref="Average.Macro"/> or <see cref="Average.Weighted"/>.</param>
    public static double Of(double[] values, double[] weights, Average average)
    {
        var (sum, all) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i])) continue;
            var weight = average == Average.Weighted ? weights[i] : 1;
            sum += weight * values[i];
            all += weight;
        }

        return sum / all;
    }
}
