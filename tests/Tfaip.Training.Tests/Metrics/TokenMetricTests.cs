using CsCheck;
using Tfaip.Training.Metrics;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Metrics;

/// <summary>Metrics over tokens of padded sequences.</summary>
[TestClass]
public sealed class TokenMetricTests
{
    private const long Padding = -100;

    // Lines of 1 to 5 tokens with the logits of three classes.
    private static readonly Gen<(double[] Logits, long Target)[][][]> Batches =
        Gen.Select(Gen.Double[-2, 2].Array[3], Gen.Long[0, 2]).Array[1, 5].Array[1, 4].Array[1, 4];

    [TestMethod]
    public void Cross_entropy_and_perplexity_are_means_over_all_tokens() => Batches.Sample(
        batches =>
        {
            var tokens = batches.SelectMany(batch => batch).SelectMany(line => line);
            var expected = tokens.Average(token => Math.Log(token.Logits.Sum(Math.Exp)) - token.Logits[token.Target]);
            return MetricRun.IsClose(
                MetricRun.Of(() => new CrossEntropy("logits", "tokens") { ClassAxis = 2 }, batches, Convert).Value(), expected)
                && MetricRun.IsClose(
                    MetricRun.Of(() => new Perplexity("logits", "tokens") { ClassAxis = -1 }, batches, Convert).Value(),
                    Math.Exp(expected));
        },
        iter: 40);

    [TestMethod]
    public void Padding_is_left_out_of_accuracy() => Batches.Sample(
        batches =>
        {
            var tokens = batches.SelectMany(batch => batch).SelectMany(line => line).ToList();
            var value = MetricRun.Of(() => new Accuracy("logits", "tokens") { ClassAxis = 2, IgnoreIndex = Padding }, batches, Convert)
                .Value();
            return MetricRun.IsClose(
                value, tokens.Average(token => Array.IndexOf(token.Logits, token.Logits.Max()) == token.Target ? 1.0 : 0));
        },
        iter: 40);

    [TestMethod]
    public void What_is_left_out_may_be_no_number()
    {
        using var scope = NewDisposeScope();
        using var metric = new CrossEntropy("y", "t");

        metric.Update(
            new(), new() { ["t"] = tensor(new[] { 0L, Padding }) }, new() { ["y"] = tensor(new[,] { { 0.0, 0 }, { double.NaN, 0 } }) });

        Assert.AreEqual(Math.Log(2), metric.Compute(), 1e-12);
    }

    private static (TensorMap Targets, TensorMap Outputs) Convert((double[] Logits, long Target)[][] lines)
    {
        var length = lines.Max(line => line.Length);
        var logits = zeros(lines.Length, length, 3, ScalarType.Float64);
        var targets = full(lines.Length, length, Padding, ScalarType.Int64);
        for (var i = 0; i < lines.Length; i++)
        {
            for (var j = 0; j < lines[i].Length; j++)
            {
                logits[i, j] = tensor(lines[i][j].Logits);
                targets[i, j] = tensor(lines[i][j].Target);
            }
        }

        return (new() { ["tokens"] = targets }, new() { ["logits"] = logits });
    }
}
