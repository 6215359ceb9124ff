namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>The variance rectification of RAdam (Liu et al., 2020, algorithm 2).</summary>
internal static class Rectification
{
    /// <summary>
    /// The factor r of a step; null where the variance of so few gradients says nothing, and the step is to be without it.
    /// </summary>
    /// <param name="beta2">Decay of the mean of the squared gradients.</param>
    /// <param name="step">The step, from 1.</param>
    public static double? Of(double beta2, long step)
    {
        var power = Math.Pow(beta2, step);
        var limit = (2 / (1 - beta2)) - 1;
        var length = limit - (2 * step * power / (1 - power));
        if (length <= 5) return null;
        return Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
    }
}
