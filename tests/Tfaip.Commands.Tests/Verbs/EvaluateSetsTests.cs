using System.Globalization;
using System.Text.Json;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

/// <summary>Evaluates runs whose data have several evaluation sets.</summary>
[TestClass]
public sealed class EvaluateSetsTests : IDisposable
{
    private const string Config = """
        scenario: Toy.csproj
        output: run
        seed: 7
        data:
          training_samples: 16
          evaluation_samples: 30
          pipeline: { batch_size: 4 }
          post_processing: [{ type: class_label, key: logits, softmax: true }]
        trainer: { epochs: 1, threads: 1 }
        export: none
        """;

    private readonly ToyTool _tool = new(Config, typeof(ToyModel), typeof(ToyEvaluator), typeof(TwoSets));

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    public void Each_set_has_the_values_that_the_run_had()
    {
        _tool.Run(_tool.Config);

        var values = _tool.Evaluate(_tool.In("run"));

        var logged = File.ReadLines(_tool.In("run", "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("split").GetString() is "evaluation" or "seen")
            .Select(line => (Set: line.GetProperty("split")
                .GetString(), Name: line.GetProperty("name").GetString(), Value: line.GetProperty("value").GetDouble()))
            .Select(
                line => string.Create(CultureInfo.InvariantCulture, $"{(line.Set == "seen" ? "seen/" : "")}{line.Name} {line.Value:R}"));
        Assert.AreEqual(
            string.Join('\n', logged),
            string.Join('\n', values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value:R}"))));
        Assert.Contains(" on cpu, 46 samples (evaluation 30, seen 16)\n", _tool.Run("evaluate", _tool.In("run")).Output);
    }

    [TestMethod]
    public void A_dump_has_them_all()
    {
        _tool.Run(_tool.Config);
        var values = _tool.Evaluate(_tool.In("run"), "--dump", _tool.In("answers.jsonl"));

        var measured = _tool.Evaluate(_tool.In("answers.jsonl"), "--scenario", _tool.In("Toy.csproj"));

        Assert.AreEqual("answer_accuracy, seen/answer_accuracy", string.Join(", ", measured.Keys));
        foreach (var (name, value) in measured) Assert.AreEqual(values[name], value, name);
    }

    /// <summary>The held-out points, and those that were learnt from.</summary>
    public sealed class TwoSets(ToyDataParams parameters) : Data<ToyDataParams>(parameters)
    {
        private readonly ToyData _toy = new(parameters);

        public override IReadOnlyList<TensorSpec> Inputs => _toy.Inputs;

        public override IReadOnlyList<TensorSpec> Targets => _toy.Targets;

        public override ISampleSource? Open(PipelineMode mode) => _toy.Open(mode);

        public override IReadOnlyList<EvaluationSet> OpenEvaluationSets() =>
            [new("evaluation", _toy.Open(PipelineMode.Evaluation)!), new("seen", _toy.Open(PipelineMode.Training)!)];
    }
}
