using System.Globalization;
using Tfaip.Configuration.Reading;
using Tfaip.Inference;
using Tfaip.Processors;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Runs;
using Tfaip.Training.Tests.Loop;
using Tfaip.Training.Tests.Scenarios.Generic;

namespace Tfaip.Training.Tests.Runs;

[TestClass]
public sealed class GenericDataRunTests
{
    private const string Trainer = "trainer: { epochs: 4, threads: 1, optimizer: { type: adam, learning_rate: 0.1 } }\n";

    [TestMethod]
    public void A_run_writes_down_what_the_data_said()
    {
        using var scenario = new FlowerScenario(FlowerScenario.Data + Trainer);

        Assert.AreEqual(RunStatus.Completed, Run(scenario, "run").Start().Status);

        var written = (Training.Parameters.RunParams<Training.Scenarios.GenericDataParams, FlowerModelParams>)scenario.Definition.Bind(
            ConfigFile.Load(scenario.In("run", "config.yaml")));
        Assert.AreEqual(
            "size: float32[batch, 2]|species: int64[batch] in 0..2", $"{written.Data.Inputs!.Single()}|{written.Data.Targets!.Single()}");
        Assert.AreEqual((2, 3), (written.Model.Features, written.Model.Head.Classes));
    }

    [TestMethod]
    public void A_resumed_run_ends_with_the_same_bytes()
    {
        using var scenario = new FlowerScenario(FlowerScenario.Data + Trainer);
        Assert.AreEqual(RunStatus.Completed, Run(scenario, "whole").Start().Status);
        using var stop = new CancellationTokenSource();
        var callback = new RecordingCallback { OnStep = step => { if (step.Step == 8) stop.Cancel(); } };
        Assert.AreEqual(RunStatus.Interrupted, Run(scenario, "halves", callback).Start(cancellationToken: stop.Token).Status);

        // As the tool does: from the configuration of the run alone.
        var parameters = scenario.Definition.Bind(ConfigFile.Load(scenario.In("halves", "config.yaml")));
        Assert.AreEqual(RunStatus.Completed, new TrainingRun(scenario.Definition, parameters, scenario.In("halves"), []).Resume().Status);

        foreach (var file in Directory.GetFiles(scenario.In("whole"), "*.safetensors", SearchOption.AllDirectories)
                .Append(scenario.In("whole", "model.tfaip")))
            CollectionAssert.AreEqual(
                File.ReadAllBytes(file), File.ReadAllBytes(scenario.In("halves", Path.GetRelativePath(scenario.In("whole"), file))), file);
    }

    [TestMethod]
    public void A_package_reads_rows_whose_columns_have_another_order()
    {
        using var scenario = new FlowerScenario(FlowerScenario.Data + Trainer);
        Run(scenario, "run").Start();

        using var predictor = Predictor.Load(scenario.In("run", "model.tfaip"), new() { Processors = ProcessorCatalog.Default });

        var csv = predictor.Manifest.Csv!;
        Assert.AreEqual((",", true, true), (csv.Delimiter, csv.Quotes, csv.HasHeader));
        Assert.AreEqual("petal, sepal", csv.Inputs["size"]);
        Assert.HasCount(1, csv.Inputs);
    }

    [TestMethod]
    public void A_run_can_be_exported_when_its_data_are_gone()
    {
        using var scenario = new FlowerScenario(FlowerScenario.Data + Trainer);
        Run(scenario, "run").Start();
        var package = File.ReadAllBytes(scenario.In("run", "model.tfaip"));
        File.Delete(scenario.In("flowers.csv"));

        var folder = new RunFolder(scenario.In("run"));
        using (var run = RunOpening.Open(scenario.Definition, scenario.Definition.Bind(RunConfig.Load(folder.Path, [])), folder))
            Export.Packaging.RunPackage.Write(run, scenario.In("again.tfaip"));

        CollectionAssert.AreEqual(package, File.ReadAllBytes(scenario.In("again.tfaip")));
    }

    [TestMethod]
    public void A_run_learns_the_flowers()
    {
        using var scenario = new FlowerScenario(FlowerScenario.Data + Trainer.Replace("epochs: 4", "epochs: 20", StringComparison.Ordinal));
        var best = Run(scenario, "run").Start().Best!;
        Assert.AreEqual(1.0, best.Value, 1e-9, best.Value.ToString(CultureInfo.InvariantCulture));
    }

    private static TrainingRun Run(FlowerScenario scenario, string name, params ICallback[] callbacks) =>
        new(scenario.Definition, scenario.Bind().WithOutput(scenario.In(name)), scenario.In(name), callbacks);
}
