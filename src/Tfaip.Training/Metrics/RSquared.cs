using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>
/// The coefficient of determination over all elements, R² = 1 - Σ (target - output)² / Σ (target - mean target)². Batches are merged as
/// Chan, Golub and LeVeque do (1979), so that targets far from 0 lose no digits. Of targets that are all equal it is 1 where every output
/// equals them, else 0, as in scikit-learn.
/// </summary>
/// <param name="output">The output.</param>
/// <param name="target">The target, in the same shape.</param>
/// <param name="name">The metric's name.</param>
public sealed class RSquared(string output, string target, string name = "r_squared") : SumMetric(name)
{
    private const string Weight = "weight";
    private const string Mean = "mean";
    private const string Squares = "squares";
    private const string Residual = "residual";

    private protected override void Add(DeviceSums sums, TensorMap targets, TensorMap outputs, Tensor? weights)
    {
        var error = ErrorOf.Elements(outputs, output, targets, target).to(ScalarType.Float64);
        var values = targets[target].to(ScalarType.Float64);
        var each = weights is null ? ones_like(values) : weights.to(ScalarType.Float64).expand_as(values);
        var (weight, mean, squares) = (sums.Scalar(Weight, values.device), sums.Scalar(Mean, values.device), sums.Scalar(
            Squares, values.device));
        var batchWeight = each.sum();
        if (values.numel() == 0) return;

        // From one of them on, so that the mean of equal targets is that target to the bit, and the squares are 0.
        var origin = values.reshape(-1).gather(0, each.reshape(-1).argmax().reshape(1));
        var batchMean = (origin + ((each * (values - origin)).sum() / NotZero(batchWeight))).sum();
        var batchSquares = (each * (values - batchMean).square()).sum();
        var (all, shift) = (weight + batchWeight, batchMean - mean);
        squares.add_(batchSquares + (shift.square() * weight * batchWeight / NotZero(all)));
        mean.add_(shift * (batchWeight / NotZero(all)));
        weight.add_(batchWeight);
        sums.Add(Residual, (each * error.square()).sum());
    }

    private protected override MetricResult Compute(DeviceSums sums) => MetricResult.Of(
        Name, sums.Read(Residual) is [var residual] && sums.Read(Weight)![0] > 0 ? Of(residual, sums.Read(Squares)![0]) : double.NaN);

    private static double Of(double residual, double squares) =>
        squares != 0 || double.IsNaN(residual) ? 1 - (residual / squares) : residual == 0 ? 1 : 0;

    // Where all weights are 0 so is the dividend.
    private static Tensor NotZero(Tensor weight) => weight.clamp_min(double.Epsilon);
}
