using Tfaip.Export;
using Tfaip.Export.Packaging;
using Tfaip.Export.Requests;
using Tfaip.Inference;
using Tfaip.Inference.Packages;
using Tfaip.Parameters;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Optimization.Averaging;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;
using Tfaip.Training.Scenarios;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Loop;

[TestClass]
public sealed class ExportGraphsTests
{
    private static readonly float[] Values = [0.25f, -0.5f, 0.75f, 1f];

    [TestMethod]
    public void Row036_Each_graph_is_a_file_of_the_package_and_answers_as_the_model_with_its_averages()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var definition = DefinitionOf<BranchesModel>();
        new TrainingRun(definition, Parameters(folder), folder.In("r"), []).Start();
        var options = new PredictorOptions { Processors = definition.Catalog };

        using var answers = Predictor.Load(folder.In("r", "model.tfaip"), options);
        using var features = Predictor.Load(folder.In("r", "model.tfaip"), options with { Graph = "features" });
        using var decoder = Predictor.Load(folder.In("r", "model.tfaip"), options with { Graph = "decoder" });
        using var probabilities = Predictor.Load(folder.In("r", "model.tfaip"), options with { Graph = "probabilities" });

        CollectionAssert.AreEqual(
            (string[])["config.yaml", "decoder.onnx", "features.onnx", "model.onnx", "probabilities.onnx"],
            answers.Manifest.Files.Select(file => file.Name).ToArray());
        CollectionAssert.AreEqual(
            (string[])
            [
                "decoder (features: float32[batch, 8]) -> (logits: float32[batch, 2])",
                "features (x: float32[batch, 4]) -> (features: float32[batch, 8])",
                "probabilities (x: float32[batch, 4]) -> (probabilities: float32[batch, 2])",
            ],
            answers.Manifest.Graphs
                .Select(graph => $"{graph.Name} ({string.Join(", ", graph.Inputs)}) -> ({string.Join(", ", graph.Outputs)})").ToArray());
        foreach (var graph in answers.Manifest.Graphs)
            Assert.AreEqual(graph.Outputs.Single().Name, graph.Verification.Outputs.Single().Name);

