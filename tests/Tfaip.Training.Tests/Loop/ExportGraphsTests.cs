using System.Numerics.Tensors;
using Tfaip.Export.Packaging;
using Tfaip.Inference;
using Tfaip.Processors;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Samples;
using Tfaip.Training.Loop;
using Tfaip.Training.Scenarios;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Loop;

[TestClass]
public sealed class ExportGraphsTests
{
    [TestMethod]
    public void Row036_Each_graph_of_a_model_is_a_file_of_the_package_and_answers_as_the_model()
    {
        using var folder = new TemporaryFolder();
        var parameters = Parameters(folder);
        var definition = DefinitionOf<TwoGraphs>();
        new TrainingRun(definition, parameters, folder.In("r"), []).Start();
        var package = folder.In("r", "model.tfaip");

        using var answers = Predictor.Load(package);
        using var features = Predictor.Load(package, new PredictorOptions { Graph = "features" });

        CollectionAssert.AreEqual(
            (string[])["config.yaml", "features.onnx", "halves.onnx", "model.onnx"], answers.Manifest.Files.Select(file => file.Name).ToArray());
        CollectionAssert.AreEqual((string[])["features", "halves"], answers.Manifest.Graphs.Select(graph => graph.Name).ToArray());
        Assert.AreEqual("features: float32[batch, 8]", features.Graph.Outputs.Single().ToString());
        CollectionAssert.AreEqual(
            (string[])["left: float32[batch, 2]", "right: float32[batch, 2]"],
            answers.Manifest.FindGraph("halves")!.Outputs.Select(output => output.ToString()).ToArray());
        Assert.AreEqual("features", features.Graph.Verification.Outputs.Single().Name);

        using var run = RunOpening.Open(definition, parameters, new RunFolder(folder.In("r")));
        var model = (TwoGraphs)run.Model.Module;
        float[] values = [0.25f, -0.5f, 0.75f, 1f];
        using var noGradient = no_grad();
        var x = tensor(values).reshape(1, 4);
        var sample = new Sample().WithInput("x", Tensor.Create(values));
        Near(model.Forward(new() { ["x"] = x })["logits"], answers.Predict(sample).Outputs["logits"]);
        Near(model.Features(new() { ["x"] = x })["features"], features.Predict(sample).Outputs["features"]);
    }

