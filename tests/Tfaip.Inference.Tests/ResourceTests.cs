using System.Text;
using Tfaip.Inference.Packages;
using Tfaip.Inference.Tests.Support;
using Tfaip.Parameters;
using Tfaip.Processors;
using Tfaip.Processors.Pipelines.Processors;

namespace Tfaip.Inference.Tests;

/// <summary>Resources on their way from the package to the processors.</summary>
[TestClass]
public sealed class ResourceTests
{
    private readonly TestPackage _package = TestPackage.Create(
        TinyOnnx.Classifier(),
        ["image: float32[batch, 1, 2, 2]"],
        ["logits: float32[batch, 2]"],
        [new ReshapeParams { Key = "image", Shape = [1, 2, 2] }],
        [new ClassLabelParams { Key = "logits", Softmax = true, LabelFile = new("resources/labels.txt", _ => default) }],
        new TestResource("post_processing.0.label_file", "resources/labels.txt", "even\nodd\n"u8.ToArray()),
        new TestResource("data.labels", "resources/labels.txt", "even\nodd\n"u8.ToArray()));

    [TestCleanup]
    public void Delete() => _package.Dispose();

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_processor_reads_its_resource_from_a_file_and_from_a_folder(bool isFolder)
    {
        using var predictor = Predictor.Load(isFolder ? _package.Unpack() : _package.Path);

        // Column 0 sums the pixels 0 and 2, column 1 the others.
        Assert.AreEqual("odd", predictor.Predict(new float[] { 0, 1, 0, 1 }).Outputs["label"]);
        Assert.AreEqual("even", predictor.Predict(new float[] { 1, 0, 1, 0 }).Outputs["label"]);
    }

    [TestMethod]
    public void The_application_reads_them_by_the_parameter_that_named_them_even_when_the_package_is_gone()
    {
        using var predictor = Predictor.Load(_package.Path);
        File.Delete(_package.Path);
        Assert.AreEqual(
            "data.labels, post_processing.0.label_file", string.Join(", ", predictor.Resources.Keys.Order(StringComparer.Ordinal)));
        CollectionAssert.AreEqual(new[] { "even", "odd" }, predictor.Resources["data.labels"].ReadLines().ToArray());
    }

    [TestMethod]
    public void A_resource_that_was_changed_is_refused()
    {
        var folder = _package.Unpack();
        File.WriteAllText(Path.Combine(folder, "resources", "labels.txt"), "odd\neven\n");
        AssertRefused(
            folder,
            $"{folder}: the file 'resources/labels.txt' was changed: its SHA-256 is not the one in the manifest. Copy or export the "
            + "package again.");
    }

    [TestMethod]
    public void A_resource_that_is_missing_is_named()
    {
        var folder = _package.Unpack();
        File.Delete(Path.Combine(folder, "resources", "labels.txt"));
        AssertRefused(
            folder, $"{folder}: the file 'resources/labels.txt' is missing, which the manifest lists. Copy or export the package again.");
    }

    [TestMethod]
    public void A_resource_that_the_manifest_does_not_list_is_refused()
    {
        var folder = _package.Unpack();
        File.WriteAllText(Path.Combine(folder, "resources", "more.txt"), "");
        AssertRefused(
            folder, $"{folder}: the package has the file 'resources/more.txt', which its manifest does not list. Copy or export it again.");
    }

    [TestMethod]
    public void A_processor_cannot_name_another_file()
    {
        var folder = _package.Unpack();
        var manifest = Path.Combine(folder, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest, Encoding.UTF8)
            .Replace("\"label_file\": \"resources/labels.txt\"", "\"label_file\": \"config.yaml\""));
        AssertRefused(
            folder, $"{folder}/manifest.json: post_processing.0.label_file is 'config.yaml', which is none of the manifest's resources.");
    }

    [TestMethod]
    public void A_resource_is_known_by_its_name_in_the_package()
    {
        var folder = _package.Unpack();
        using var package = Package.Open(folder, ProcessorCatalog.Default);
        var labels = (ClassLabelParams)package.Manifest.PostProcessing[0];
        Assert.AreEqual("resources/labels.txt", labels.LabelFile!.Path);
        Assert.AreEqual("even\nodd\n", labels.LabelFile.ReadText());
        Assert.AreEqual(labels.LabelFile, package.Resources["post_processing.0.label_file"]);
    }

    private static void AssertRefused(string path, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => Predictor.Load(path)).Message);
}
