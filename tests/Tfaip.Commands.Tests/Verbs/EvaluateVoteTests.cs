using System.Text.Json;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

/// <summary>Evaluates several runs that vote.</summary>
[TestClass]
public sealed class EvaluateVoteTests : IDisposable
{
    private const string Config = """
        scenario: Toy.csproj
        output: run
        seed: 7
        data:
          training_samples: 16
          evaluation_samples: 30
          pipeline: { batch_size: 4 }
          pre_processing: [{ type: scale, key: x, factor: 2 }]
          post_processing: [{ type: class_label, key: logits, softmax: true, keep: true }]
        trainer: { epochs: 1, threads: 1, optimizer: { learning_rate: 0.05 } }
        export: none
        """;

    private readonly ToyTool _tool = new(Config, typeof(ToyModel), typeof(ToyEvaluator));

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    [DataRow("mean")]
    [DataRow("majority")]
    public void The_same_model_several_times_is_the_single_model(string voter)
    {
        var run = Train("run", 7);
        var alone = _tool.Evaluate(run, "--dump", _tool.In("alone.jsonl"));

        var voted = _tool.Evaluate(run, run, run, "--voter", voter, "--dump", _tool.In("voted.jsonl"));

        // Answers have no losses, and no metrics of outputs.
        foreach (var (name, value) in voted) Assert.AreEqual(alone[name], value, name);
        Assert.AreEqual(voter == "mean" ? alone.Count : 1, voted.Count);
        CollectionAssert.AreEqual(Samples("alone.jsonl"), Samples("voted.jsonl"));
    }

    [TestMethod]
    public void A_vote_of_answers_that_nothing_measures_is_refused()
    {
        using var tool = new ToyTool(Config, typeof(ToyModel));
        Assert.AreEqual(0, tool.Run(tool.Config).Code);

        var (code, _, error) = tool.Run("evaluate", tool.In("run"), tool.In("run"), "--voter", "majority");

        Assert.AreEqual(
            (1, "--voter majority votes over finished answers, which the scenario's evaluator measures, and the scenario has none. "
                + "Write an Evaluator, keep the answers with --dump, or choose a voter over outputs: --voter mean.\n"),
            (code, error));
        Assert.AreEqual(0, tool.Run("evaluate", tool.In("run"), tool.In("run"), "--voter", "majority", "--dump", tool.In("d.jsonl")).Code);
    }

    [TestMethod]
    public void The_mean_is_that_of_the_outputs()
    {
        string[] runs = [Train("a", 1), Train("b", 2)];
        var outputs = runs.Select(run => Logits(run)).ToArray();

        var voted = _tool.Evaluate([.. runs, "--voter", "mean", "--dump", _tool.In("voted.jsonl")]);

        var mean = outputs[0].Zip(outputs[1], (left, right) => left.Zip(right, (a, b) => (float)(((double)a + b) / 2)).ToArray()).ToArray();
        var actual = Parse("voted.jsonl").Select(LogitsOf).ToArray();
        for (var i = 0; i < mean.Length; i++) CollectionAssert.AreEqual(mean[i], actual[i]);
        var labels = Parse("voted.jsonl").Select(line => line.GetProperty("targets").GetProperty("label").GetInt64());
        Assert.AreEqual(
            mean.Zip(labels, (logits, label) => (logits[1] > logits[0] ? 1 : 0) == label ? 1.0 : 0).Average(), voted["accuracy"], 1e-12);
        Assert.AreEqual(voted["accuracy"], voted["answer_accuracy"], 1e-12);
    }

    [TestMethod]
    public void The_majority_is_that_of_the_answers()
    {
        string[] runs = [Train("a", 1), Train("b", 2), Train("c", 3)];
        var answers = runs.Select(run => Logits(run).Select(logits => logits[1] > logits[0] ? 1L : 0).ToArray()).ToArray();

        var voted = _tool.Evaluate([.. runs, "--voter", "majority", "--dump", _tool.In("voted.jsonl")]);

        var labels = Parse("voted.jsonl").Select(line => line.GetProperty("targets").GetProperty("label").GetInt64()).ToArray();
        var majority = labels.Select((_, i) => answers.Sum(answer => answer[i]) >= 2 ? 1L : 0).ToArray();
        CollectionAssert.AreEqual(
            majority, Parse("voted.jsonl").Select(line => line.GetProperty("outputs").GetProperty("label").GetInt64()).ToArray());
        Assert.AreEqual("answer_accuracy", string.Join(", ", voted.Keys));
        Assert.AreEqual(majority.Zip(labels, (answer, label) => answer == label ? 1.0 : 0).Average(), voted["answer_accuracy"], 1e-12);
    }

