using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

[TestClass]
public sealed class ClassLabelParamsTests
{
    [TestMethod]
    public void The_largest_score_gives_the_label()
    {
        var outputs = Run(new ClassLabelParams { Key = "scores", Labels = ["cat", "dog", "bird"] }, Scores(0.25f, 0.5f, 0.25f)).Outputs;

        CollectionAssert.AreEqual(new[] { "label", "probabilities", "probability" }, outputs.Keys.ToArray());
        Assert.AreEqual("dog", outputs["label"]);
        Assert.AreEqual(0.5f, outputs["probability"]);
        CollectionAssert.AreEqual(new[] { 0.25f, 0.5f, 0.25f }, ((Tensor<float>)outputs["probabilities"]).ToArray());
    }

    [TestMethod]
    public void The_labels_can_stand_in_a_file()
    {
        var parameters = new ClassLabelParams { Key = "scores", LabelFile = new("labels.txt", _ => "cat\ndog\r\n"u8.ToArray()) };

        Assert.AreEqual("dog", Run(parameters, Scores(0.25f, 0.75f)).Outputs["label"]);
        Assert.AreEqual(
            "the output 'scores' has 3 scores, but there are 2 labels.",
            Assert.ThrowsExactly<TfaipException>(() => Run(parameters, Scores(0.25f, 0.5f, 0.25f))).Message);
        Assert.AreEqual(
            "labels.txt: the file is empty; it must have one label a line.",
            Assert.ThrowsExactly<TfaipException>(() =>
                new ClassLabelParams { Key = "scores", LabelFile = new("labels.txt", _ => default) }.Create()).Message);
        Assert.AreEqual(
            "LabelFile: give either labels or a file of them, and not both.",
            string.Join(' ', (parameters with { Labels = ["cat"] }).Validate().Select(error => $"{error.Property}: {error.Message}")));
    }

    [TestMethod]
    public void Without_labels_the_label_is_the_number_and_of_equal_scores_the_first_wins() =>
        Assert.AreEqual(1L, Run(new ClassLabelParams { Key = "scores" }, Scores(0.2f, 0.4f, 0.4f)).Outputs["label"]);

    [TestMethod]
    public void The_scores_can_be_kept()
    {
        var outputs = Run(new ClassLabelParams { Key = "scores", Keep = true }, Scores(1)).Outputs;

        CollectionAssert.AreEqual(new[] { "label", "probabilities", "probability", "scores" }, outputs.Keys.ToArray());
    }

    [TestMethod]
    public void Probabilities_that_are_named_so_can_be_the_scores()
    {
        var random = default(SampleRandom);
        var sample = new Sample().WithOutput("probabilities", Tensor.Create(new[] { 0.25, 0.75 }, [2]));

        var outputs = new ClassLabelParams { Key = "probabilities" }.Create().Process(sample, ref random)!.Outputs;

        CollectionAssert.AreEqual(new[] { 0.25f, 0.75f }, ((Tensor<float>)outputs["probabilities"]).ToArray());
    }

    [TestMethod]
    public void Softmax_is_the_closed_form()
    {
        // softmax(ln 1, ln 2, ln 5) = (1/8, 2/8, 5/8); adding a constant changes nothing.
        foreach (var shift in new[] { 0, 1000.0, -1000.0 })
        {
            var logits = new[] { Math.Log(1), Math.Log(2), Math.Log(5) }.Select(logit => (float)(logit + shift)).ToArray();
            var probabilities = (Tensor<float>)Run(new ClassLabelParams
            {
                Key = "scores",
                Softmax = true
            }, Scores(logits)).Outputs["probabilities"];
            Assert.AreEqual(0.125, probabilities[0], shift == 0 ? 1e-7 : 1e-4);
            Assert.AreEqual(0.25, probabilities[1], shift == 0 ? 1e-7 : 1e-4);
            Assert.AreEqual(0.625, probabilities[2], shift == 0 ? 1e-7 : 1e-4);
        }
    }

    [TestMethod]
    public void Softmax_of_any_logits_sums_to_one_and_keeps_their_order() =>
        Gen.Single[float.MinValue, float.MaxValue].Array[1, 20].Sample(logits =>
        {
            var outputs = Run(new ClassLabelParams { Key = "scores", Softmax = true }, Scores(logits)).Outputs;
            var probabilities = ((Tensor<float>)outputs["probabilities"]).ToArray();
            return Math.Abs(probabilities.Sum(p => (double)p) - 1) < 1e-6
                && probabilities.All(p => p is >= 0 and <= 1)
                && logits[(long)outputs["label"]] == logits.Max();
        });

    [TestMethod]
    [DataRow(new[] { float.PositiveInfinity, 0, float.PositiveInfinity }, new[] { 0.5f, 0, 0.5f })]
    [DataRow(new[] { float.NegativeInfinity, 0 }, new[] { 0f, 1 })]
    [DataRow(new[] { float.NegativeInfinity, float.NegativeInfinity }, new[] { 0.5f, 0.5f })]
    public void Softmax_of_infinite_logits_is_the_limit(float[] logits, float[] expected) =>
        CollectionAssert.AreEqual(
            expected, ((Tensor<float>)Run(new ClassLabelParams
            {
                Key = "scores",
                Softmax = true
            }, Scores(logits)).Outputs["probabilities"]).ToArray());

    [TestMethod]
    public void What_is_no_score_is_explained()
    {
        const string Expected = "; it must be a tensor of one axis, of float32, float64 or float16, with a score for each class.";
        AssertError(Tensor.Create(new float[4], [2, 2]), "the output 'scores' is float32[2, 2]" + Expected);
        AssertError(Tensor.Create(Array.Empty<float>(), [0]), "the output 'scores' is float32[0]" + Expected);
        AssertError(Tensor.Create(new long[4], [4]), "the output 'scores' is int64[4]" + Expected);
        AssertError(0.5f, "the output 'scores' is a float32 number" + Expected);
        AssertError(Scores(0, float.NaN), "the output 'scores' is NaN at class 1.");
        AssertError(
            Scores(0.5f, -2.25f),
            "the output 'scores' is -2.25 at class 1, which is not a probability; where it holds logits, set softmax: true.");
        AssertError(Scores(0.5f, 0.25f, 0.25f), "the output 'scores' has 3 scores, but there are 2 labels.", "a", "b");

        var random = default(SampleRandom);
        var error = Assert.ThrowsExactly<TfaipException>(
            () => new ClassLabelParams { Key = "scores" }.Create().Process(new Sample().WithOutput("x", 1), ref random));
        Assert.AreEqual("the sample has no output 'scores'; it has x.", error.Message);
    }

    private static void AssertError(object scores, string expected, params string[] labels) =>
        Assert.AreEqual(
            expected,
            Assert.ThrowsExactly<TfaipException>(() => Run(new ClassLabelParams { Key = "scores", Labels = labels }, scores)).Message);

    private static Tensor<float> Scores(params float[] scores) => Tensor.Create((float[])scores.Clone(), [scores.Length]);

    private static Sample Run(ClassLabelParams parameters, object scores)
    {
        var random = default(SampleRandom);
        return parameters.Create().Process(new Sample().WithOutput("scores", scores), ref random)!;
    }
}
