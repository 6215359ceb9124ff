using System.Numerics.Tensors;
using System.Text;
using Tfaip.Inference.Packages;
using Tfaip.Inference.Tests.Support;
using Tfaip.Parameters;
using Tfaip.Processors.Manifests;

namespace Tfaip.Inference.Tests;

/// <summary>Packages with several graphs.</summary>
[TestClass]
public sealed class PredictorGraphTests
{
    private TestPackage _package = null!;

    [TestInitialize]
    public void Create() => _package = TestPackage.ClassifierWithGraphs();

    [TestCleanup]
    public void Delete() => _package.Dispose();

    [TestMethod]
    public void Row036_A_further_graph_answers_after_the_same_preprocessing_with_its_outputs()
    {
        using var predictor = Predictor.Load(_package.Path, new() { Graph = "pixels" });

        var outputs = predictor.Predict(new float[] { 2, 4, 6, 8 }).Outputs;

        Assert.AreEqual("pixels", predictor.Graph.Name);
        Assert.AreEqual("pixels: float32[batch, 1, 2, 2]", predictor.Graph.Outputs.Single().ToString());
        CollectionAssert.AreEqual((string[])["pixels"], outputs.Keys.ToArray());
        var pixels = (Tensor<float>)outputs["pixels"];
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4 }, pixels.ToArray());
        CollectionAssert.AreEqual(new nint[] { 1, 2, 2 }, pixels.Lengths.ToArray());
    }

    [TestMethod]
    public void Row036_Without_a_name_the_default_graph_answers()
    {
        using var predictor = Predictor.Load(_package.Path);

        Assert.AreEqual("odd", predictor.Predict(new float[] { 2, 4, 6, 8 }).Outputs["label"]);
        Assert.AreEqual(("default", "model.onnx"), (predictor.Graph.Name, predictor.Graph.File));
        CollectionAssert.AreEqual((string[])["default", "pixels", "sum"], predictor.Manifest.GraphNames.ToArray());
    }

    [TestMethod]
    public void A_graph_with_inputs_of_its_own_runs_over_what_it_is_given()
    {
        using var predictor = Predictor.Load(_package.Path, new() { Graph = "sum" });
        var (a, b) = (Tensor.Create<float>([1, 2], [1, 2]), Tensor.Create<float>([10, 20], [1, 2]));

        CollectionAssert.AreEqual(
            new float[] { 11, 22 },
            ((Tensor<float>)predictor.RunGraph(new Dictionary<string, object> { ["a"] = a, ["b"] = b })["sum"]).ToArray());
        Assert.AreEqual(
            "The model's input 'b' is missing; there are: a.",
            Assert.ThrowsExactly<TfaipException>(() => predictor.RunGraph(new Dictionary<string, object> { ["a"] = a })).Message);
    }

    [TestMethod]
    public void A_graph_that_is_not_there_is_refused_with_those_there_are()
    {
        Assert.AreEqual(
            $"{_package.Path}: the package has no graph 'encoder'; it has default, pixels, sum.",
            Assert.ThrowsExactly<TfaipException>(() => Predictor.Load(_package.Path, new() { Graph = "encoder" })).Message);
        using var single = TestPackage.Classifier();
        Assert.AreEqual(
            $"{single.Path}: the package has no graph 'Default'; it has default.",
            Assert.ThrowsExactly<TfaipException>(() => Predictor.Load(single.Path, new() { Graph = "Default" })).Message);
    }

    [TestMethod]
    public void The_manifest_of_a_further_graph_is_held_against_it()
    {
        var files = StoredZip.Read(_package.ReadAllBytes());
        var manifest = files.Single(file => file.Name == Manifest.FileName);
        var json = Encoding.UTF8.GetString(manifest.Content.Span)
            .Replace("pixels: float32[batch, 1, 2, 2]", "pixels: float32[batch, 1, 2, 3]", StringComparison.Ordinal);
        _package.Write([new(Manifest.FileName, Encoding.UTF8.GetBytes(json)), .. files.Where(file => file != manifest)]);

        Assert.AreEqual(
            $"{_package.Path}: the manifest's output 'pixels: float32[batch, 1, 2, 3]' is not the one of the graph, Float[batch, 1, 2, 2].",
            Assert.ThrowsExactly<TfaipException>(() => Predictor.Load(_package.Path, new() { Graph = "pixels" })).Message);
    }
}
