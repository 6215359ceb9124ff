using System.Text;
using Tfaip.Export.Packaging;
using Tfaip.Export.Requests;
using Tfaip.Inference;
using Tfaip.Inference.Packages;
using Tfaip.Inference.Tests.Support;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Export.Tests.Packaging;

[TestClass]
public sealed class PackageWriterTests
{
    private string _folder = "";

    private string PackagePath => Path.Combine(_folder, "new", "x.tfaip");

    [TestInitialize]
    public void Create() => _folder = Directory.CreateTempSubdirectory("tfaip-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void What_was_written_opens_with_all_that_went_in()
    {
        PackageWriter.Write(PackagePath, Content());
        using var package = Package.Open(PackagePath, ProcessorCatalog.Default);
        var manifest = package.Manifest;
        Assert.AreEqual("tfaip 0.1.0", manifest.Producer);
        Assert.AreEqual("tiny", manifest.Scenario);
        CollectionAssert.AreEqual(
            new[] { "config.yaml", "model.onnx", "resources/b.txt", "resources/labels.txt" },
            manifest.Files.Select(file => file.Name).ToArray());
        Assert.AreEqual("scenario: tiny\n", Encoding.UTF8.GetString(package.ReadFile("config.yaml").Span));
        CollectionAssert.AreEqual(TinyOnnx.Classifier(), package.ReadFile("model.onnx").ToArray());
        Assert.AreEqual(0.5, manifest.Metrics["accuracy"]);
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(PackagePath)!));
    }

    [TestMethod]
    public void The_same_content_gives_the_same_bytes_whatever_the_order_of_what_has_none()
    {
        PackageWriter.Write(PackagePath, Content());
        var first = File.ReadAllBytes(PackagePath);
        var content = Content();
        PackageWriter.Write(PackagePath, content with
        {
            Resources = content.Resources.Reverse().ToDictionary(),
            Metrics = content.Metrics.Reverse().ToDictionary(),
        });
        CollectionAssert.AreEqual(first, File.ReadAllBytes(PackagePath));
    }

    [TestMethod]
    public void Processors_that_never_predict_are_left_out()
    {
        PackageWriter.Write(
            PackagePath,
            Content() with { PreProcessing = [new UnknownParams { Modes = [PipelineMode.Training] }, new ScaleParams { Key = "image" }] });
        using var package = Package.Open(PackagePath, ProcessorCatalog.Default);
        Assert.IsInstanceOfType<ScaleParams>(package.Manifest.PreProcessing.Single());
    }

    [TestMethod]
    public void A_processor_of_the_scenarios_own_is_written_and_asked_for()
    {
        PackageWriter.Write(PackagePath, Content() with { PreProcessing = [new UnknownParams()] });
        var error = Assert.ThrowsExactly<TfaipException>(() => Package.Open(PackagePath, ProcessorCatalog.Default));
        StringAssert.Contains(
            error.Message, "the package uses the processor 'test_unknown', which this program does not have. Add the package that has it");
        Package.Open(PackagePath, ProcessorCatalog.Default.With(typeof(UnknownParams).Assembly)).Dispose();
    }

    [TestMethod]
    public void What_was_there_stays_when_the_new_one_cannot_be_written()
    {
        PackageWriter.Write(PackagePath, Content());
        var first = File.ReadAllBytes(PackagePath);
        Assert.ThrowsExactly<TfaipException>(() => PackageWriter.Write(PackagePath, Content() with { Scenario = "" }));
        CollectionAssert.AreEqual(first, File.ReadAllBytes(PackagePath));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(PackagePath)!));
    }

    [TestMethod]
    public void A_folder_in_its_place_is_an_error() => Assert.AreEqual(
        $"{_folder}: the package cannot be written: this is a folder. Give the name of a file.",
        Assert.ThrowsExactly<TfaipException>(() => PackageWriter.Write(_folder, Content())).Message);

    [TestMethod]
    public void A_place_that_cannot_be_is_an_error()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var path = Path.Combine(_folder, "file", "x.tfaip");
        var error = Assert.ThrowsExactly<TfaipException>(() => PackageWriter.Write(path, Content()));
        StringAssert.StartsWith(error.Message, $"{path}: the package cannot be written: ");
    }

    [TestMethod]
    public void A_run_that_was_exported_predicts_as_its_model_does()
    {
        using var run = TinyRun.Open("tiny");
        PackageWriter.Write(PackagePath, PackageContent.Of(run, OnnxExporter.Export(run.Model)));
        using var predictor = Predictor.Load(PackagePath);

        // Halved: 1 and 2; the weights make 2 · 1 + 0.5 and 3 · 2 of them; the processor of training did not run.
        var outputs = predictor.Predict(new float[] { 2, 4 }).Outputs;
        Assert.AreEqual("right", outputs["label"]);
        Assert.AreEqual(1 / (1 + Math.Exp(-3.5)), (float)outputs["probability"], 1e-6);
    }

    [TestMethod]
    public void Row036_A_package_answers_with_each_of_its_graphs()
    {
        using var run = TinyRun.OpenWithGraphs("graphs");
        RunPackage.Write(run, PackagePath);
        using var both = Predictor.Load(PackagePath, new() { Graph = "both" });
        using var layer = Predictor.Load(PackagePath, new() { Graph = "layer" });

        // Halved by the pre-processing: 1 and 2; the weights make 2 · 1 + 0.5 and 3 · 2 of them.
        var outputs = both.Predict(new float[] { 2, 4 }).Outputs;
        CollectionAssert.AreEqual((string[])["doubled", "score"], outputs.Keys.ToArray());
        CollectionAssert.AreEqual(new float[] { 2, 4 }, Values(outputs["doubled"]));
        CollectionAssert.AreEqual(new float[] { 2.5f, 6 }, Values(outputs["score"]));
        var rows = System.Numerics.Tensors.Tensor.Create<float>([1, 2], [1, 2]);
        CollectionAssert.AreEqual(
            new float[] { 2.5f, 6 }, Values(layer.RunGraph(new Dictionary<string, object> { ["x"] = rows })["score"]));
    }

    [TestMethod]
    public void Row036_A_graph_that_cannot_be_exported_leaves_no_package_and_is_named()
    {
        using var run = TinyRun.OpenWithGraphs("graphs");
        var broken = run.Graphs[0] with
        {
            NamedForward = inputs => new Dictionary<string, TorchSharp.torch.Tensor> { ["y"] = inputs[0].erfinv() }
        };

        var error = Assert.ThrowsExactly<ExportException>(() => RunPackage.Write(run with { Graphs = [broken] }, PackagePath));

        Assert.AreEqual(
            $"{error.File}:{error.Line}: Graph 'both': Tensor.erfinv() has no ONNX lowering: ONNX has no operator for it. Compute it "
            + "outside of the model, or pass the result in as an input.",
            error.Message);
        Assert.Contains("erfinv", File.ReadAllLines(error.File!)[error.Line!.Value - 1]);
        Assert.IsFalse(File.Exists(PackagePath));
    }

    private static float[] Values(object value) => ((System.Numerics.Tensors.Tensor<float>)value).ToArray();

    internal static PackageContent Content() => new()
    {
        Graph = new(
            TinyOnnx.Classifier(),
            [TensorSpec.Parse("image: float32[batch, 1, 2, 2]")],
            [TensorSpec.Parse("logits: float32[batch, 2]")],
            new()
            {
                RelativeTolerance = 1e-5,
                AbsoluteTolerance = 1e-5,
                Outputs = [new("logits", 1.5e-7, 2.5e-6)],
                Sizes = ["batch=3", "batch=7"],
                OnnxRuntime = "1.31.1",
                TorchSharp = "0.107.0",
            }),
        Scenario = "tiny",
        ConfigYaml = "scenario: tiny\n",
        PreProcessing = [new ReshapeParams { Key = "image", Shape = [1, 2, 2] }],
        PostProcessing = [new ClassLabelParams { Key = "logits", Softmax = true, Labels = ["even", "odd"] }],
        Metrics = new Dictionary<string, double> { ["loss"] = 0.25, ["accuracy"] = 0.5 },
        Resources = new Dictionary<string, ResourceFile>
        {
            ["data.labels"] = new("labels.txt", _ => "even\nodd\n"u8.ToArray()),
            ["model.b"] = new("a/b.txt", _ => default),
        },
    };

    [Variant("test_unknown")]
    public sealed record UnknownParams : ProcessorParams
    {
        public override Processor Create() => throw new NotSupportedException();
    }
}
