using System.Globalization;
using System.Numerics.Tensors;
using Tfaip.Inference.Tests.Support;
using Tfaip.Parameters;

namespace Tfaip.Inference.Tests.Packages;

/// <summary>Graphs whose weights lie in a file of the package.</summary>
[TestClass]
public sealed class PackagedWeightsTests
{
    private const string Own = "model.onnx.data";

    [TestMethod]
    public void A_graph_answers_with_weights_that_lie_beside_it()
    {
        using var package = Create(Weights(("location", Own), ("offset", "4"), ("length", "8")));
        using var file = Predictor.Load(package.Path);
        using var folder = Predictor.Load(package.Unpack());
        foreach (var predictor in (Predictor[])[file, folder])
            CollectionAssert.AreEqual(
                new float[] { 101, 202 }, ((Tensor<float>)predictor.Predict(new float[] { 1, 2 }).Outputs["y"]).ToArray());
    }

    [TestMethod]
    [DataRow("location=other.bin offset=4 length=8", "the graph keeps data in another file, 'other.bin'; packages have it in the graph, or "
        + "in 'model.onnx.data'.")]
    [DataRow("location=../model.onnx.data offset=4 length=8", "the graph keeps data in another file, '../model.onnx.data'; packages have "
        + "it in the graph, or in 'model.onnx.data'.")]
    [DataRow("offset=4 length=8 location=other.bin", "the graph keeps data in another file, 'other.bin'; packages have it in the graph, or "
        + "in 'model.onnx.data'.")]
    [DataRow("location=model.onnx.data offset=8 length=8", "a tensor of the graph lies at 8 with 8 bytes, outside of "
        + "its file of 12 bytes.")]
    [DataRow("location=model.onnx.data offset=9223372036854775807 length=8", "a tensor of the graph lies at 9223372036854775807 with 8 "
        + "bytes, outside of its file of 12 bytes.")]
    [DataRow("location=model.onnx.data offset=-4 length=8", "a tensor of the graph does not say the offset of its data in bytes.")]
    [DataRow("location=model.onnx.data offset=4", "a tensor of the graph does not say the length of its data in bytes.")]
    [DataRow("location=model.onnx.data offset=4 offset=0 length=8", "a tensor of the graph names 'offset' of its data twice.")]
    public void A_place_outside_of_its_file_is_refused(string entries, string message)
    {
        using var package = Create(
            Weights([.. entries.Split(' ').Select(entry => entry.Split('=')).Select(entry => (entry[0], entry[1]))]));
        Assert.AreEqual($"{package.Path}: {message}", Assert.ThrowsExactly<TfaipException>(() => Predictor.Load(package.Path)).Message);
    }

    [TestMethod]
    public void A_change_of_any_byte_of_the_weights_is_refused()
    {
        using var package = Create(Weights(("location", Own), ("offset", "4"), ("length", "8")));
        var bytes = package.ReadAllBytes();
        for (var i = 4096 - 50; i < 4096 + 12; i++)
        {
            bytes[i] ^= 4;
            File.WriteAllBytes(package.Path, bytes);
            bytes[i] ^= 4;
            StringAssert.StartsWith(
                Assert.ThrowsExactly<TfaipException>(() => Predictor.Load(package.Path), i.ToString(CultureInfo.InvariantCulture)).Message,
                package.Path);
        }
    }

    private static TestPackage Create(Protobuf weights) => TestPackage.Create(
        TinyOnnx.Model(
            [TinyOnnx.Node("Add", ["x", "w"], ["y"])],
            [weights],
            [TinyOnnx.Value("x", TinyOnnx.Float, "batch", 2)],
            [TinyOnnx.Value("y", TinyOnnx.Float, "batch", 2)]),
        ["x: float32[batch, 2]"],
        ["y: float32[batch, 2]"],
        resources: new TestResource("weights", Own, [.. new float[] { 7, 100, 200 }.SelectMany(BitConverter.GetBytes)]));

    private static Protobuf Weights(params (string Key, string Value)[] entries)
    {
        var tensor = new Protobuf().Number(1, 2).Number(2, TinyOnnx.Float).Text(8, "w");
        foreach (var (key, value) in entries) tensor.Message(13, new Protobuf().Text(1, key).Text(2, value));
        return tensor.Number(14, 1);
    }
}
