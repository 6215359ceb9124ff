namespace Tfaip.Training.Metrics;

/// <summary>The part of the targets of a class that were found: true positives / targets.</summary>
/// <param name="output">The output with the scores.</param>
/// <param name="target">The target.</param>
/// <param name="name">The metric's name.</param>
public sealed class Recall(string output, string target, string name = "recall") : ClassificationMetric(output, target, name)
{
    private protected override double Ratio(double right, double answered, double wanted) => right / wanted;
}
