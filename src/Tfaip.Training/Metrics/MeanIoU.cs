namespace Tfaip.Training.Metrics;

/// <summary>
/// Intersection over union (the Jaccard index) of answers and targets, the mean over classes: true positives / (answers + targets -
/// true positives).
/// </summary>
/// <param name="output">The output with the scores.</param>
/// <param name="target">The target.</param>
/// <param name="name">The metric's name.</param>
public sealed class MeanIoU(string output, string target, string name = "mean_iou") : ClassificationMetric(output, target, name)
{
    private protected override double Ratio(double right, double answered, double wanted) => right / (answered + wanted - right);
}
