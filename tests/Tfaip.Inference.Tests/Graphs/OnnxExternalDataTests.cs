using Tfaip.Inference.Graphs;
using Tfaip.Inference.Tests.Support;

namespace Tfaip.Inference.Tests.Graphs;

[TestClass]
public sealed class OnnxExternalDataTests
{
    private static readonly Protobuf External = TinyOnnx.ExternalTensor("weight", [2], "../../secret.bin");

    [TestMethod]
    public void A_model_that_holds_its_data_has_none() => Assert.IsNull(OnnxExternalData.Find(TinyOnnx.Classifier()));

    // Each place of onnx.proto3 where a tensor can stand.
    public static IEnumerable<object[]> Places()
    {
        var sparse = new Protobuf().Message(1, External);
        var attribute = new Protobuf().Text(1, "value").Message(5, External);
        var node = new Protobuf().Text(4, "Constant").Message(5, attribute);
        var graph = new Protobuf().Message(5, External);
        yield return ["an initializer", Graph(graph)];
        yield return ["a sparse initializer's values", Graph(new Protobuf().Message(15, sparse))];
        yield return ["a sparse initializer's indices", Graph(new Protobuf().Message(15, new Protobuf().Message(2, External)))];
        yield return ["an attribute", Graph(new Protobuf().Message(1, node))];
        yield return ["a list attribute", Graph(Node(new Protobuf().Message(10, External)))];
        yield return ["a sparse attribute", Graph(Node(new Protobuf().Message(22, sparse)))];
        yield return ["a list of sparse attributes", Graph(Node(new Protobuf().Message(23, sparse)))];
        yield return ["a subgraph", Graph(Node(new Protobuf().Message(6, graph)))];
        yield return ["a list of subgraphs", Graph(Node(new Protobuf().Message(11, graph)))];
        yield return ["a function's node", new Protobuf().Message(25, new Protobuf().Message(7, node)).ToArray()];
        yield return ["a function's attribute", new Protobuf().Message(25, new Protobuf().Message(11, attribute)).ToArray()];
        yield return ["training", new Protobuf().Message(20, new Protobuf().Message(1, graph)).ToArray()];
    }

    [TestMethod]
    [DynamicData(nameof(Places))]
    public void It_is_found_wherever_a_tensor_can_stand(string place, byte[] model) =>
        Assert.AreEqual("../../secret.bin", OnnxExternalData.Find(model), place);

    [TestMethod]
    public void A_place_without_the_mark_is_found_too() => Assert.AreEqual(
        "a.bin", OnnxExternalData.Find(
            Graph(new Protobuf().Message(5, new Protobuf().Message(13, new Protobuf().Text(1, "location").Text(2, "a.bin"))))));

    [TestMethod]
    public void A_mark_without_a_place_is_found_too() => Assert.AreEqual(
        "a tensor without a place", OnnxExternalData.Find(Graph(new Protobuf().Message(5, new Protobuf().Number(14, 1)))));

    [TestMethod]
    public void Depth_has_an_end()
    {
        var graph = new Protobuf();
        for (var i = 0; i < 300; i++) graph = new Protobuf().Message(1, new Protobuf().Message(5, new Protobuf().Message(6, graph)));
        var error = Assert.ThrowsExactly<InvalidDataException>(() => OnnxExternalData.Find(Graph(graph)));
        Assert.AreEqual("the graph nests deeper than any that the exporter writes.", error.Message);
    }

    [TestMethod]
    [DataRow(new byte[] { 0x3A, 0x05, 0x00 })]
    [DataRow(new byte[] { 0x0B })]
    [DataRow(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [DataRow(new byte[] { 0x09, 1, 2 })]
    public void Bytes_that_are_no_message_are_refused(byte[] bytes) => Assert.AreEqual(
        "the graph is not an ONNX model: it is no protobuf message.",
        Assert.ThrowsExactly<InvalidDataException>(() => OnnxExternalData.Find(bytes)).Message);

    private static byte[] Graph(Protobuf graph) => new Protobuf().Message(7, graph).ToArray();

    private static Protobuf Node(Protobuf attribute) => new Protobuf().Message(1, new Protobuf().Message(5, attribute));
}
