namespace Tfaip.Training.Metrics;

/// <summary>
/// The harmonic mean of precision and recall, (1 + β²) true positives / (answers + β² targets); with β = 1 the F1, which is also the
/// Dice coefficient.
/// </summary>
/// <param name="output">The output with the scores.</param>
/// <param name="target">The target.</param>
/// <param name="name">The metric's name.</param>
public sealed class FScore(string output, string target, string name = "f1") : ClassificationMetric(output, target, name)
{
    /// <value>How much more recall counts than precision. Default: 1.</value>
    public double Beta { get; init; } = 1;

    private protected override double Ratio(double right, double answered, double wanted) =>
        (1 + (Beta * Beta)) * right / (answered + (Beta * Beta * wanted));
}
