using System.Numerics.Tensors;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators.Json;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Json;

[TestClass]
public sealed class JsonLinesParamsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Fields_become_inputs_and_targets()
    {
        _folder.Write("x.jsonl", """

            {"text": "Bär \"x\"", "size": {"width": 3, "height": 2.5}, "pixels": [[1, 2, 3], [4, 5, 6]], "is_new": true, "label": 7, "mask": [true, false], "none": []}
            """ + "\r\n");
        using var source = Json(
            ("text", "text"),
            ("width", "size.width"),
            ("height", "size.height"),
            ("pixels", "pixels"),
            ("counts", "pixels as int64"),
            ("new", "is_new"),
            ("file", "text as path"),
            ("mask", "mask as bool"), ("none", "none")).Open();

        Assert.AreEqual(1, source.Count);
        var sample = source.Read(0);
        Assert.AreEqual("x.jsonl:2", sample.Source);
        Assert.AreEqual("Bär \"x\"", sample.Inputs["text"]);
        Assert.AreEqual((3f, 2.5f, true), (sample.Inputs["width"], sample.Inputs["height"], sample.Inputs["new"]));
        Assert.AreEqual(_folder.PathOf("Bär \"x\""), sample.Inputs["file"]);
        var pixels = (Tensor<float>)sample.Inputs["pixels"];
        CollectionAssert.AreEqual(new nint[] { 2, 3 }, pixels.Lengths.ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4, 5, 6 }, pixels.ToArray());
        CollectionAssert.AreEqual(new long[] { 1, 2, 3, 4, 5, 6 }, ((Tensor<long>)sample.Inputs["counts"]).ToArray());
        CollectionAssert.AreEqual(new[] { true, false }, ((Tensor<bool>)sample.Inputs["mask"]).ToArray());
        CollectionAssert.AreEqual(new nint[] { 0 }, ((Tensor<float>)sample.Inputs["none"]).Lengths.ToArray());
    }

    [TestMethod]
    public void Numbers_of_targets_are_whole_unless_they_are_typed()
    {
        _folder.Write("x.jsonl", """{"x": 1, "y": 2}""");
        using var source = (Json(("x", "x")) with
        {
            Targets = new Dictionary<string, string> { ["y"] = "y", ["z"] = "y as float32" }
        }).Open();
        Assert.AreEqual((1f, 2L, 2f), (source.Read(0).Inputs["x"], source.Read(0).Targets["y"], source.Read(0).Targets["z"]));
    }

    [TestMethod]
    public void Any_texts_and_numbers_are_read_back_in_any_order() =>
        Gen.Select(Gen.String, Gen.Long).Array[1, 20]
            .SelectMany(rows => Gen.Shuffle(Enumerable.Range(0, rows.Length).ToArray()).Select(order => (rows, order))).Sample(test =>
            {
                // A half of a character is not JSON.
                var rows = test.rows.Select(row => (Text: Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(row.Item1)), Number: row.Item2))
                    .ToArray();
                using var folder = new TestFolder();
                var path = folder.Write(
                    "x.jsonl",
                    string.Join('\n', rows.Select(row => JsonSerializer.Serialize(new { text = row.Text, number = row.Number }))));
                using var source = new JsonLinesParams
                {
                    Path = path,
                    Inputs = Fields(("text", "text"), ("number", "number as int64"))
                }.Open();
                return source.Count == rows.Length
                    && test.order.All(i =>
                        (string)source.Read(i).Inputs["text"] == rows[i].Text && (long)source.Read(i).Inputs["number"] == rows[i].Number);
            }, iter: 100);

    [TestMethod]
    public void Several_files_follow_one_another_compressed_ones_too()
    {
        _folder.Write("2.jsonl", "{\"x\": 2}\n");
        _folder.Write("1.jsonl", TestFolder.Gzip("{\"x\": 0}\n{\"x\": 1}\n"u8.ToArray()));
        using var source = new JsonLinesParams { Path = _folder.PathOf("*.jsonl"), Inputs = Fields(("x", "x")) }.Open();
        CollectionAssert.AreEqual(
            new object[] { 0f, 1f, 2f }, Enumerable.Range(0, source.Count).Select(i => source.Read(i).Inputs["x"]).ToArray());
    }

    [TestMethod]
    [DataRow("""{"x": 1""", "x", ":1:8: this is not JSON: '1' is an invalid end of a number. Expected a delimiter.")]
    [DataRow("""{"é": 1, x}""", "x", ":1:10: this is not JSON: 'x' is an invalid start of a property name. Expected a '\"'.")]
    [DataRow("""[1]""", "x", ":1: the line is an array; it must be an object.")]
    [DataRow("""{"y": 1, "z": 2}""", "x", ":1: the line has no field 'x'; it has: y, z.")]
    [DataRow("""{"x": {"y": 1}}""", "x.z", ":1: the field 'x' has no field 'z'; it has: y.")]
    [DataRow("""{"x": 1}""", "x.z", ":1: the field 'x' is 1, not an object with a field 'z'.")]
    [DataRow("""{"x": null}""", "x", ":1: the field 'x' is null; it must be a text, a number, a truth value or an array of them.")]
    [DataRow("""{"x": {}}""", "x", ":1: the field 'x' is an object; it must be a text, a number, a truth value or an array of them.")]
    [DataRow("""{"x": "a"}""", "x as int64", ":1: the field 'x' is the text \"a\", which is not a whole number.")]
    [DataRow("""{"x": 1.5}""", "x as int64", ":1: the field 'x' is 1.5, which is not a whole number.")]
    [DataRow("""{"x": 1e39}""", "x", ":1: the field 'x' is 1e39, which is not a finite float32 number.")]
    [DataRow("""{"x": 1}""", "x as bool", ":1: the field 'x' is 1, which is not true or false.")]
    [DataRow("""{"x": 1}""", "x as string", ":1: the field 'x' is 1, which is not a text.")]
    [DataRow("""{"x": "a\u0000b"}""", "x as path", ":1: the field 'x' is the text \"a\0b\", which is not the text of a path.")]
    [DataRow("""{"x": [1]}""", "x as path", ":1: the field 'x' is an array, which is not the text of a path.")]
    [DataRow("""{"x": ["a", "b"]}""", "x", ":1: the field 'x' is an array of texts; a sample has single texts, and tensors of numbers and "
        + "truth values.")]
    [DataRow("""{"x": [1, "b"]}""", "x", ":1: an element of the field 'x' is the text \"b\", which is not a finite float32 number.")]
    [DataRow("""{"x": [[1], [2, 3]]}""", "x", ":1: the arrays inside the field 'x' do not have the same lengths.")]
    [DataRow("""{"x": [1, [2]]}""", "x", ":1: an element of the field 'x' is an array, which is not a finite float32 number.")]
    [DataRow("""{"x": "\ud800"}""", "x", ":1: this is not JSON: an escape is half of a character.")]
    public void What_is_wrong_in_a_line_is_named_with_its_place(string line, string field, string message)
    {
        var path = _folder.Write("x.jsonl", line);
        using var source = Json(("x", field)).Open();
        Assert.AreEqual(path + message, Assert.ThrowsExactly<TfaipException>(() => source.Read(0)).Message);
    }

    [TestMethod]
    public void A_line_that_is_not_UTF8_is_refused_with_its_place()
    {
        var path = _folder.Write("x.jsonl", [.. "{}\n{\"x\": \""u8, 0xFF, .. "\"}"u8]);
        using var source = Json(("x", "x")).Open();
        Assert.AreEqual(
            $"{path}:2:8: the text is not UTF-8. Save the file as UTF-8.",
            Assert.ThrowsExactly<TfaipException>(() => source.Read(1)).Message);
    }

    [TestMethod]
    public void Names_in_quotes_may_have_points()
    {
        _folder.Write("x.jsonl", """{"a.b": {"1": {" c ": 3}}, "sold as new": 4}""");
        using var source = Json(("c", "\"a.b\".1.\" c \""), ("new", "\"sold as new\" as int64"), ("none", "\"a.b\".2")).Open();
        Assert.AreEqual(
            $"{_folder.PathOf("x.jsonl")}:1: the field '\"a.b\"' has no field '2'; it has: 1.",
            Assert.ThrowsExactly<TfaipException>(() => source.Read(0)).Message);
        using var right = Json(("c", "\"a.b\".1.\" c \""), ("new", "\"sold as new\" as int64")).Open();
        Assert.AreEqual((3f, 4L), (right.Read(0).Inputs["c"], right.Read(0).Inputs["new"]));
    }

    [TestMethod]
    [DataRow("\"x", "The field of the input 'x' is given as '\"x': a quote is never closed.")]
    [DataRow("x as float", "The field of the input 'x' is given as 'x as float': there is no type 'float'; there are: float32, int64, "
        + "bool, string, path.")]
    [DataRow("x..y", "The field of the input 'x' is given as 'x..y': the name of a field is missing.")]
    public void Fields_that_are_not_understood_are_refused(string field, string message)
    {
        _folder.Write("x.jsonl", "{}");
        AssertRefused(message, Json(("x", field)));
    }

    [TestMethod]
    public void Files_without_lines_and_missing_ones_are_refused()
    {
        var path = _folder.Write("x.jsonl", "\n \n");
        AssertRefused($"The JSON lines file {path} has no lines.", Json(("x", "x")));
        AssertRefused("json_lines: inputs: give at least one input, such as text: sentence.", Json());
        AssertRefused(
            $"The JSON lines file {_folder.PathOf("y.jsonl")} does not exist. Put the file there, or correct the path in the "
            + "configuration.", Json(("x", "x")) with { Path = _folder.PathOf("y.jsonl") });
    }

    private JsonLinesParams Json(params (string, string)[] inputs) => new() { Path = _folder.PathOf("x.jsonl"), Inputs = Fields(inputs) };

    private static Dictionary<string, string> Fields(params (string Key, string Field)[] fields) =>
        fields.ToDictionary(field => field.Key, field => field.Field);

    private static void AssertRefused(string message, JsonLinesParams parameters) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => parameters.Open()).Message);
}
