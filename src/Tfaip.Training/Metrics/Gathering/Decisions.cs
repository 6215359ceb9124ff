using static TorchSharp.torch;

namespace Tfaip.Training.Metrics.Gathering;

/// <summary>What a batch decided and should have decided, one decision after the other.</summary>
/// <param name="Answers">The numbers of the classes that were answered, int64[n].</param>
/// <param name="Truths">The numbers of the right classes, int64[n]; 0 where the decision weighs nothing.</param>
/// <param name="Weights">
/// The weights, float64[n]; 0 for what is ignored, not a number where a score is none: sums of such decisions are none either.
/// </param>
/// <param name="Classes">How many classes there are.</param>
internal sealed record Decisions(Tensor Answers, Tensor Truths, Tensor Weights, long Classes)
{
    /// <summary>The decisions of scores [batch, classes, …] for targets [batch, …].</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="weights">The weights of the decisions; null where all weigh 1.</param>
    /// <param name="classAxis">The axis of the classes.</param>
    /// <param name="ignoreIndex">The target that does not count.</param>
    /// <param name="range">Watches the targets.</param>
    public static Decisions OfScores(Tensor scores, Tensor targets, Tensor? weights, int classAxis, long? ignoreIndex, TargetRange range)
    {
        var answers = scores.argmax(classAxis);
        Shapes.MustBeEqual(answers, targets, "scores without their class axis", "targets");
        var each = WithoutNumbers(WeightOfEach(targets, weights, ignoreIndex), scores.isnan().any(classAxis));
        var classes = scores.shape[Axis(scores, classAxis)];
        var truths = range.Inside(targets, classes, ignoreIndex, weights);
        return new(answers.reshape(-1), truths.reshape(-1), each.reshape(-1), classes);
    }

    /// <summary>The weight of each class's part: <c>sum[c] = Σ weight where key = c</c>.</summary>
    public static Tensor Count(Tensor keys, Tensor weights, long count) =>
        zeros(count, ScalarType.Float64, weights.device).scatter_add_(0, keys, weights);

    /// <summary>float64 weights in the shape of the targets: 1 or those given, 0 where the target is ignored.</summary>
    public static Tensor WeightOfEach(Tensor targets, Tensor? weights, long? ignoreIndex)
    {
        var each = weights is null ? ones_like(targets, ScalarType.Float64) : weights.to(ScalarType.Float64).expand_as(targets);
        return ignoreIndex is { } ignored ? where(targets.eq(ignored), zeros_like(each), each) : each;
    }

    /// <summary>Weights that are not a number where something that counts is none.</summary>
    public static Tensor WithoutNumbers(Tensor weights, Tensor areNone) =>
        weights.masked_fill(areNone.logical_and(weights.ne(0)), double.NaN);

    private static long Axis(Tensor tensor, int axis) => axis < 0 ? tensor.dim() + axis : axis;
}
