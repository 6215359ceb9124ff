using Tfaip.Configuration.Reading;
using Tfaip.Parameters.Binding;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;
using Tfaip.Training.Tests;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Documents;

/// <summary>An optimizer and a schedule as an author of a scenario writes them.</summary>
[TestClass]
public sealed class OwnOptimizerTests
{
    private static readonly ScenarioDefinition Definition = new(typeof(SignParams).Assembly, [typeof(ToyModel), typeof(ToyData)]);

    [TestMethod]
    public void They_are_the_code_of_the_page()
    {
        var code = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Tfaip.Commands.Tests", "Documents", "SignParams.cs"))
            .ReplaceLineEndings("\n");
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "how-to", "optimizer-and-schedule.md"))
            .ReplaceLineEndings("\n");
        foreach (var record in code[code.IndexOf("[Variant(", StringComparison.Ordinal)..].Split("\n\n[Variant("))
            Assert.Contains($"[Variant({record.Replace("[Variant(", "", StringComparison.Ordinal).TrimEnd()}\n```\n", document);
    }

    [TestMethod]
    public void A_run_with_them_goes_on_to_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        var (whole, stopped) = (folder.In("whole"), folder.In("stopped"));
        Run(whole, []).Start();
        using (var stop = new CancellationTokenSource()) Run(stopped, [new StopAfter(2, stop)]).Start(cancellationToken: stop.Token);
        Run(stopped, []).Resume();

        CollectionAssert.AreEqual(Weights(whole), Weights(stopped));
        Assert.AreNotEqual(0, Weights(whole).Length);
    }

    [TestMethod]
    public void They_are_bound_by_their_names()
    {
        var trainer = ParameterBinder.Bind<TrainerParams>(
            YamlReader.Read("optimizer: {type: sign, smoothing: 0.5}\nschedule: triangle\n", "c.yaml"), Definition.Catalog);
        Assert.AreEqual(new SignParams { Smoothing = 0.5 }, trainer.Optimizer);
        Assert.IsInstanceOfType<TriangleScheduleParams>(trainer.Schedule);
    }

    private static TrainingRun Run(string run, IReadOnlyList<ICallback> callbacks) => new(
        Definition,
        new RunParams<ToyDataParams, ToyModelParams>
        {
            Scenario = "Toy.csproj",
            Data = ToyRun.Data with { PreProcessing = [] },
            Trainer = ToyRun.Parameters with
            {
                Epochs = 4,
                Optimizer = new SignParams { LearningRate = 0.01 },
                Schedule = new TriangleScheduleParams(),
                Predictions = 0
            },
            Export = ExportChoice.None,
        },
        run,
        callbacks);

    private static byte[] Weights(string run) => File.ReadAllBytes(Directory.EnumerateFiles(
        Directory.EnumerateDirectories(Path.Combine(run, "checkpoints")).Order(StringComparer.Ordinal).Last(),
        "*.safetensors").Order(StringComparer.Ordinal).First());

    private sealed class StopAfter(int epochs, CancellationTokenSource stop) : ICallback
    {
        public void On(RunEvent happened, IRunControl control)
        {
            if (happened is EpochStarted { Epoch: var epoch } && epoch > epochs) stop.Cancel();
        }
    }
}
