using System.Text.Json;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.WarmStart;

[TestClass]
public sealed class WarmStartRunTests
{
    private const string Config = """
        scenario: Toy.csproj
        seed: 3
        trainer: {epochs: 2, threads: 1, predictions: 0}
        export: none
        """;

    [TestMethod]
    public void Row077_A_run_with_learning_rate_0_measures_what_its_source_did()
    {
        using var tool = new ToyTool(Config, typeof(PlainModel));
        MustSucceed(tool.Run(tool.Config, "--output", tool.In("first")));
        var measured = tool.Evaluate(tool.In("first"));

        var output = MustSucceed(tool.Run(
            tool.Config, "--output", tool.In("second"), "--seed", "8", "--trainer.optimizer.learning_rate", "0",
            "--trainer.warm_start.source", tool.In("first")));

        var again = tool.Evaluate(tool.In("second"));
        foreach (var (name, value) in measured) Assert.AreEqual(value, again[name], 1e-5, name);
        Assert.Contains($"warm start: 2 of 2 tensors from {tool.In("first", "best")}\n", output);
        using var json = JsonDocument.Parse(File.ReadAllBytes(tool.In("second", "warm_start.json")));
        Assert.AreEqual(tool.In("first", "best"), json.RootElement.GetProperty("source").GetString());
        Assert.AreEqual("head.weight", json.RootElement.GetProperty("loaded")[0].GetProperty("from").GetString());

        // In the configuration the source is named from the run's folder, so that it can be run again.
        Assert.Contains("source: ../first", File.ReadAllText(tool.In("second", "config.yaml")).Replace("\"", ""));
    }

    [TestMethod]
    public void Another_seed_begins_elsewhere_without_a_warm_start()
    {
        using var tool = new ToyTool(Config, typeof(PlainModel));
        MustSucceed(tool.Run(tool.Config, "--output", tool.In("first")));
        MustSucceed(tool.Run(tool.Config, "--output", tool.In("second"), "--seed", "8", "--trainer.optimizer.learning_rate", "0"));

        Assert.AreNotEqual(tool.Evaluate(tool.In("first"))["loss"], tool.Evaluate(tool.In("second"))["loss"], 1e-5);
    }

    [TestMethod]
    public void A_run_that_goes_on_does_not_ask_for_its_source()
    {
        using var tool = new ToyTool(Config);
        MustSucceed(tool.Run(tool.Config, "--output", tool.In("first")));
        MustSucceed(tool.Run(tool.Config, "--output", tool.In("second"), "--trainer.warm_start.source", tool.In("first")));
        Directory.Delete(tool.In("first"), recursive: true);

        var output = MustSucceed(tool.Run("resume", tool.In("second"), "--trainer.epochs", "3"));

        Assert.DoesNotContain("warm start", output);
    }

    [TestMethod]
    public void Row077_Include_and_partial_together_are_an_error()
    {
        using var tool = new ToyTool("""
            scenario: Toy.csproj
            trainer:
              warm_start:
                source: elsewhere
                partial: true
                include: ["head.*", "(", "x"]
            """);

        var (code, _, error) = tool.Run(tool.Config);

        Assert.AreEqual(2, code);
        Assert.Contains(
            "config.yaml:5:14: trainer.warm_start.partial: partial loads whatever fits, include and exclude choose what is loaded: give "
            + "one or the other.", error);
        Assert.Contains(
            "config.yaml:6:25: trainer.warm_start.include.1: '(' is not a regular expression: Invalid pattern '(' at "
            + "offset 1. Not enough )'s.", error);
    }

    [TestMethod]
    public void A_checkpoint_that_is_not_there_is_named_with_those_that_are()
    {
        using var tool = new ToyTool(Config);
        MustSucceed(tool.Run(tool.Config, "--output", tool.In("first")));

        var (code, _, error) = tool.Run(
            tool.Config,
            "--output",
            tool.In("second"),
            "--trainer.warm_start.source",
            tool.In("first"),
            "--trainer.warm_start.checkpoint",
            "step-000001");

        Assert.AreEqual((1, $"{tool.In("first")}: has no checkpoint 'step-000001'. It has: best, last, step-000006.\n"), (code, error));
        Assert.IsFalse(Directory.Exists(tool.In("second")));
    }

    private static string MustSucceed((int Code, string Output, string Error) result)
    {
        Assert.AreEqual((0, ""), (result.Code, result.Error));
        return result.Output;
    }

    /// <summary>Nothing in it changes but by the optimizer.</summary>
    public sealed class PlainModel(ToyModelParams parameters) : Model<ToyModelParams>(parameters)
    {
        private readonly Linear head = Linear(4, 2);

        public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = head.call(inputs["x"]) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };
    }
}
