using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tfaip.Inference.Packages;
using Tfaip.Processors;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.MixedPrecision;

/// <summary>Runs in bfloat16: what they learn, keep, measure, export and say.</summary>
[TestClass]
public sealed class RoundedRunTests
{
    private const string Config = """
        scenario: Toy.csproj
        output: run
        seed: 7
        precision: bfloat16
        data: { training_samples: 64, evaluation_samples: 30, pipeline: { batch_size: 4 } }
        trainer: { epochs: 3, threads: 1, optimizer: { learning_rate: 0.02 } }
        """;

    [TestMethod]
    public void It_learns_what_a_run_in_float32_learns()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataParams { TrainingSamples = 256, EvaluationSamples = 200, Pipeline = new() { BatchSize = 16 } };
        var parameters = ToyRun.Parameters with { Epochs = 8, Optimizer = new AdamParams { LearningRate = 3e-3 } };
        var results = Enum.GetValues<ComputePrecision>().ToDictionary(precision => precision, precision =>
        {
            using var run = new ToyRun(
                folder.In(precision.ToString()),
                parameters,
                data,
                precision: precision,
                model: p => new PatternModel(p),
                openData: p => new PatternData(p));
            return run.Trainer.Train().Metrics;
        });

        var (full, rounded) = (results[ComputePrecision.Float32], results[ComputePrecision.Bfloat16]);
        Assert.AreNotEqual(full["loss"], rounded["loss"]);
        Assert.AreEqual(full["loss"], rounded["loss"], 0.1 * full["loss"]);
        Assert.IsGreaterThan(0.9, full["accuracy"]);
        Assert.AreEqual(full["accuracy"], rounded["accuracy"], 0.02);
    }

    [TestMethod]
    public void A_checkpoint_is_measured_to_the_digits_of_the_run_and_holds_float32_alone()
    {
        using var tool = new ToyTool(Config);
        Assert.AreEqual(0, tool.Run(tool.Config, "--export", "none").Code);

        var measured = tool.Evaluate(tool.In("run"), "--checkpoint", "last");

        using var summary = JsonDocument.Parse(File.ReadAllBytes(tool.In("run", "summary.json")));
        var reported = summary.RootElement.GetProperty("metrics").EnumerateObject()
            .ToDictionary(value => value.Name, value => value.Value.GetDouble());
        CollectionAssert.AreEquivalent(reported, measured.ToDictionary());
        using var newest = new CheckpointStore(tool.In("run")).LoadNewest()!;
        var types = newest.Content.Weights.Concat(newest.Content.Optimizer).Where(entry => entry.Value.is_floating_point())
            .Select(entry => entry.Value.dtype).ToList();
        Assert.IsTrue(types.TrueForAll(type => type is ScalarType.Float32), string.Join(", ", types));
        var weight = newest.Content.Weights["hidden.weight"];
        Assert.IsFalse(weight.equal(weight.to(ScalarType.BFloat16)).all().item<bool>(), "weights are not rounded");
    }

    [TestMethod]
    public void The_package_is_float32_and_says_nothing_of_the_precision()
    {
        using var tool = new ToyTool(Config);
        var (code, output, error) = tool.Run(tool.Config);
        Assert.AreEqual((0, ""), (code, error));
        Assert.Contains("Toy on cpu in bfloat16: 74 parameters, 64 samples to train", output);

        using var package = Package.Open(tool.In("run", "model.tfaip"), ProcessorCatalog.Default);
        using (var zip = ZipFile.OpenRead(tool.In("run", "model.tfaip")))
        using (var manifest = new StreamReader(zip.GetEntry("manifest.json")!.Open()))
        {
            Assert.DoesNotContain("bfloat16", manifest.ReadToEnd());
        }

        Assert.Contains("precision: bfloat16", Encoding.UTF8.GetString(package.ReadFile("config.yaml").Span));

        // ONNX Runtime and TorchSharp differ by the order of sums, far less than by what bfloat16 would round.
        var (fromRun, fromPackage) = (tool.Evaluate(tool.In("run"), "--checkpoint", "best"), tool.Evaluate(
            tool.In("run", "model.tfaip"), "--scenario", tool.In("Toy.csproj")));
        foreach (var (name, value) in fromRun) Assert.AreEqual(value, fromPackage[name], 1e-5, name);
    }

    [TestMethod]
    public void A_run_that_goes_on_keeps_its_precision()
    {
        using var tool = new ToyTool(Config);
        Assert.AreEqual(0, tool.Run(tool.Config, "--export", "none").Code);
        var (code, output, _) = tool.Run("resume", tool.In("run"), "--trainer.epochs", "4");
        Assert.AreEqual(0, code);
        Assert.Contains("Toy on cpu in bfloat16: 74 parameters", output);
        Assert.StartsWith(
            "argument 5 (--precision): a resumed run keeps this parameter",
            tool.Run("resume", tool.In("run"), "--trainer.epochs", "5", "--precision", "float32").Error);
    }

    // Without a step nothing but the copy could change them.
    [TestMethod]
    public void A_warm_start_keeps_the_bits_of_the_source()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using (var source = new ToyRun(folder.In("source"), ToyRun.Parameters with { Epochs = 1 })) source.Trainer.Train();
        using var expected = new CheckpointStore(folder.In("source")).LoadNewest()!;
        using var run = new ToyRun(
            folder.In("run"),
            ToyRun.Parameters with { Epochs = 1, Optimizer = new SgdParams { LearningRate = 0 } },
            precision: ComputePrecision.Bfloat16,
            seed: 8);
        Tfaip.Training.WarmStart.WarmStarter.Load(run.Model, new() { Source = expected.Path });

        run.Trainer.Train();

        using var newest = run.Store.LoadNewest()!;
        foreach (var (name, tensor) in expected.Content.Weights.Where(
            entry => !entry.Key.StartsWith("norm.running", StringComparison.Ordinal) && entry.Value.is_floating_point()))
        {
            Assert.IsTrue(tensor.equal(newest.Content.Weights[name]).all().item<bool>(), name);
        }
    }

    [TestMethod]
    public void A_callback_sees_the_float32_weights_after_any_step()
    {
        using var folder = new TemporaryFolder();
        var types = new List<ScalarType>();
        var callback = new RecordingCallback
        {
            OnEvent = (happened, run) =>
            {
                if (happened is StepCompleted { Step: 2 or 5 }) types.AddRange(run.Model.parameters().Select(parameter => parameter.dtype));
            },
        };
        using var plain = new ToyRun(folder.In("plain"), ToyRun.Parameters with { Epochs = 1 }, precision: ComputePrecision.Bfloat16);
        using var watched = new ToyRun(
            folder.In("watched"), ToyRun.Parameters with { Epochs = 1 }, precision: ComputePrecision.Bfloat16, callback: callback);

        var (expected, actual) = (plain.Trainer.Train(), watched.Trainer.Train());

        Assert.HasCount(12, types);
        Assert.IsTrue(types.TrueForAll(type => type == ScalarType.Float32));
        CollectionAssert.AreEqual(expected.Metrics.ToList(), actual.Metrics.ToList());
    }

    [TestMethod]
    public void Steps_without_evaluation_leave_the_float32_weights_in_the_model()
    {
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(
            folder.Path,
            ToyRun.Parameters with { Epochs = 1 },
            ToyRun.Data with { EvaluationSamples = 0 },
            precision: ComputePrecision.Bfloat16);

        run.Trainer.Train();

        Assert.IsTrue(run.Model.parameters().All(parameter => parameter.dtype == ScalarType.Float32));
    }

    [TestMethod]
    public void A_dry_run_and_a_range_test_say_so()
    {
        using var tool = new ToyTool(Config);
        Assert.StartsWith("scenario:   Toy on cpu in bfloat16\n", tool.Run(tool.Config, "--dry-run").Output);
        var (code, output, error) = tool.Run(
            "find-lr", tool.Config, "--steps", "20", "--from", "1e-4", "--to", "1", "--json", tool.In("curve.json"));
        Assert.AreEqual((0, ""), (code, error));
        Assert.Contains("ToyModel on cpu in bfloat16, learning rate from ", output);
        using var curve = JsonDocument.Parse(File.ReadAllBytes(tool.In("curve.json")));
        Assert.AreEqual("bfloat16", curve.RootElement.GetProperty("precision").GetString());
    }

    [TestMethod]
    public void Summary_and_report_say_so()
    {
        using var tool = new ToyTool(Config);
        Assert.AreEqual(0, tool.Run(tool.Config, "--export", "none").Code);
        using var summary = JsonDocument.Parse(File.ReadAllBytes(tool.In("run", "summary.json")));
        Assert.AreEqual("bfloat16", summary.RootElement.GetProperty("precision").GetString());
        Assert.Contains("cpu in bfloat16", File.ReadAllText(tool.In("run", "report.html")));
    }
}
