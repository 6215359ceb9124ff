using CsCheck;
using Tfaip.Training.Reporting.TensorBoard;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Reporting.TensorBoard;

[TestClass]
public sealed class PrCurveTableTests
{
    [TestMethod]
    public void Counts_are_those_of_the_definition() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 64]).Array[1, 40].Select(Gen.Int[2, 9]).Sample((samples, count) =>
        {
            // Scores are multiples of 1/64, so that whether one reaches a threshold is not a matter of rounding.
            using var labels = tensor(samples.Select(sample => sample.Item1).ToArray());
            using var scores = tensor(samples.Select(sample => sample.Item2 / 64f).ToArray());
            var table = PrCurveTable.Of(labels, scores, count);

            for (var i = 0; i < count; i++)
            {
                bool IsYes((bool Label, int Score) sample) => sample.Score * (count - 1) >= i * 64;
                double tp = samples.Count(sample => sample.Item1 && IsYes(sample)),
                    fp = samples.Count(sample => !sample.Item1 && IsYes(sample));
                double fn = samples.Count(sample => sample.Item1) - tp, tn = samples.Count(sample => !sample.Item1) - fp;
                double precision = tp + fp == 0 ? 1 : tp == 0 ? 0 : tp / (tp + fp), recall = tp + fn == 0 ? 1 : tp / (tp + fn);
                double[] expected = [tp, fp, tn, fn, precision, recall];
                for (var row = 0; row < 6; row++)
                    Assert.AreEqual(expected[row], table[(row * count) + i], 1e-6, $"row {row}, threshold {i}");
            }
        });

    [TestMethod]
    public void Shapes_that_differ_are_refused()
    {
        using var labels = zeros(3);
        using var scores = zeros(3, 1);

        var error = Assert.ThrowsExactly<ArgumentException>(() => PrCurveTable.Of(labels, scores, 10));

        Assert.AreEqual(
            "Labels [3] and scores [3, 1] of a precision-recall curve have the same shape. (Parameter 'scores')", error.Message);
    }
}