    [TestMethod]
    public void Models_that_see_other_inputs_cannot_vote()
    {
        var (run, other) = (Train("run", 7), Train("other", 7, "--data.pre_processing.0.factor", "4"));

        var (code, output, error) = _tool.Run("evaluate", run, other, "--voter", "majority", "--dump", _tool.In("voted.jsonl"));

        Assert.AreEqual(
            (1, $"{run} and {other} cannot vote: in the one data.pre_processing.0.factor is 2, in the other 4. Models that vote prepare "
            + "their inputs in the same way, and mean needs the same post-processing too.\n", ""),
            (code, error, output));
        Assert.IsFalse(File.Exists(_tool.In("voted.jsonl")));
    }

    [TestMethod]
    public void Models_with_other_post_processing_vote_over_answers_but_not_over_outputs()
    {
        var (run, other) = (Train("run", 7), Train(
            "other", 8, "--data.post_processing.0.keep", "false", "--data.post_processing.0.labels", "0", "1"));

        Assert.AreEqual(
            $"{run} and {other} cannot vote: in the one data.post_processing.0.keep is true, in the other false. Models that vote prepare "
            + "their inputs in the same way, and mean needs the same post-processing too.\n",
            _tool.Run("evaluate", run, other, "--voter", "mean").Error);
        Assert.AreEqual(
            "The models give different outputs: label, logits, probabilities, probability and label, probabilities, probability. Only "
            + "models with the same outputs can vote.\n",
            _tool.Run("evaluate", run, other, "--voter", "majority").Error);
    }

    [TestMethod]
    public void Each_run_has_its_own_copies_of_resources_whose_content_counts()
    {
        var labels = _tool.In("labels.txt");
        File.WriteAllText(labels, "0\n1\n");
        var (run, other) = (Train("run", 7, "--data.post_processing.0.label_file", labels), Train(
            "other", 8, "--data.post_processing.0.label_file", labels));
        Assert.AreEqual(0, _tool.Run("evaluate", run, other, "--voter", "mean").Code);

        File.WriteAllText(labels, "1\n0\n");
        var third = Train("third", 9, "--data.post_processing.0.label_file", labels);
        Assert.AreEqual(
            $"{run} and {third} cannot vote: in the one data.post_processing.0.label_file is a file with the SHA-256 {Sha("0\n1\n")}, in "
            + $"the other a file with the SHA-256 {Sha("1\n0\n")}. "
            + "Models that vote prepare their inputs in the same way, and mean needs the same post-processing too.\n",
            _tool.Run("evaluate", run, third, "--voter", "mean").Error);
    }

    private static string Sha(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private string Train(string name, int seed, params string[] more)
    {
        var (code, _, error) = _tool.Run([_tool.Config, "--seed", $"{seed}", "--output", _tool.In(name), .. more]);
        Assert.AreEqual((0, ""), (code, error));
        return _tool.In(name);
    }

    private float[][] Logits(string run)
    {
        _tool.Evaluate(run, "--dump", _tool.In("one.jsonl"));
        return [.. Parse("one.jsonl").Select(LogitsOf)];
    }

    private static float[] LogitsOf(JsonElement line) =>
        [.. line.GetProperty("outputs").GetProperty("logits").GetProperty("float32").EnumerateArray().Select(logit => logit.GetSingle())];

    private IEnumerable<JsonElement> Parse(string dump) => Samples(dump).Select(line => JsonDocument.Parse(line).RootElement);

    private string[] Samples(string dump) => [.. File.ReadLines(_tool.In(dump)).Skip(1).SkipLast(1)];
}
