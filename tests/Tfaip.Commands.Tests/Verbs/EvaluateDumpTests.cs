using System.Text.Json;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

/// <summary>Dumps evaluations, and evaluates dumps.</summary>
[TestClass]
public sealed class EvaluateDumpTests : IDisposable
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

    private readonly ToyTool _tool = new(Config, typeof(ToyModel), typeof(ToyEvaluator));

    private string Run => _tool.In("run");

    private string Dump => _tool.In("answers.jsonl");

    private string Scenario => _tool.In("Toy.csproj");

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    public void Row090_A_dump_has_target_and_answer_of_each_sample_and_the_result()
    {
        _tool.Run(_tool.Config);
        var values = _tool.Evaluate(Run, "--dump", Dump);

        var lines = File.ReadLines(Dump).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.AreEqual($$"""{"dump":1,"scenario":"Toy.csproj","models":["{{Run}}"]}""", lines[0].GetRawText());
        Assert.HasCount(32, lines);
        Assert.AreEqual("toy:0 … toy:29", $"{lines[1].GetProperty("source")} … {lines[30].GetProperty("source")}");
        Assert.AreEqual("evaluation", lines[1].GetProperty("set").GetString());
        var right = lines[1..31].Average(line => line.GetProperty("targets").GetProperty("label")
            .GetInt64() == line.GetProperty("outputs").GetProperty("label").GetInt64() ? 1.0 : 0);
        Assert.AreEqual(values["accuracy"], right, 1e-12);
        Assert.AreEqual(string.Join(", ", values), string.Join(
            ", ",
            lines[31].GetProperty("result").EnumerateObject().Select(value => KeyValuePair.Create(value.Name, value.Value.GetDouble()))));
        Assert.AreEqual("{\"label\":", lines[1].GetProperty("outputs").GetRawText()[..9]);
    }

    [TestMethod]
    public void A_dump_gives_the_values_of_the_evaluator_and_its_reports()
    {
        _tool.Run(_tool.Config);
        var values = _tool.Evaluate(Run, "--dump", Dump);
        var reports = Reports();

        var (code, output, error) = _tool.Run("evaluate", Dump, "--scenario", Scenario, "--json", _tool.In("values.json"));

        Assert.AreEqual((0, ""), (code, error));
        Assert.AreEqual($"{Dump}, 30 samples\nanswer_accuracy {values["answer_accuracy"]:R}\n", output);
        Assert.AreEqual(values["answer_accuracy"], _tool.Metrics().Single().Value);
        Assert.AreEqual(reports, Reports());
        Assert.Contains("\"kind\": \"confusion\"", reports);
        Assert.Contains("\"kind\": \"errors\"", reports);
    }

    [TestMethod]
    public void A_dump_is_measured_by_the_scenario_that_the_caller_names_and_by_no_other()
    {
        _tool.Run(_tool.Config);
        _tool.Evaluate(Run, "--dump", Dump);
        Directory.CreateDirectory(_tool.In("or else"));
        var moved = _tool.In("or else", "moved.jsonl");
        File.Move(Dump, moved);

        const string Rule = "a dump is data, and nothing that it names is built or run.";
        Refuses(2, $"{moved}: {Rule} Name the project or assembly that measures it: --scenario FILE.\n", "evaluate", moved);
        File.WriteAllText(_tool.In("or else", "Toy.csproj"), "");
        Refuses(
            2, $"{moved}: {Rule} It names the scenario {_tool.In("or else", "Toy.csproj")}. If that is yours: "
            + $"tfaip-train evaluate '{moved}' --scenario '{_tool.In("or else", "Toy.csproj")}'\n", "evaluate", moved);
        Refuses(2, $"--scenario: there is no file {_tool.In("No.csproj")}.\n", "evaluate", moved, "--scenario", _tool.In("No.csproj"));
        Assert.AreEqual(0, _tool.Run("evaluate", moved, $"--scenario={_tool.In("Toy.csproj")}").Code);
        Assert.AreEqual(0, _tool.Run("evaluate", moved, "--scenario", _tool.In("Toy.csproj")).Code);
    }

    [TestMethod]
    public void A_dump_that_cannot_be_evaluated_is_refused_with_the_reason()
    {
        _tool.Run(_tool.Config);
        _tool.Evaluate(Run, "--dump", Dump);
        Refuses(2, $"{_tool.In("no.jsonl")}: there is no such dump.\n", "evaluate", _tool.In("no.jsonl"));
        Refuses(2, "--voter: a dump has only answers; this option is for runs and packages.\n", "evaluate", Dump, "--voter", "mean");
        Refuses(2, $"'{Run}' is one argument too many: a dump is evaluated alone.\n", "evaluate", Dump, Run);
        Refuses(
            2,
            $"{Dump}: a dump is evaluated alone: tfaip-train evaluate {Dump} --scenario FILE.\n",
            "evaluate",
            Run,
            Dump,
            "--voter",
            "majority");
        Refuses(
            2,
            "argument 3 (--data.evaluation_samples): the answers of a dump are measured as they are. It may change scenario. For other "
            + "answers, evaluate a run or a package.\n",
            "evaluate", Dump, "--data.evaluation_samples", "3");

        var lines = File.ReadAllLines(Dump);
        File.WriteAllLines(Dump, lines[..^1]);
        Refuses(
            1,
            $"{Dump}:31: the dump ends without its result, so it is not complete. Dump again with tfaip-train evaluate --dump.\n",
            "evaluate",
            Dump,
            "--scenario",
            Scenario);

        var header = File.ReadLines(Dump).First();
        File.WriteAllText(Dump, $"{header}\n{new string(' ', (1 << 26) + 1)}");
        Refuses(
            1,
            $"{Dump}:2: the line has more than 67108864 characters, more than a dump has for a sample.\n",
            "evaluate",
            Dump,
            "--scenario",
            Scenario);
        File.WriteAllLines(Dump, [lines[0], lines[^1]]);
        Refuses(1, $"{Dump}: the dump has no samples.\n", "evaluate", Dump, "--scenario", Scenario);
        File.WriteAllLines(Dump, [lines[0].Replace("1", "2", StringComparison.Ordinal)]);
        Refuses(1, $"{Dump}:1: the dump has the version 2; this program reads version 1.\n", "evaluate", Dump);
        File.WriteAllLines(Dump, ["{}"]);
        Refuses(
            1,
            $"{Dump}:1: this is no line of a dump: there is no version. A dump is written by tfaip-train evaluate --dump.\n",
            "evaluate",
            Dump);
    }

    [TestMethod]
    [DataRow("""{"float32":[1,2,3],"shape":[2]}""", "a tensor of the shape [2] has not 3 elements")]
    [DataRow("""{"float32":[1,2,3],"shape":[2,2]}""", "a tensor of the shape [2, 2] has not 3 elements")]
    [DataRow("""{"float32":[1],"shape":[-1,-1]}""", "a tensor of the shape [-1, -1] has not 1 elements")]
    [DataRow("""{"float32":[],"shape":[0,9000000000000000000,9000000000000000000]}""", "a tensor of the shape [0, 9000000000000000000, "
        + "9000000000000000000] has not 0 elements")]
    [DataRow("{}", "{} is no value of a sample")]
    public void A_tensor_of_a_dump_has_as_many_elements_as_its_shape(string value, string reason)
    {
        File.WriteAllLines(Dump, [
            """{"dump":1,"scenario":"Toy.csproj","models":[]}""",
            $$$"""{"set":"evaluation","source":"a","targets":{"label":{{{value}}}},"outputs":{}}"""
        ]);

        Refuses(
            1,
            $"{Dump}:2: this is no line of a dump: {reason}. A dump is written by tfaip-train evaluate --dump.\n",
            "evaluate",
            Dump,
            "--scenario",
            Scenario);
    }

    [TestMethod]
    [DataRow("set")]
    [DataRow("source")]
    public void A_sample_of_a_dump_has_a_set_and_a_source(string key)
    {
        var sample = """{"set":"evaluation","source":"a","targets":{},"outputs":{}}""".Replace(
            $"\"{key}\":\"{(key == "set" ? "evaluation" : "a")}\"", $"\"{key}\":null", StringComparison.Ordinal);
        File.WriteAllLines(Dump, ["""{"dump":1,"scenario":"Toy.csproj","models":[]}""", sample]);

        Refuses(
            1,
            $"{Dump}:2: this is no line of a dump: '{key}' is null. A dump is written by tfaip-train evaluate --dump.\n",
            "evaluate",
            Dump,
            "--scenario",
            Scenario);
    }

    [TestMethod]
    public void A_dump_is_written_through_no_link()
    {
        if (OperatingSystem.IsWindows()) Assert.Inconclusive("Windows lets few users make links.");
        _tool.Run(_tool.Config);
        File.WriteAllText(_tool.In("theirs"), "theirs");
        foreach (var name in (string[])[Dump, Dump + ".partial"]) File.CreateSymbolicLink(name, _tool.In("theirs"));

        _tool.Evaluate(Run, "--dump", Dump);

        Assert.AreEqual("theirs", File.ReadAllText(_tool.In("theirs")));
        Assert.IsNull(new FileInfo(Dump).LinkTarget);
    }

    [TestMethod]
    [Timeout(60_000)]
    public void A_dump_that_is_a_pipe_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows()) Assert.Inconclusive("Pipes are in no folder there.");
        using (var process = System.Diagnostics.Process.Start("mkfifo", [Dump])) process.WaitForExit();

        Refuses(1, $"{Dump}: cannot be read: it is a named pipe, not a file.\n", "evaluate", Dump, "--scenario", Scenario);
    }

    [TestMethod]
    public void A_scenario_without_an_evaluator_measures_no_dump()
    {
        _tool.Run(_tool.Config);
        _tool.Evaluate(Run, "--dump", Dump);
        using var other = new ToyTool(Config);

        var (code, output, error) = other.Run("evaluate", Dump, "--scenario", Scenario);

        Assert.AreEqual(
            (1, "", $"{Dump}: the scenario Toy has no Evaluator, and its losses and metrics are of outputs before post-processing, which a "
            + "dump does not hold. Derive one from Evaluator or AnswerEvaluator, or evaluate the run.\n"),
            (code, output, error));
    }

    private void Refuses(int code, string expected, params string[] arguments)
    {
        var result = _tool.Run(arguments);
        Assert.AreEqual((code, expected, ""), (result.Code, result.Error, result.Output));
    }

    private string Reports()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(_tool.In("values.json")));
        return json.RootElement.GetProperty("reports").GetRawText();
    }
}
