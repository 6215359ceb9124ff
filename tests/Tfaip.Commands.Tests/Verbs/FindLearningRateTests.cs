using System.Text.Json;
using System.Text.RegularExpressions;
using Tfaip.Training.Tests.LearningRates;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed partial class FindLearningRateTests : IDisposable
{
    private const string Config = """
        scenario: Toy.csproj
        output: run
        data: { training_samples: 32, evaluation_samples: 8, pipeline: { batch_size: 32 } }
        trainer: { epochs: 2, threads: 1, optimizer: sgd }
        export: none
        """;

    private readonly ToyTool _tool = new(Config, typeof(LearningRateTestTests.LineModel));

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    public void The_curve_is_shown_with_a_suggestion_and_leaves_no_trace()
    {
        var before = _tool.Listing();

        var (code, output, error) = _tool.Run("find-lr", _tool.Config, "--from", "1e-2", "--to=100", "--steps", "20");

        Assert.AreEqual((0, ""), (code, error));
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.AreEqual("LineModel on cpu, learning rate from 1.00e-2 to 1.00e2 in 20 steps", lines[0]);
        Assert.AreEqual(" step  learning rate        loss    smoothed", lines[2]);
        Assert.MatchesRegex(@"^    1        1\.00e-2      \d\.\d{4}      \d\.\d{4}  █{40}$", lines[3]);
        Assert.MatchesRegex(
            @"^ +\d+ +\S+ +\S+ +\S+   ← lowest$", lines.Single(line => line.EndsWith("← lowest", StringComparison.Ordinal)));
        Assert.ContainsSingle(line => line.EndsWith("█ ← steepest", StringComparison.Ordinal), lines);
        Assert.MatchesRegex("^Stopped after step 1[0-9] of 20: the loss diverged.$", lines[^4]);
        Assert.MatchesRegex(@"^steepest descent:   \d\.\d\de-\d$", lines[^3]);
        Assert.MatchesRegex(@"^lowest loss:        \d\.\d\de-?\d$", lines[^2]);
        Assert.MatchesRegex(@"^suggested:          --trainer\.optimizer\.learning_rate \d\.\d\de-\d$", lines[^1]);
        Assert.AreEqual(before, _tool.Listing());
    }

    [TestMethod]
    public void A_run_that_is_there_is_left_alone()
    {
        _tool.Run(_tool.Config);
        var before = _tool.Listing();

        var (code, _, error) = _tool.Run("find-lr", _tool.Config, "--steps", "10");

        Assert.AreEqual((0, "", before), (code, error, _tool.Listing()));
    }

    [TestMethod]
    public void A_curve_that_does_not_fall_gives_no_suggestion()
    {
        var (code, output, error) = _tool.Run("find-lr", _tool.Config, "--from", "1e-12", "--to", "1e-10");

        Assert.AreEqual((0, ""), (code, error));
        Assert.EndsWith(
            "\n\nNo suggestion: the loss does not fall, or by less than its noise. Try another range (--from, --to), more steps (--steps) "
            + "or larger batches.\n", output);
    }

    [TestMethod]
    public void A_loss_that_falls_to_the_end_is_said()
    {
        var (_, output, _) = _tool.Run("find-lr", _tool.Config, "--from", "1e-4", "--to", "0.5");

        Assert.Contains("\n\nThe loss still fell at the end of the range; a larger --to may show more.\nsteepest descent:   ", output);
        Assert.Contains("\nlowest loss:        5.00e-1\n", output);
    }

    [TestMethod]
    public void All_points_are_written_as_json_too()
    {
        var (code, output, error) = _tool.Run(
            "find-lr", _tool.Config, "--from", "1e-2", "--to", "100", "--steps", "30", "--json", _tool.In("lr.json"));

        Assert.AreEqual((0, ""), (code, error));
        using var document = JsonDocument.Parse(File.ReadAllBytes(_tool.In("lr.json")));
        var root = document.RootElement;
        Assert.AreEqual(
            "LineModel cpu 30 True",
            $"{root.GetProperty("model")} {root.GetProperty("device")} {root.GetProperty("steps")} {root.GetProperty("diverged")}");
        Assert.AreEqual((0.01, 100), (root.GetProperty("from").GetDouble(), root.GetProperty("to").GetDouble()));
        var points = root.GetProperty("points").EnumerateArray().ToList();
        Assert.AreEqual($"Stopped after step {points.Count} of 30: the loss diverged.", output.Split('\n')[^5]);
        var lowest = points.Skip(3).MinBy(point => point.GetProperty("smoothed_loss").GetDouble()).GetProperty("learning_rate").GetDouble();
        Assert.AreEqual(lowest, root.GetProperty("minimum").GetDouble());
        Assert.AreEqual(Math.Min(lowest / 10, root.GetProperty("steepest").GetDouble()), root.GetProperty("suggested").GetDouble());
        Assert.IsTrue(points.Index()
            .All(point => point.Item.GetProperty("step").GetInt32() == point.Index + 1 && point.Item.GetProperty("loss").GetDouble() > 0));
    }

    [TestMethod]
    public void A_warm_start_is_where_it_begins()
    {
        _tool.Run(_tool.Config, "--trainer.optimizer.learning_rate", "0.5");
        string[] warm = ["--trainer.warm_start.source", _tool.In("run")];

        var (_, tried, _) = _tool.Run([_tool.Config, "--dry-run", "--output", _tool.In("other"), .. warm]);
        var (code, output, error) = _tool.Run(["find-lr", _tool.Config, .. warm]);
        var (_, cold, _) = _tool.Run("find-lr", _tool.Config);

        Assert.AreEqual((0, ""), (code, error));
        var expected = double.Parse(DryLoss().Match(tried).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.AreEqual(expected, FirstLoss(output), 1e-4);
        Assert.AreNotEqual(FirstLoss(cold), FirstLoss(output));
    }

    [TestMethod]
    public void What_cannot_be_tried_is_refused()
    {
        Refuses(2, "--steps 9: must be a whole number from 10 to 1000000.\n", "--steps", "9");
        Refuses(2, "--steps 1e3: must be a whole number from 10 to 1000000.\n", "--steps", "1e3");
        Refuses(2, "--from 0: must be a learning rate, a number from 1e-20 to 1e20 such as 1e-5.\n", "--from", "0");
        Refuses(2, "--to high: must be a learning rate, a number from 1e-20 to 1e20 such as 1e-5.\n", "--to", "high");
        Refuses(2, "--to NaN: must be a learning rate, a number from 1e-20 to 1e20 such as 1e-5.\n", "--to", "NaN");
        Refuses(2, "--from 1, --to 1: the learning rate grows, so --from must be below --to.\n", "--from", "1", "--to", "1");
        Refuses(2, "--from 100, --to 10 (the default): the learning rate grows, so --from must be below --to.\n", "--from", "100");
        Refuses(2, $"--json {_tool.In("no", "x.json")}: there is no folder {_tool.In("no")}.\n", "--json", _tool.In("no", "x.json"));
        Refuses(
            1,
            "There is no batch to train with: 0 training samples, data.pipeline.batch_size 32, drop_remainder false.\n",
            "--data.training_samples",
            "0");
        var (code, _, error) = _tool.Run("find-lr");
        Assert.AreEqual(
            (2, "Name a configuration file: tfaip-train find-lr CONFIG. tfaip-train find-lr --help says more.\n"), (code, error));
    }

    private static double FirstLoss(string output) =>
        double.Parse(
            output.Split('\n')[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)[2], System.Globalization.CultureInfo.InvariantCulture);

    private void Refuses(int code, string message, params string[] arguments)
    {
        var (actual, _, error) = _tool.Run(["find-lr", _tool.Config, .. arguments]);

        Assert.AreEqual((code, message), (actual, error));
    }

    [GeneratedRegex("loss of the first batch ([0-9.]+)\n")]
    private static partial Regex DryLoss();
}
