using Tfaip.Processors;
using Tfaip.Training.Loop;
using Tfaip.Training.Scenarios;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Loop;

[TestClass]
public sealed class ExportCheckTests
{
    private static readonly ScenarioDefinition Definition = new(typeof(BranchingModel).Assembly, [typeof(BranchingModel), typeof(ToyData)]);

    [TestMethod]
    public void Row034_A_model_that_cannot_be_exported_is_told_before_the_first_epoch()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var error = Assert.ThrowsExactly<TfaipException>(() => new TrainingRun(Definition, Parameters(folder), folder.In("r"), [callback]).Start());

        Assert.AreEqual(
            $"""
            {PlaceOf(error)}: Tensor.item<float>() takes the values of a tensor into .NET, and what follows from them would be fixed in the graph as it was in the recording. Keep them in tensors: torch.where instead of if, tensor operations instead of .NET arithmetic.
            Nothing was trained yet. Change the model so that it can be exported; or train it without a package, with export: none, or without this check, with export_check: false.
            """,
            error.Message);
        Assert.IsEmpty(callback.Steps);
        Assert.AreEqual((RunStatus.Failed, 0L, error.Message), (callback.Summaries.Single().Status, callback.Summaries.Single().Steps, callback.Summaries.Single().Error));
    }

    [TestMethod]
    public void A_dry_run_tells_it_too()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.ThrowsExactly<TfaipException>(() => new TrainingRun(Definition, Parameters(folder), folder.In("r"), []).TryStart());
        Assert.StartsWith($"{PlaceOf(error)}: Tensor.item<float>() takes the values", error.Message);
    }

    [TestMethod]
    public void Row034_Without_the_check_it_is_trained_and_the_export_fails()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var run = new TrainingRun(Definition, Parameters(folder) with { ExportCheck = false }, folder.In("r"), [callback]);
        Assert.ThrowsExactly<Export.ExportException>(() => run.Start());
        Assert.HasCount(10, callback.Steps);
    }

    [TestMethod]
    public void Without_an_export_there_is_no_check()
    {
        using var folder = new TemporaryFolder();
        var run = new TrainingRun(Definition, Parameters(folder) with { Export = ExportChoice.None }, folder.In("r"), []);
        Assert.AreEqual(RunStatus.Completed, run.Start().Status);
    }

    // The file and the line, which is the one that asks.
    private static string PlaceOf(TfaipException error)
    {
        var refusal = (Export.ExportException)error.InnerException!;
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
