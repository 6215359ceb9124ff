using Microsoft.Extensions.Time.Testing;
using Tfaip.Export;
using Tfaip.Export.Requests;
using Tfaip.Parameters;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Loop;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Runs;

[TestClass]
public sealed class ExportCheckTests
{
    private static readonly ScenarioDefinition Definition = new(typeof(BranchingModel).Assembly, [typeof(BranchingModel), typeof(ToyData)]);

    [TestMethod]
    public void Row034_A_model_that_cannot_be_exported_is_told_before_the_first_epoch()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var error = Assert.ThrowsExactly<TfaipException>(
            () => new TrainingRun(Definition, Parameters(folder), folder.In("r"), [callback]).Start());

        Assert.AreEqual(
            $"""
            {PlaceOf(error)}: Tensor.item<float>() takes the values of a tensor into .NET, and what follows from them would be fixed in the graph as it was in the recording. Keep them in tensors: torch.where instead of if, tensor operations instead of .NET arithmetic.
            Nothing was trained yet. Change the model so that it can be exported; or train it without a package, with export: none, or without this check, with export_check: false.
            """.ReplaceLineEndings("\n"),
            error.Message);
        Assert.AreEqual((0, 0), (callback.Runs.Count, callback.Summaries.Count));
        Assert.IsFalse(Directory.Exists(folder.In("r")), "nothing was written");
    }

    [TestMethod]
    public void Work_that_takes_long_says_what_it_is_at_within_a_second_and_nothing_after_its_end()
    {
        var (clock, lines) = (new FakeTimeProvider(), new List<string>());
        var work = new LongWork("Checking", lines.Add, clock);
        clock.Advance(TimeSpan.FromSeconds(0.6));
        work.Begin("recording it at batch=3");
        Assert.IsEmpty(lines);

        clock.Advance(TimeSpan.FromSeconds(0.2));
        clock.Advance(TimeSpan.FromSeconds(10));
        work.Dispose();
        clock.Advance(TimeSpan.FromSeconds(60));

        CollectionAssert.AreEqual(
            (string[])["Checking, recording it at batch=3 (1 s) …", "Checking, recording it at batch=3 (11 s) …"], lines);
    }

    [TestMethod]
    public void A_check_says_its_steps_and_stops_at_the_next_call_of_the_model()
    {
        using var model = new ToyModel(new());
        model.Register();
        using var stop = new CancellationTokenSource();
        var (steps, entry) = (new List<string>(), new ModelEntry(model, ["x"]));
        var exported = new ExportableModel { Module = model, Forward = entry.Forward, Inputs = new ToyData(new()).Inputs };
        var options = new ExportOptions
        {
            Cancellation = stop.Token,
            Progress = step =>
            {
                steps.Add(step);
                if (steps.Count == 2) stop.Cancel();
            },
        };

        Assert.ThrowsExactly<OperationCanceledException>(() => OnnxExporter.Check(exported, options));

        Assert.HasCount(2, steps);
        foreach (var step in steps) Assert.MatchesRegex("^recording it at batch=[0-9]+$", step);
    }

    [TestMethod]
    public void A_run_that_is_stopped_in_its_check_has_written_nothing()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var definition = new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData)]);

        var summary = new TrainingRun(definition, Parameters(folder), folder.In("r"), [callback]).Start(
            cancellationToken: new CancellationToken(canceled: true));

        Assert.AreEqual((RunStatus.Interrupted, 0L, 0), (summary.Status, summary.Steps, callback.Runs.Count));
        Assert.IsFalse(Directory.Exists(folder.In("r")));
    }

    [TestMethod]
    public void A_run_is_stopped_in_the_check_of_its_element_types_too()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var definition = new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData)]);
        var parameters = Parameters(folder) with { Precision = ComputePrecision.Bfloat16, Export = ExportChoice.None };

        var summary = new TrainingRun(definition, parameters, folder.In("r"), [callback]).Start(
            cancellationToken: new CancellationToken(canceled: true));

        Assert.AreEqual((RunStatus.Interrupted, 0L, 0), (summary.Status, summary.Steps, callback.Runs.Count));
        Assert.IsFalse(Directory.Exists(folder.In("r")));
    }

    [TestMethod]
    public void A_dry_run_tells_it_too()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.ThrowsExactly<TfaipException>(
            () => new TrainingRun(Definition, Parameters(folder), folder.In("r"), []).TryStart());
        Assert.StartsWith($"{PlaceOf(error)}: Tensor.item<float>() takes the values", error.Message);
    }

    [TestMethod]
    public void Row034_Without_the_check_it_is_trained_and_the_export_fails()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var run = new TrainingRun(Definition, Parameters(folder) with { ExportCheck = false }, folder.In("r"), [callback]);
        Assert.ThrowsExactly<ExportException>(() => run.Start());
        Assert.HasCount(10, callback.Steps);
    }

    [TestMethod]
    public void Without_an_export_there_is_no_check()
    {
        using var folder = new TemporaryFolder();
        var run = new TrainingRun(Definition, Parameters(folder) with { Export = ExportChoice.None }, folder.In("r"), []);
        Assert.AreEqual(RunStatus.Completed, run.Start().Status);
    }

    [TestMethod]
    [DataRow(0, false)]
    [DataRow(long.MaxValue, true)]
    public void Of_a_large_model_the_check_comes_before_the_trainer_takes_memory_and_else_after_it_has_seen_the_data(
        long largeWeights, bool isTrainerCreated)
    {
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path);
        var (checks, isCreated) = (
            new StartChecks(Definition, Parameters(folder), new RunEnvironment(), CancellationToken.None, largeWeights), false);

        Assert.ThrowsExactly<TfaipException>(() => checks.Open(run.Model, () =>
        {
            isCreated = true;
            return run.Trainer;
        }));

        Assert.AreEqual(isTrainerCreated, isCreated);
    }

    // The file and the line, which is the one that asks.
    private static string PlaceOf(TfaipException error)
    {
        var refusal = (ExportException)error.InnerException!;
        Assert.EndsWith("// here", File.ReadAllLines(refusal.File!)[refusal.Line!.Value - 1]);
        return $"{refusal.File}:{refusal.Line}";
    }

    private static RunParams<ToyDataParams, ToyModelParams> Parameters(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder.In("scenario"));
        File.WriteAllText(folder.In("scenario", "Toy.csproj"), "");
        return new()
        {
            Scenario = folder.In("scenario", "Toy.csproj"),
            Seed = 7,
            Data = ToyRun.Data,
            Trainer = ToyRun.Parameters with { Epochs = 1, Predictions = 0 },
        };
    }

    /// <summary>Asks for a value while it runs.</summary>
    public sealed class BranchingModel(ToyModelParams parameters) : Model<ToyModelParams>(parameters)
    {
        private readonly Linear head = Linear(4, 2);

        public override TensorMap Forward(TensorMap inputs)
        {
            var logits = head.call(inputs["x"]);
            if (logits.abs().max().item<float>() > 1e9) logits = logits * 0; // here
            return new() { ["logits"] = logits };
        }

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };
    }
}