    [TestMethod]
    public void Row036_A_model_without_a_default_graph_is_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var run = new TrainingRun(DefinitionOf<NoDefault>(), Parameters(folder) with { ExportCheck = false }, folder.In("r"), []);

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Start());

        Assert.AreEqual(
            "NoDefault.ExportGraphs has no graph 'default', with which a package answers; it has features. Add one: [\"default\"] = Forward.", error.Message);
        Assert.IsFalse(Directory.Exists(folder.In("r")));
        Assert.AreEqual(error.Message, Assert.ThrowsExactly<TfaipException>(() => run.TryStart()).Message);

        // Without an export nothing is wrong with it.
        var summary = new TrainingRun(DefinitionOf<NoDefault>(), Parameters(folder) with { Export = ExportChoice.None }, folder.In("r"), []).Start();
        Assert.AreEqual(RunStatus.Completed, summary.Status);
    }

    [TestMethod]
    [DataRow("Features", "Begin with a lower-case letter, and go on with lower-case letters, digits and '_'.")]
    [DataRow("../a", "Begin with a lower-case letter, and go on with lower-case letters, digits and '_'.")]
    [DataRow("model", "model.onnx is the file of 'default'. Choose another.")]
    public void Names_of_graphs_are_plain(string name, string why)
    {
        using var model = new Named(new ToyModelParams(), name);

        var error = Assert.ThrowsExactly<TfaipException>(() => ExportedGraphs.Check(model));

        Assert.AreEqual($"Named.ExportGraphs: '{name}' cannot be the name of a graph{(name == "model" ? ": " : ". ")}{why}", error.Message);
    }

    [TestMethod]
    public void A_further_graph_that_cannot_be_exported_is_named_before_the_first_epoch()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();

        var error = Assert.ThrowsExactly<TfaipException>(
            () => new TrainingRun(DefinitionOf<Branching>(), Parameters(folder), folder.In("r"), [callback]).Start());

        Assert.StartsWith("The graph 'features': ", error.Message);
        Assert.Contains(": Tensor.item<float>() takes the values of a tensor into .NET, ", error.Message);
        Assert.IsEmpty(callback.Steps);
    }

    [TestMethod]
    public void A_graph_that_the_package_does_not_have_is_refused()
    {
        using var folder = new TemporaryFolder();
        new TrainingRun(DefinitionOf<TwoGraphs>(), Parameters(folder), folder.In("r"), []).Start();
        var package = folder.In("r", "model.tfaip");

        var error = Assert.ThrowsExactly<TfaipException>(() => Predictor.Load(package, new PredictorOptions { Graph = "embedding" }));

        Assert.AreEqual($"{package}: the package has no graph 'embedding'; it has default, features, halves.", error.Message);
    }

    [TestMethod]
    public void Further_graphs_leave_the_default_graph_as_it_is_without_them()
    {
        using var folder = new TemporaryFolder();
        var definition = DefinitionOf<TwoGraphs>();
        new TrainingRun(definition, Parameters(folder), folder.In("r"), []).Start();
        using var run = RunOpening.Open(definition, Parameters(folder), new RunFolder(folder.In("r")));

        RunPackage.Write(run with { Graphs = new Dictionary<string, Export.ExportableModel>() }, folder.In("one.tfaip"));

        using var one = Inference.Packages.Package.Open(folder.In("one.tfaip"), definition.Catalog);
        using var all = Inference.Packages.Package.Open(folder.In("r", "model.tfaip"), definition.Catalog);
        CollectionAssert.AreEqual(one.ReadFile(Manifest.GraphFileName).ToArray(), all.ReadFile(Manifest.GraphFileName).ToArray());
        Assert.IsEmpty(one.Manifest.Graphs);
    }

    private static ScenarioDefinition DefinitionOf<TModel>() => new(typeof(TModel).Assembly, [typeof(TModel), typeof(ToyData)]);

    private static RunParams<ToyDataParams, ToyModelParams> Parameters(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder.In("scenario"));
        File.WriteAllText(folder.In("scenario", "Toy.csproj"), "");
        return new()
        {
            Scenario = folder.In("scenario", "Toy.csproj"),
            Seed = 7,
            Data = ToyRun.Data,
            Trainer = ToyRun.Parameters with { Epochs = 1, Predictions = 1 },
        };
    }

    private static void Near(TorchSharp.torch.Tensor expected, object? actual)
    {
        var (left, right) = (expected.data<float>().ToArray(), ((Tensor<float>)actual!).ToArray());
        Assert.HasCount(left.Length, right);
        for (var i = 0; i < left.Length; i++) Assert.AreEqual(left[i], right[i], 1e-5f);
    }

    /// <summary>A method and a lambda over its layers beside the default graph.</summary>
    public class TwoGraphs(ToyModelParams parameters) : Model<ToyModelParams>(parameters)
    {
        private readonly Linear hidden = Linear(4, 8);
        private readonly Linear head = Linear(8, 2);

        public override IReadOnlyDictionary<string, Func<TensorMap, TensorMap>> ExportGraphs => new Dictionary<string, Func<TensorMap, TensorMap>>
        {
            ["default"] = Forward,
            ["halves"] = inputs => new() { ["left"] = inputs["x"].narrow(1, 0, 2), ["right"] = head.call(hidden.call(inputs["x"])) },
            ["features"] = Features,
        };

        public virtual TensorMap Features(TensorMap inputs) => new() { ["features"] = functional.relu(hidden.call(inputs["x"])) };

        public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = head.call(Features(inputs)["features"]) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };
    }

    public sealed class NoDefault(ToyModelParams parameters) : TwoGraphs(parameters)
    {
        public override IReadOnlyDictionary<string, Func<TensorMap, TensorMap>> ExportGraphs =>
            new Dictionary<string, Func<TensorMap, TensorMap>> { ["features"] = Features };
    }

    public sealed class Named(ToyModelParams parameters, string name) : TwoGraphs(parameters)
    {
        public override IReadOnlyDictionary<string, Func<TensorMap, TensorMap>> ExportGraphs =>
            new Dictionary<string, Func<TensorMap, TensorMap>> { ["default"] = Forward, [name] = Features };
    }

    public sealed class Branching(ToyModelParams parameters) : TwoGraphs(parameters)
    {
        public override IReadOnlyDictionary<string, Func<TensorMap, TensorMap>> ExportGraphs => new Dictionary<string, Func<TensorMap, TensorMap>>
        {
            ["default"] = Forward,
            ["features"] = inputs => inputs["x"].sum().item<float>() > 1e9 ? Forward(inputs) : Features(inputs),
        };
    }
}
