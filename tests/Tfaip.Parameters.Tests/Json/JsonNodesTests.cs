using System.Text;
using System.Text.Json;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Trees;

namespace Tfaip.Processors.Tests.Parameters;

[TestClass]
public sealed class JsonNodesTests
{
    private static readonly Gen<ConfigNode> Nodes = Gen.Recursive<ConfigNode>((depth, inner) => Gen.Frequency(
        (3, SampleGen.Text.Select(ConfigNode (text) => new ScalarNode(text, true, Origin.Default))),
        (2, Gen.OneOf<ConfigNode>([.. new[] { null, "true", "false", "0", "-1.5e-7", "12345678901234567890" }.Select(
            text => new ScalarNode(text, false, Origin.Default))])),
        (depth > 4 ? 0 : 1, inner.List[0, 4].Select(ConfigNode (items) => new SequenceNode(items, Origin.Default))),
        (depth > 4 ? 0 : 1, Gen.Dictionary(SampleGen.Text, inner)[0, 4].Select(ConfigNode (entries) => new MappingNode(
            [.. entries.Select(entry => new MappingEntry(entry.Key, Origin.Default, entry.Value))], Origin.Default)))));

    [TestMethod]
    public void Every_node_knows_its_place()
    {
        var root = (MappingNode)JsonNodes.Read("{\n  \"ä\": [1,\n \"b\"], \"c\": {\"d\": null}}", "f.json");
        var list = (SequenceNode)root.Find("ä")!.Value;
        var inner = (MappingNode)root.Find("c")!.Value;
        Assert.AreEqual("f.json:1:1", root.Origin.ToString());
        Assert.AreEqual("f.json:2:3 f.json:2:8", $"{root.Find("ä")!.KeyOrigin} {list.Origin}");
        Assert.AreEqual("f.json:2:9 f.json:3:2", $"{list.Items[0].Origin} {list.Items[1].Origin}");
        Assert.AreEqual(
            "f.json:3:8 f.json:3:13 f.json:3:14 f.json:3:19",
            $"{root.Find("c")!.KeyOrigin} {inner.Origin} {inner.Entries[0].KeyOrigin} {inner.Entries[0].Value.Origin}");
    }

    [TestMethod]
    public void Only_strings_are_quoted()
    {
        var items = ((SequenceNode)JsonNodes.Read("""["a", "1", 1.50, true, null]""", "f")).Items.Cast<ScalarNode>();
        Assert.AreSequenceEqual(
            [("a", true), ("1", true), ("1.50", false), ("true", false), (null, false)], items.Select(item => (item.Text, item.IsQuoted)));
    }

    [TestMethod]
    public void Scalars_become_what_they_are() => Assert.AreEqual(
        """["a","1",1.50,true,null,"null",".inf","True","01","adam"]""",
        Write(new SequenceNode(
            [
                Scalar("a", true), Scalar("1", true), Scalar("1.50"), Scalar("true"), Scalar(null), Scalar("null", true), Scalar(".inf"),
                Scalar("True"), Scalar("01"),
                Scalar("adam"),
            ],
            Origin.Default)));

    [TestMethod]
    public void Tree_to_json_to_tree_is_the_identity() =>
        Nodes.Sample(node => NodeText.Of(node) == NodeText.Of(JsonNodes.Read(Write(node), "f")));

    [TestMethod]
    [DataRow("", "f.json:1:1: This is not JSON: The input does not contain any JSON tokens. Expected the input to start with a valid JSON "
        + "token, when isFinalBlock is true.")]
    [DataRow("{\"a\": 1,\n \"b\": x}", "f.json:2:7: This is not JSON: 'x' is an invalid start of a value.")]
    [DataRow("{\"a\": 1} 2", "f.json:1:10: This is not JSON: '2' is invalid after a single JSON value. Expected end of data.")]
    [DataRow("[1, // one\n2]", "f.json:1:5: This is not JSON: '/' is an invalid start of a value.")]
    [DataRow("[1,]", "f.json:1:4: This is not JSON: The JSON array contains a trailing comma at the end which is not supported in this "
        + "mode. Change the reader options.")]
    [DataRow("{\"a\": 1,\n \"b\": 2, \"a\": 3}", "f.json:2:10: The name 'a' stands here a second time; the first is at f.json:1:2.")]
    [DataRow("[\"\\ud800\"]", "f.json:1:2: This is not JSON: an escape is half of a character.")]
    [DataRow("{\"\\udc00\": 1}", "f.json:1:2: This is not JSON: an escape is half of a character.")]
    public void What_is_not_json_is_refused_with_its_place(string json, string expected)
    {
        var error = Assert.ThrowsExactly<ConfigurationException>(() => JsonNodes.Read(json, "f.json"));
        Assert.AreEqual(expected, error.Message);
    }

    [TestMethod]
    public void Documents_nested_too_deeply_are_refused()
    {
        Assert.IsInstanceOfType<SequenceNode>(JsonNodes.Read(new string('[', 64) + new string(']', 64), "f"));
        var error = Assert.ThrowsExactly<ConfigurationException>(() => JsonNodes.Read(new string('[', 100_000), "f.json"));
        Assert.AreEqual(
            "f.json:1:65: This is not JSON: The maximum configured depth of 64 has been exceeded. Cannot read next JSON array.",
            error.Message);
    }

    [TestMethod]
    public void An_override_has_no_text()
    {
        var tree = Overrides.Apply(JsonNodes.Read("""{"a": {"b": 1}}""", "f"), ["--a", "c"], 1);
        Assert.AreEqual(
            "A value of the command line over a mapping has no text of its own; bind the tree first. (Parameter 'node')",
            Assert.ThrowsExactly<ArgumentException>(() => Write(tree)).Message);
    }

    public static string Write(ConfigNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(
                stream, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            JsonNodes.Write(writer, node);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ScalarNode Scalar(string? text, bool isQuoted = false) => new(text, isQuoted, Origin.Default);
}
