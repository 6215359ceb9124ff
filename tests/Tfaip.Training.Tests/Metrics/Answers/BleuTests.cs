using CsCheck;
using Tfaip.Training.Metrics.Answers;

namespace Tfaip.Training.Tests.Metrics.Answers;

[TestClass]
public sealed class BleuTests
{
    [TestMethod]
    public void Counts_are_clipped_as_in_the_paper()
    {
        // Papineni et al., example 2: "the" 7 times, of which 2 are in a reference; modified unigram precision 2/7. r is 7, that of the
        // nearer reference.
        var metric = new Bleu("text", "text") { Order = 1 };
        metric.Update(
            AnswerMetricTests.SampleOf("the the the the the the the", new[] { "the cat is on the mat", "there is a cat on the mat" }));
        Assert.AreEqual(2 / 7.0, metric.Result().Value(), 1e-12);
    }

    [TestMethod]
    public void A_short_answer_is_penalised_and_lengths_are_summed_over_the_corpus()
    {
        // By hand, N = 2. Line 1: "a b c" for "a b c d e": unigrams 3/3, bigrams 2/2. Line 2: "a b x" for "a b": unigrams 2/3, bigrams 1/2.
        // p1 = 5/6, p2 = 3/4, c = 6, r = 7.
        var result = AnswerMetricTests.Run(new Bleu("text", "text") { Order = 2 }, [("a b c", "a b c d e"), ("a b x", "a b")]);
        Assert.AreEqual(Math.Exp(1 - (7 / 6.0)) * Math.Sqrt(5 / 6.0 * 3 / 4), result.Value(), 1e-12);
    }

    [TestMethod]
    public void Four_grams_of_a_known_sentence()
    {
        // By hand: "the cat sat on the mat today" for "the cat sat on the mat yesterday": 6/7, 5/6, 4/5, 3/4, whose product is 3/7.
        var result = AnswerMetricTests.Run(
            new Bleu("text", "text"), [("the cat sat on the mat today", "the cat sat on the mat yesterday")]);
        Assert.AreEqual(Math.Pow(3 / 7.0, 0.25), result.Value(), 1e-12);
    }

    [TestMethod]
    public void Of_two_references_equally_near_in_length_the_shorter_counts()
    {
        var metric = new Bleu("text", "text") { Order = 1 };
        metric.Update(AnswerMetricTests.SampleOf("a b c", new[] { "a b c d", "a b" }));
        Assert.AreEqual(1, metric.Result().Value(), 1e-12);
    }

    [TestMethod]
    public void Nothing_in_common_is_0_nothing_at_all_no_number_and_the_same_is_1()
    {
        Assert.IsTrue(double.IsNaN(new Bleu("text", "text").Result().Value()));
        Assert.AreEqual(0, AnswerMetricTests.Run(new Bleu("text", "text"), [("a b c d", "a b c x")]).Value());
        Gen.OneOf(new[] { "a", "b", "c" }.Select(Gen.Const)
            .ToArray()).Array[4, 12].Select(words => string.Join(' ', words)).Array[1, 5].Sample(lines =>
            Math.Abs(AnswerMetricTests.Run(new Bleu("text", "text"), lines.Select(line => (line, line))).Value() - 1) < 1e-12);
    }
}
