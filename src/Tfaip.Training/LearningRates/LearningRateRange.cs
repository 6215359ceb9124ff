namespace Tfaip.Training.LearningRates;

/// <summary>The learning rates of a range test: from each step to the next they grow by the same factor.</summary>
/// <param name="From">That of the first step, above 0.</param>
/// <param name="To">That of the last step, above <paramref name="From"/>.</param>
/// <param name="Steps">Optimizer steps, at least <see cref="LeastSteps"/>.</param>
public sealed record LearningRateRange(double From, double To, int Steps)
{
    /// <summary>The fewest steps of which a curve can be made.</summary>
    public const int LeastSteps = 10;

    /// <value>1e-7 to 10 in 100 steps.</value>
    public static LearningRateRange Default { get; } = new(1e-7, 10, 100);

    /// <summary>
    /// The steps over which the loss is smoothed: a tenth of all. The exponential mean forgets by the factor 1 − 1/<see cref="Window"/>
    /// a step.
    /// </summary>
    public int Window => Steps / 10;

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    public double Rate(int step) => step == Steps - 1 ? To : From * Math.Pow(To / From, (double)step / (Steps - 1));
}
