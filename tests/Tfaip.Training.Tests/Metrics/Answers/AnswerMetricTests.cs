using System.Text.Json;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;
using Tfaip.Training.Metrics;
using Tfaip.Training.Metrics.Answers;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Metrics.Answers;

[TestClass]
public sealed class AnswerMetricTests
{
    private static readonly Gen<string> Text =
        Gen.OneOf(new[] { 'a', 'b', ' ', 'é' }.Select(Gen.Const).ToArray()).Array[0, 8].Select(letters => new string(letters));

    private static readonly Gen<(string Answer, string Wanted)[]> Pairs = Gen.Select(Text, Text).Array[1, 8];

    [TestMethod]
    public void The_edit_distance_is_that_of_its_recursive_definition() => Gen.Select(Text, Text).Sample(
        (left, right) => EditDistance.Between<char>(left, right) == Distance(left, right));

    [TestMethod]
    public void The_edit_distance_of_long_sequences_is_that_of_the_table() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int).Sample(
            (kinds, left, right, seed) =>
            {
                var random = new Random(seed);
                int[] Sequence(int length) => [.. Enumerable.Range(0, length).Select(_ => random.Next(kinds))];
                var (a, b) = (Sequence(left), Sequence(right));
                return EditDistance.Between<int>(a, b) == Table(a, b);
            },
            iter: 300);

    [TestMethod]
    public void The_edit_distance_of_20000_different_words_is_the_number_of_edits()
    {
        var words = Enumerable.Range(0, 20_000).ToList();
        var edited = words.ToList();
        for (var i = 19_000; i >= 0; i -= 1000)
        {
            if (i % 3000 == 0) edited[i] = -1 - i;
            else if (i % 2000 == 0) edited.RemoveAt(i);
            else edited.Insert(i, -1 - i);
        }

        Assert.AreEqual(20, EditDistance.Between<int>([.. words], [.. edited]));
    }

    [TestMethod]
    public void Row028_Metrics_are_exact_over_uneven_batches_and_error_rates_are_weighted_by_length()
    {
        using var scope = NewDisposeScope();
        using var accuracy = new Accuracy("y", "t");
        using var rate = new MeanOfRates { Weights = "length" };
        var answers = new CharacterErrorRate("text", "text");
        (string Answer, string Wanted)[][] batches = [
            [("abc", "abd")], [("hello", "hallo world"), ("x", "y")], [("tree", "three"), ("", "lost"), ("same", "same")]
        ];
        foreach (var batch in batches)
        {
            var lengths = batch.Select(pair => (double)pair.Wanted.Length).ToArray();
            accuracy.Update(new(), new() { ["t"] = ones(batch.Length, int64) }, new()
            {
                ["y"] =
                tensor(batch.Select(pair => pair.Answer == pair.Wanted ? 1.0f : -1).ToArray()).unsqueeze(1) * tensor(new[] { -1.0f, 1 })
            });
            rate.Update(
                new(),
                new() { ["length"] = tensor(lengths) },
                new() { ["rate"] = tensor(batch.Select((pair, i) => Distance(pair.Answer, pair.Wanted) / lengths[i]).ToArray()) });
            foreach (var (answer, wanted) in batch) answers.Update(SampleOf(answer, wanted));
        }

        // Right are 1 of 6; by hand the distances are 1, 7, 1, 1, 4, 0 of 3 + 11 + 1 + 5 + 4 + 4 characters.
        Assert.AreEqual(1 / 6.0, accuracy.Compute(), 1e-12);
        Assert.AreEqual(14 / 28.0, answers.Result().Value(), 1e-12);
        Assert.AreEqual(14 / 28.0, rate.Compute(), 1e-12);
    }

    [TestMethod]
    public void Error_rates_are_sums_of_distances_over_sums_of_lengths() => Pairs.Sample(
        pairs =>
        {
            // Without anything to divide by there is no number, whatever was answered.
            double Rate(int errors, int length) => length == 0 ? double.NaN : errors / (double)length;
            var characters = Rate(pairs.Sum(pair => Distance(pair.Answer, pair.Wanted)), pairs.Sum(pair => pair.Wanted.Length));
            var words = Rate(
                pairs.Sum(pair => Distance(Split(pair.Answer), Split(pair.Wanted))), pairs.Sum(pair => Split(pair.Wanted).Length));
            return Same(Run(new CharacterErrorRate("text", "text"), pairs).Value(), characters)
                && Same(Run(new WordErrorRate("text", "text"), pairs).Value(), words);
        });

    [TestMethod]
    public void Characters_are_code_points()
    {
        Assert.AreEqual(0.5, Run(new CharacterErrorRate("text", "text"), [("😀b", "😁b")]).Value());
        Assert.AreEqual(1 / 3.0, Run(new WordErrorRate("text", "text"), [("a  b", "a b\tc")]).Value());
    }

    [TestMethod]
    public void Sequences_of_labels_are_words()
    {
        var metric = new WordErrorRate("labels", "labels");
        metric.Update(new Sample()
            .WithOutput("labels", System.Numerics.Tensors.Tensor.Create([1L, 2, 3]))
            .WithTarget("labels", System.Numerics.Tensors.Tensor.Create([1L, 3, 3, 4])));
        Assert.AreEqual(2 / 4.0, metric.Result().Value());
    }

    [TestMethod]
    public void Weights_count_samples()
    {
        var metric = new CharacterErrorRate("text", "text") { Weights = "weight" };
        metric.Update(SampleOf("ab", "cd").WithTarget("weight", 3.0f));
        metric.Update(SampleOf("abcd", "abcd").WithTarget("weight", 1L));
        Assert.AreEqual(6 / 10.0, metric.Result().Value());
    }

    [TestMethod]
    public void The_worst_answers_are_listed()
    {
        var metric = new CharacterErrorRate("text", "text") { ListedErrors = 2 };
        var result = Run(metric, [("a", "b"), ("same", "same"), ("xy", "z"), ("q", "r"), ("long", "l")]);

        var report = (ErrorReport)result.Reports.Single();

        Assert.AreEqual(4, report.Count);
        CollectionAssert.AreEqual(
            new AnswerError[] { new(4, "line:4", "l", "long", 3), new(2, "line:2", "z", "xy", 2) }, report.Errors.ToArray());
        metric.Reset();
        Assert.IsEmpty(metric.Result().Reports);
    }

    [TestMethod]
    public void An_accuracy_of_answers_has_a_confusion_matrix() => Pairs.Sample(
        pairs =>
        {
            var result = Run(new AnswerAccuracy("text", "text"), pairs);
            var matrix = result.Reports.OfType<ConfusionReport>().Single();
            return Same(result.Value(), pairs.Average(pair => pair.Answer == pair.Wanted ? 1.0 : 0))
                && matrix.Labels.Index().All(row => matrix.Labels.Index().All(column =>
                    matrix.Counts[row.Index][column.Index] == pairs.Count(pair => pair.Wanted == row.Item && pair.Answer == column.Item)));
        });

    [TestMethod]
    public void Labels_are_in_the_order_of_numbers_and_many_make_no_matrix()
    {
        var report = Run(new AnswerAccuracy("text", "text"), [("10", "9"), ("b", "-1"), ("10", "a")]).Reports.OfType<ConfusionReport>()
            .Single();
        Assert.AreEqual("-1 9 10 a b", string.Join(' ', report.Labels));
        Assert.IsEmpty(
            Run(new AnswerAccuracy("text", "text") { LargestConfusion = 1 }, [("a", "b"), ("c", "d")]).Reports.OfType<ConfusionReport>());
    }

    [TestMethod]
    public void An_evaluator_of_metrics_has_their_values_and_reports()
    {
        var evaluator = new TextEvaluator();
        evaluator.Update(SampleOf("x", "y"));
        evaluator.Reset();
        evaluator.Update(SampleOf("a b", "a c"));

        Assert.AreEqual(
            "character_error_rate 0.333, word_error_rate 0.500",
            string.Join(", ", evaluator.Result().Select(value => FormattableString.Invariant($"{value.Key} {value.Value:0.000}"))));
        Assert.HasCount(2, evaluator.Reports());
    }

    [TestMethod]
    public void Reports_are_plain_data_in_JSON()
    {
        MetricReport[] reports =
        [
            new ConfusionReport("c", ["a", "b"], [[1.0, 2], [0, 4]]),
            new CurveReport("r", "x", "y", [new("model", [0, 1], [0.5, 1]) { Thresholds = [3, 2] }]),
            new ErrorReport("e", [new(3, "s", "t", "a", 2)], 1),
        ];

        var json = JsonSerializer.Serialize(reports, JsonSerializerOptions.Web);

        Assert.AreEqual(
            """[{"kind":"confusion","labels":["a","b"],"counts":[[1,2],[0,4]],"name":"c"},"""
            + """{"kind":"curves","xAxis":"x","yAxis":"y","curves":[{"label":"model","x":[0,1],"y":[0.5,1],"thresholds":[3,2]}],"name":"r"},"""
            + """{"kind":"errors","errors":[{"index":3,"source":"s","target":"t","answer":"a","size":2}],"count":1,"name":"e"}]""",
            json);
        Assert.AreEqual(json, JsonSerializer.Serialize(
            JsonSerializer.Deserialize<MetricReport[]>(json, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
    }

    [TestMethod]
    public void What_a_sample_does_not_have_cannot_be_measured()
    {
        var sample = SampleOf("a", "b").WithOutput("label", 1L).WithMeta(Sample.SourceKey, "line:3");
        var error = Assert.ThrowsExactly<TfaipException>(() => new CharacterErrorRate("word", "text").Update(sample));
        Assert.AreEqual(
            "character_error_rate measures the output 'word', which line:3 does not have after post-processing; there are: label, text.",
            error.Message);
        error = Assert.ThrowsExactly<TfaipException>(() => new CharacterErrorRate("text", "text") { Weights = "weight" }.Update(sample));
        Assert.AreEqual(
            "character_error_rate measures the target 'weight', which line:3 does not have after post-processing; there are: text.",
            error.Message);
        error = Assert.ThrowsExactly<TfaipException>(() => new TwiceEvaluator().Result());
        Assert.AreEqual("Two values of TwiceEvaluator are called 'bleu'. Give one of its metrics another name.", error.Message);
    }

    internal static Sample SampleOf(object answer, object wanted) => new Sample().WithOutput("text", answer).WithTarget("text", wanted);

    internal static MetricResult Run(AnswerMetric metric, IEnumerable<(string Answer, string Wanted)> pairs)
    {
        foreach (var (i, (answer, wanted)) in pairs.Index())
            metric.Update(SampleOf(answer, wanted).WithMeta(Sample.SourceKey, $"line:{i}"));
        return metric.Result();
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool Same(double actual, double expected) => actual.Equals(expected) || Math.Abs(actual - expected) < 1e-12;

    // Wagner and Fischer (1974), cell by cell.
    private static int Table(int[] left, int[] right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                table[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1), 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
            }
        }

        return table[left.Length, right.Length];
    }

    private static int Distance<T>(IEnumerable<T> leftItems, IEnumerable<T> rightItems)
    {
        var (left, right) = (leftItems.ToArray(), rightItems.ToArray());
        var known = new Dictionary<(int, int), int>();
        return Of(left.Length, right.Length);

        int Of(int i, int j)
        {
            if (i == 0 || j == 0) return i + j;
            if (known.TryGetValue((i, j), out var distance)) return distance;
            return known[(i, j)] = Math.Min(
                Of(i - 1, j - 1) + (Equals(left[i - 1], right[j - 1]) ? 0 : 1), 1 + Math.Min(Of(i - 1, j), Of(i, j - 1)));
        }
    }

    private sealed class MeanOfRates() : MeanMetric("rate")
    {
        protected override Tensor Values(TensorMap inputs, TensorMap targets, TensorMap outputs) => outputs["rate"];
    }

    private sealed class TwiceEvaluator() : AnswerEvaluator(new Bleu("text", "text"), new Bleu("text", "text"));

    private sealed class TextEvaluator() : AnswerEvaluator(new CharacterErrorRate("text", "text"), new WordErrorRate("text", "text"));
}