        // The formulas again, over the averages of the best checkpoint; its own weights give other numbers.
        using var best = new RunFolder(folder.In("r")).Checkpoints.LoadBest()!;
        var (averages, weights) = (best.Content.Averages, best.Content.Weights);
        var hidden = Encoder(averages, weights);
        var logits = functional.linear(hidden, averages["head.weight"], averages["head.bias"]);
        var sample = Sample();
        Near(hidden, features.Predict(sample).Outputs["features"]);
        Near(logits, answers.Predict(sample).Outputs["logits"]);
        Near(logits.softmax(1), probabilities.Predict(sample).Outputs["probabilities"]);
        Near(logits, decoder.Predict(new Sample().WithInput("features", features.Predict(sample).Outputs["features"])).Outputs["logits"]);
        Assert.IsFalse(Encoder(weights, weights).allclose(hidden, 1e-3, 1e-3));
    }

    [TestMethod]
    public void Row036_A_model_has_no_second_default_graph()
    {
        using var folder = new TemporaryFolder();
        var run = new TrainingRun(DefinitionOf<SecondDefaultModel>(), Parameters(folder) with { ExportCheck = false }, folder.In("r"), []);

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Start());

        Assert.AreEqual(
            "SecondDefaultModel.ExportGraphs: 'default' is the graph of Forward, which every package has. Name further graphs only.",
            error.Message);
        Assert.IsFalse(Directory.Exists(folder.In("r")));
        Assert.AreEqual(error.Message, Assert.ThrowsExactly<TfaipException>(() => run.TryStart()).Message);

        // Without an export nothing is wrong with it.
        var summary = new TrainingRun(DefinitionOf<SecondDefaultModel>(), Parameters(folder) with
        {
            Export = ExportChoice.None
        }, folder.In("r"), []).Start();
        Assert.AreEqual(RunStatus.Completed, summary.Status);
    }

    [TestMethod]
    [DataRow("Features", null, "'Features' cannot be the name of a graph, since its file is called after it. Begin with a lower-case "
        + "letter, and go on with lower-case letters, digits and '_'.")]
    [DataRow("../a", null, "'../a' cannot be the name of a graph, since its file is called after it. Begin with a lower-case letter, and "
        + "go on with lower-case letters, digits and '_'.")]
    [DataRow("model", null, "'model' cannot be the name of a graph: model.onnx is the file of Forward's. Choose another.")]
    [DataRow("a", "", "the graph 'a' has no inputs. Name one or more, or leave Inputs out for those of the data.")]
    [DataRow("a", "x: float32[n]|x: int64[n]", "the graph 'a' has two inputs 'x'. Give each a name of its own.")]
    [DataRow("a", "h: float32[2, batch, 8]", "the graph 'a' has the input 'h: float32[2, batch, 8]', whose first axis is not the batch "
        + "axis. Begin with a free size, or 1: h: float32[batch, …].")]
    public void What_a_package_cannot_hold_is_told_before_training(string name, string? inputs, string why)
    {
        using var model = new GivenModel(new());
        model.Given = new Dictionary<string, ExportGraph>
        {
            [name] = new(
                values => values)
            { Inputs = inputs?.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(TensorSpec.Parse).ToList() },
        };

        Assert.AreEqual($"GivenModel.ExportGraphs: {why}", Assert.ThrowsExactly<TfaipException>(() => ExportedGraphs.Check(model)).Message);
    }

    [TestMethod]
    public void A_graph_that_cannot_be_exported_is_named_with_its_line_before_the_first_epoch()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();

        var error = Assert.ThrowsExactly<TfaipException>(
            () => new TrainingRun(DefinitionOf<BranchingGraphModel>(), Parameters(folder), folder.In("r"), [callback]).Start());

        var refusal = (ExportException)error.InnerException!;
        Assert.EndsWith("// here", File.ReadAllLines(refusal.File!)[refusal.Line!.Value - 1]);
        Assert.AreEqual(
            $"""
            {refusal.File}:{refusal.Line}: Graph 'features': Tensor.item<float>() takes the values of a tensor into .NET, and what follows from them would be fixed in the graph as it was in the recording. Keep them in tensors: torch.where instead of if, tensor operations instead of .NET arithmetic.
            Nothing was trained yet. Change the model so that it can be exported; or train it without a package, with export: none, or without this check, with export_check: false.
            """.ReplaceLineEndings("\n"),
            error.Message);
        Assert.IsEmpty(callback.Steps);
    }

    [TestMethod]
    public void A_graph_that_the_model_keeps_in_a_field_is_recorded_too()
    {
        using var scope = NewDisposeScope();
        using var model = new GivenModel(new());
        model.Register();
        model.eval();
        var layer = model.Extra;
        model.Given = new Dictionary<string, ExportGraph>
        {
            ["doubled"] = new(inputs => new() { ["y"] = layer.call(inputs["x"]) * 2, ["copy"] = inputs["x"] })
        };

        var exported = OnnxExporter.Export(ExportedGraphs.Of(model, new ToyData(new()).Inputs).Single());

        CollectionAssert.AreEqual(
            (string[])["y: float32[batch, 8]", "copy: float32[batch, 4]"], exported.Outputs.Select(output => output.ToString()).ToArray());
        CollectionAssert.AreEqual((string[])["y", "copy"], exported.Verification.Outputs.Select(output => output.Name).ToArray());
    }

    [TestMethod]
    public void Further_graphs_leave_the_default_graph_as_it_is_and_the_bytes_are_the_same_each_time()
    {
        using var folder = new TemporaryFolder();
        var definition = DefinitionOf<BranchesModel>();
        new TrainingRun(definition, Parameters(folder), folder.In("r"), []).Start();
        using var run = RunOpening.Open(definition, Parameters(folder), new RunFolder(folder.In("r")));

        RunPackage.Write(run, folder.In("again.tfaip"));
        RunPackage.Write(run with { Graphs = [] }, folder.In("one.tfaip"));

        CollectionAssert.AreEqual(File.ReadAllBytes(folder.In("again.tfaip")), File.ReadAllBytes(folder.In("r", "model.tfaip")));
        using var one = Package.Open(folder.In("one.tfaip"), definition.Catalog);
        using var all = Package.Open(folder.In("again.tfaip"), definition.Catalog);
        CollectionAssert.AreEqual(one.ReadFile(Manifest.GraphFileName).ToArray(), all.ReadFile(Manifest.GraphFileName).ToArray());
        Assert.IsEmpty(one.Manifest.Graphs);
        Assert.DoesNotContain("graphs", System.Text.Encoding.UTF8.GetString(ManifestJson.Write(one.Manifest)));
    }

    private static Tensor Encoder(IReadOnlyDictionary<string, Tensor> weights, IReadOnlyDictionary<string, Tensor> statistics)
    {
        var x = functional.linear(tensor(Values).reshape(1, 4), weights["encoder.0.weight"], weights["encoder.0.bias"]);
        var normal = (x - statistics["encoder.1.running_mean"]) / (statistics["encoder.1.running_var"] + 1e-5).sqrt();
        return functional.relu((normal * weights["encoder.1.weight"]) + weights["encoder.1.bias"]);
    }

    private static Sample Sample() => new Sample().WithInput("x", System.Numerics.Tensors.Tensor.Create(Values));

    private static ScenarioDefinition DefinitionOf<TModel>() => new(typeof(TModel).Assembly, [typeof(TModel), typeof(ToyData)]);

    private static RunParams<ToyDataParams, ToyModelParams> Parameters(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder.In("scenario"));
        File.WriteAllText(folder.In("scenario", "Toy.csproj"), "");
        return new()
        {
            Scenario = folder.In("scenario", "Toy.csproj"),
            Seed = 7,
            Data = ToyRun.Data with
            {
                PreProcessing = [],
                PostProcessing = [new ClassLabelParams { Key = "logits", Softmax = true, Labels = ["left", "right"], Keep = true }]
            },
            Trainer = ToyRun.Parameters with { Epochs = 1, Predictions = 1, Averaging = new EmaParams { Decay = 0.9 } },
        };
    }

    private static void Near(Tensor expected, object? actual)
    {
        var (left, right) = (expected.data<float>().ToArray(), ((System.Numerics.Tensors.Tensor<float>)actual!).ToArray());
        Assert.HasCount(left.Length, right);
        for (var i = 0; i < left.Length; i++) Assert.AreEqual(left[i], right[i], 1e-5f);
    }

    public sealed class SecondDefaultModel(ToyModelParams parameters) : BranchesModel(parameters)
    {
        public override IReadOnlyDictionary<string, ExportGraph> ExportGraphs =>
            new Dictionary<string, ExportGraph> { ["default"] = new(Forward) };
    }

    public sealed class GivenModel(ToyModelParams parameters) : BranchesModel(parameters)
    {
        public Linear Extra { get; } = Linear(4, 8);

        public IReadOnlyDictionary<string, ExportGraph> Given { get; set; } = new Dictionary<string, ExportGraph>();

        public override IReadOnlyDictionary<string, ExportGraph> ExportGraphs => Given;
    }

    public sealed class BranchingGraphModel(ToyModelParams parameters) : BranchesModel(parameters)
    {
        public override IReadOnlyDictionary<string, ExportGraph> ExportGraphs => new Dictionary<string, ExportGraph>
        {
            ["features"] = new(inputs =>
                inputs["x"].sum().item<float>() > 1e9 ? inputs : Forward(inputs)), // here
        };
    }
}
