namespace Tfaip.Training.Metrics;

/// <summary>The part of the answers for a class that are right: true positives / answers.</summary>
/// <param name="output">The output with the scores.</param>
/// <param name="target">The target.</param>
/// <param name="name">The metric's name.</param>
public sealed class Precision(string output, string target, string name = "precision") : ClassificationMetric(output, target, name)
{
    private protected override double Ratio(double right, double answered, double wanted) => right / answered;
}
