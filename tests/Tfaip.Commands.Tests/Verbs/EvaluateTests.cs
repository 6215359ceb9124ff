using System.Globalization;
using System.Text.Json;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Tests.Loop;
using TorchSharp;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class EvaluateTests : IDisposable
{
    private const string Config = """
        scenario: Toy.csproj
        output: run
        seed: 7
        data: { training_samples: 16, evaluation_samples: 30, pipeline: { batch_size: 4 } }
        trainer: { epochs: 3, threads: 1, optimizer: { learning_rate: 0.05 }, checkpoint: { keep: 3 } }
        export: none
        """;

    private readonly ToyTool _tool = new(Config);

    private string Run => _tool.In("run");

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    public void Row088_Every_checkpoint_measures_what_the_run_measured_to_the_last_digit()
    {
        _tool.Run(_tool.Config);

        foreach (var epoch in new[] { 1, 2, 3 })
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"step-{epoch * 4:D6}");
            var (code, output, error) = _tool.Run("evaluate", Run, "--checkpoint", name, "--json", _tool.In("values.json"));

            Assert.AreEqual((0, ""), (code, error));
            var logged = Logged(epoch);
            CollectionAssert.AreEqual(new[] { "loss", "cross_entropy", "size", "accuracy" }, logged.Keys.ToArray());
            Assert.AreEqual(Text(logged), Text(_tool.Metrics()));
            Assert.EndsWith(
                $" (epoch {epoch}, step {epoch * 4}) on cpu, 30 samples\n"
                + string.Concat(logged.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value:R}\n"))),
                output);
        }
    }

    [TestMethod]
    public void Row088_Averaged_weights_are_measured_in_the_place_of_the_raw_ones()
    {
        _tool.Run(_tool.Config);
        var raw = _tool.Evaluate(Run, "--checkpoint", "last");
        var store = new CheckpointStore(Run);
        using var scope = torch.NewDisposeScope();
        using var newest = store.LoadNewest()!;
        var (state, weights, _, _) = newest.Content;
        var averages = weights.Where(weight => weight.Value.is_floating_point())
            .ToDictionary(weight => weight.Key, weight => weight.Value * 0.5);
        var replaced = weights.ToDictionary(weight => weight.Key, weight => averages.GetValueOrDefault(weight.Key, weight.Value));

        store.Write(newest.Content with { State = state with { Step = 20 }, Averages = averages }, new CheckpointRetention { Keep = null });
        store.Write(newest.Content with { State = state with { Step = 21 }, Weights = replaced }, new CheckpointRetention { Keep = null });

        var averaged = _tool.Evaluate(Run, "--checkpoint", "step-000020");
        Assert.AreEqual(Text(_tool.Evaluate(Run, "--checkpoint", "step-000021")), Text(averaged));
        Assert.AreNotEqual(Text(raw), Text(averaged));
    }

    [TestMethod]
    public void Row088_A_run_that_averages_weights_is_measured_as_it_measured_itself()
    {
        var (code, _, error) = _tool.Run(_tool.Config, "--trainer.averaging", "ema");
        Assert.AreEqual((0, ""), (code, error));
        foreach (var epoch in new[] { 1, 3 })
        {
            var values = _tool.Evaluate(Run, "--checkpoint", string.Create(CultureInfo.InvariantCulture, $"step-{epoch * 4:D6}"));
            Assert.AreEqual(Text(Logged(epoch)), Text(values));
        }
    }

    [TestMethod]
    public void Best_and_last_are_the_checkpoints_of_these_names()
    {
        _tool.Run(_tool.Config);
        using var summary = JsonDocument.Parse(File.ReadAllBytes(_tool.In("run", "summary.json")));
        var best = summary.RootElement.GetProperty("best").GetProperty("epoch").GetInt32();

        _tool.Run("evaluate", Run, "--json", _tool.In("values.json"));
        Assert.AreEqual(Text(Logged(best)), Text(_tool.Metrics()));
        _tool.Run("evaluate", Run, "--checkpoint=last", "--json", _tool.In("values.json"));
        Assert.AreEqual(Text(Logged(3)), Text(_tool.Metrics()));
    }

    [TestMethod]
    public void Row089_The_data_is_that_of_the_run_unless_other_data_is_named_and_the_run_is_left_as_it_is()
    {
        _tool.Run(_tool.Config);
        var before = _tool.Listing();

        var (code, output, error) = _tool.Run("evaluate", Run, "--data.evaluation_samples", "7", "--data.pipeline.batch_size", "3");

        Assert.AreEqual((0, ""), (code, error));
        Assert.Contains(" on cpu, 7 samples\nloss ", output);
        Assert.Contains(" on cpu, 30 samples\nloss ", _tool.Run("evaluate", Run).Output);
        Assert.AreEqual(before, _tool.Listing());
    }

    [TestMethod]
    public void Row087_The_values_do_not_depend_on_the_batch_size()
    {
        _tool.Run(_tool.Config);
        var five = _tool.Evaluate(Run, "--data.pipeline.batch_size", "5");
        foreach (var size in new[] { "1", "4", "30" })
        {
            var values = _tool.Evaluate(Run, "--data.pipeline.batch_size", size);
            CollectionAssert.AreEqual(five.Keys.ToArray(), values.Keys.ToArray());
            foreach (var (name, value) in five) Assert.AreEqual(value, values[name], 1e-5, name);
        }
    }

    [TestMethod]
    public void A_terminal_gets_a_table()
    {
        _tool.Run(_tool.Config);
        _tool.IsTerminal = true;

        var (_, output, _) = _tool.Run("evaluate", Run);

        Assert.Contains("│ metric ", output);
        Assert.Contains("│ accuracy ", output);
    }

    [TestMethod]
    public void What_cannot_be_evaluated_is_refused_with_the_reason()
    {
        _tool.Run(_tool.Config);
        Refuses(
            2,
            $"{Run}: has no checkpoint 'step-9'; there are: best, last, step-000004, step-000008, step-000012.\n",
            "evaluate",
            Run,
            "--checkpoint",
            "step-9");
        Refuses(
            1,
            "ToyData.Open gave no samples for evaluation; give some by parameters of the data.\n",
            "evaluate",
            Run,
            "--data.evaluation_samples",
            "0");
        Refuses(2, $"{_tool.In("none")}: there is no such run directory.\n", "evaluate", _tool.In("none"));
        Refuses(2, $"--json {_tool.In("none", "x.json")}: there is no folder {_tool.In("none")}.\n", "evaluate", Run, "--json", _tool.In(
            "none", "x.json"));
        Refuses(
            2,
            "argument 3 (--model.hidden): an evaluation keeps this parameter, which belongs to the model as it was trained. It may change "
            + "data, device, trainer.threads. For another model, train one.\n",
            "evaluate", Run, "--model.hidden", "9");
        Refuses(2, "Name a run directory: tfaip-train evaluate RUN. tfaip-train evaluate --help says more.\n", "evaluate");
        Refuses(2, "2 models are named; say how they vote: --voter mean or --voter majority.\n", "evaluate", Run, Run);
        Refuses(
            2, "--voter best: there is no such voter; write --voter mean or --voter majority.\n", "evaluate", Run, Run, "--voter", "best");
        Refuses(
            2,
            "--dump answers.json: the name of a dump ends in .jsonl, so that it is known as one.\n",
            "evaluate",
            Run,
            "--dump",
            "answers.json");
        Refuses(
            2,
            "argument 3 (--checkpoint): the value is missing; write --checkpoint VALUE.\n",
            "evaluate",
            Run,
            "--checkpoint",
            "--json=x.json");
    }

    private void Refuses(int code, string expected, params string[] arguments)
    {
        var result = _tool.Run(arguments);
        Assert.AreEqual((code, expected, ""), (result.Code, result.Error, result.Output));
    }

    private Dictionary<string, double> Logged(int epoch) => File.ReadLines(_tool.In("run", "metrics.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(line => line.GetProperty("epoch").GetInt32() == epoch && line.GetProperty("split").GetString() == "evaluation")
        .ToDictionary(line => line.GetProperty("name").GetString()!, line => line.GetProperty("value").GetDouble());

    private static string Text(IReadOnlyDictionary<string, double> values) =>
        string.Join('\n', values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value:R}")));
}
