using Tfaip.Export.Packaging;
using Tfaip.Inference;
using Tfaip.Inference.Packages;
using Tfaip.Inference.Tests.Support;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text;
using Tfaip.Processors.Text.Processing;

namespace Tfaip.Export.Tests.Packaging;

[TestClass]
public sealed class PackagedResourcesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-").FullName;

    private string PackagePath => Path.Combine(_folder, "out", "x.tfaip");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Row061_Resources_go_into_the_package_two_of_one_name_and_lists_too()
    {
        var (first, second, third) = (Write("a/list.txt", "first"), Write("b/list.txt", "second"), Write("b/more.txt", "third"));
        WriteAt(
            PackagePath, [new JoinParams { Files = [first, second], Single = third }, new JoinParams { Files = [second], Single = first }]);
        var moved = Path.Combine(_folder, "moved.tfaip");
        File.Move(PackagePath, moved);
        foreach (var folder in new[] { "a", "b" }) Directory.Delete(Path.Combine(_folder, folder), recursive: true);

        using var package = Package.Open(moved, Catalog);
        Assert.AreEqual(
            """
            pre_processing.0.files.0: resources/list.txt
            pre_processing.0.files.1: resources/list-2.txt
            pre_processing.0.single: resources/more.txt
            pre_processing.1.files.0: resources/list-2.txt
            pre_processing.1.single: resources/list.txt
            """.ReplaceLineEndings("\n"),
            string.Join('\n', package.Manifest.Resources.Select(entry => $"{entry.Name}: {entry.File}")));
        Assert.AreEqual(
            "config.yaml model.onnx resources/list-2.txt resources/list.txt resources/more.txt",
            string.Join(' ', package.Manifest.Files.Select(file => file.Name)));
        var chain = new ProcessorChain(package.Manifest.PreProcessing, PipelineMode.Prediction);
        Assert.AreEqual("third first second; first second; ", chain.Process(new Sample(), 0, 0, 0)!.Inputs["text"]);
    }

    [TestMethod]
    public void A_package_with_resources_predicts_when_the_originals_are_gone()
    {
        var labels = Write("labels.txt", "left\nright\n");
        using var run = TinyRun.Open("tiny");
        var graph = OnnxExporter.Export(run.Model);
        PackageWriter.Write(PackagePath, PackageContent.Of(run, graph) with
        {
            PostProcessing =
                [new Tfaip.Processors.Pipelines.Processors.ClassLabelParams { Key = "logits", Softmax = true, LabelFile = labels }],
        });
        File.Delete(labels.Path);

        using var predictor = Predictor.Load(PackagePath);
        Assert.AreEqual("right", predictor.Predict(new float[] { 2, 4 }).Outputs["label"]);
    }

    // The graph gives its input back, so that the answer is what the two processors make of the text.
    [TestMethod]
    public void A_vocabulary_that_both_sides_name_is_there_once_and_the_answer_is_a_text()
    {
        var vocabulary = Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##able\nto\n,\n");
        PackageWriter.Write(PackagePath, PackageWriterTests.Content() with
        {
            Graph = new(
                TinyOnnx.Identity(TinyOnnx.Int64, "batch", "tokens"),
                [TensorSpec.Parse("x: int64[batch, tokens]")],
                [TensorSpec.Parse("y: int64[batch, tokens]")],
                PackageWriterTests.Content().Graph.Verification),
            PreProcessing = [new WordpieceParams { Vocabulary = vocabulary, InputIds = "x" }],
            PostProcessing = [new DecodeWordpieceParams { Vocabulary = vocabulary, Key = "y", To = "text" }],
            Resources = new Dictionary<string, ResourceFile>(),
        });
        File.Delete(vocabulary.Path);

        using var package = Package.Open(PackagePath, ProcessorCatalog.Default.With(TextProcessors.Assembly));
        Assert.AreEqual(
            "post_processing.0.vocabulary: resources/vocab.txt; pre_processing.0.vocabulary: resources/vocab.txt",
            string.Join("; ", package.Manifest.Resources.Select(entry => $"{entry.Name}: {entry.File}")));
        Assert.AreEqual("config.yaml model.onnx resources/vocab.txt", string.Join(' ', package.Manifest.Files.Select(file => file.Name)));
        using var predictor = Predictor.Load(PackagePath, new() { Processors = ProcessorCatalog.Default.With(TextProcessors.Assembly) });
        Assert.AreEqual("to, unable", predictor.Predict("To , UNABLE").Outputs["text"]);
    }

    [TestMethod]
    public void The_same_resources_give_the_same_bytes_wherever_they_lie()
    {
        WriteAt(PackagePath, [new JoinParams { Files = [Write("a/x.txt", "1"), Write("b/X.TXT", "2")] }]);
        var bytes = File.ReadAllBytes(PackagePath);
        WriteAt(PackagePath, [new JoinParams { Files = [Write("c/x.txt", "1"), Write("d/X.TXT", "2")] }]);
        CollectionAssert.AreEqual(bytes, File.ReadAllBytes(PackagePath));
    }

    [TestMethod]
    public void Processors_that_never_predict_bring_no_resources()
    {
        WriteAt(PackagePath, [new JoinParams { Modes = [PipelineMode.Training], Single = new("/nowhere/augment.txt") }]);
        using var package = Package.Open(PackagePath, Catalog);
        Assert.IsEmpty(package.Resources);
    }

    [TestMethod]
    public void A_resource_that_is_gone_is_an_error_and_no_package() => Assert.AreEqual(
        "The resource /nowhere/x.txt does not exist. Put the file there, or correct the path in the configuration.",
        Assert.ThrowsExactly<TfaipException>(() => WriteAt(PackagePath, [new JoinParams { Single = new("/nowhere/x.txt") }])).Message);

    [TestMethod]
    [DataRow("labels.txt", "labels.txt")]
    [DataRow("Größen & Maße.txt", "Gr__en___Ma_e.txt")]
    [DataRow(".hidden", "_hidden")]
    [DataRow("end.", "end_")]
    [DataRow("..", "__")]
    public void Names_are_made_plain(string name, string plain)
    {
        var given = new ResourceNames().Of(new(Path.Combine("/x", name)));
        Assert.AreEqual(plain, given);
        Assert.IsTrue(PackageFileName.IsPlain(given));
    }

    [TestMethod]
    public void Long_names_keep_their_end()
    {
        var name = new ResourceNames().Of(new($"/x/{new string('a', 250)}.txt"));
        Assert.AreEqual($"{new string('a', 196)}.txt", name);
    }

    private static VariantCatalog Catalog { get; } = ProcessorCatalog.Default.With(typeof(JoinParams).Assembly);

    private ResourceFile Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return new(path);
    }

    private static void WriteAt(string path, IReadOnlyList<ProcessorParams> processors) =>
        PackageWriter.Write(
            path, PackageWriterTests.Content() with { PreProcessing = processors, Resources = new Dictionary<string, ResourceFile>() });

    /// <summary>Appends the texts of its resources to the input <c>text</c>.</summary>
    [Variant("test_join")]
    public sealed record JoinParams : ProcessorParams
    {
        public IReadOnlyList<ResourceFile> Files { get; init; } = [];

        public ResourceFile? Single { get; init; }

        public override Processor Create() =>
            new Join(string.Join(' ', new[] { Single }.OfType<ResourceFile>().Concat(Files).Select(file => file.ReadText())) + "; ");
    }

    private sealed class Join(string text) : Processor
    {
        public override Sample? Process(Sample sample, ref SampleRandom random) =>
            sample.WithInput("text", (sample.Inputs.TryGetValue("text", out var before) ? before : "") + text);
    }
}
