using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Conll;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Pipelines.Generators.Files;
using Tfaip.Processors.Pipelines.Generators.Images;
using Tfaip.Processors.Pipelines.Generators.Json;

namespace Tfaip.Processors.Tests;

/// <summary>Whoever reads a text file refuses what would be other characters or other lines.</summary>
[TestClass]
public sealed class TextFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, (string Text, Action<string> Read)> Readers => new()
    {
        ["csv"] = ("1,2\n3,4\n", path => new CsvParams { Path = path, Inputs = Of("x", "0") }.Open()),
        ["csv without quotes"] = ("1,2\n3,4\n", path => new CsvParams { Path = path, Quotes = false, Inputs = Of("x", "0") }.Open()),
        ["json_lines"] = ("{\"x\": 1}\n{\"x\": 2}\n", path => new JsonLinesParams { Path = path, Inputs = Of("x", "x") }.Open()),
        ["conll"] = ("a O\nb O\n", path => new ConllParams { Path = path, Inputs = new Dictionary<string, int> { ["x"] = 0 } }.Open()),
        ["list_files"] = ("a.png\nb.png\n", path => new ListFilesParams { Lists = [path] }.Open()),
        ["image_files"] = ("a.png\nb.png\n", path => new ImageFilesParams { List = path }.Open()),
        ["files"] = ("one\ntwo\n", path => ReadTarget(path)),
        ["resource"] = ("one\ntwo\n", path => LineFile.Read(new ResourceFile(path), "label")),
    };

    [TestMethod]
    [DataRow("utf-16", true, "UTF-16")]
    [DataRow("utf-16", false, "UTF-16")]
    [DataRow("utf-16BE", true, "UTF-16")]
    [DataRow("utf-16BE", false, "UTF-16")]
    [DataRow("utf-32", true, "UTF-32")]
    [DataRow("utf-32BE", true, "UTF-32")]
    public void Another_encoding_is_called_by_its_name(string encoding, bool hasMark, string name)
    {
        foreach (var (reader, (text, read)) in Readers)
        {
            var code = Encoding.GetEncoding(encoding);
            var path = _folder.Write($"{reader}.txt", [.. hasMark ? code.GetPreamble() : [], .. code.GetBytes(text)]);
            Assert.AreEqual(
                $"{path}: this is {name}; save the file as UTF-8.", Assert.ThrowsExactly<TfaipException>(() => read(path), reader).Message);
        }
    }

    [TestMethod]
    public void Lines_that_end_with_CR_alone_are_not_taken_as_one_line()
    {
        foreach (var (reader, (text, read)) in Readers)
        {
            var path = _folder.Write($"{reader}.txt", "\uFEFF" + text.Replace('\n', '\r'));
            Assert.AreEqual(
                $"{path}:1:{text.IndexOf('\n', StringComparison.Ordinal) + 1}: a carriage return alone ends this line. Save the file with "
                + "LF or CR LF as line ends.",
                Assert.ThrowsExactly<TfaipException>(() => read(path), reader).Message);
        }
    }

    [TestMethod]
    [DataRow(new byte[] { }, null)]
    [DataRow(new byte[] { 0 }, null)]
    [DataRow(new byte[] { 0, 0, 0, 0 }, null)]
    [DataRow(new byte[] { (byte)'a', 0, (byte)'b', (byte)'c' }, null)]
    [DataRow(new byte[] { (byte)'a', 0 }, "UTF-16")]
    [DataRow(new byte[] { 0xFF, 0xFE }, "UTF-16")]
    [DataRow(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a' }, null)]
    public void Encodings_are_recognised_by_the_first_bytes(byte[] start, string? encoding) =>
        Assert.AreEqual(encoding, TextEncodings.Recognize(start));

    private static void ReadTarget(string path)
    {
        var input = Path.ChangeExtension(path, ".png");
        File.WriteAllText(input, "");
        using var source = new FilesParams { Paths = [input], TargetSuffix = ".txt" }.Open();
        source.Read(0);
    }

    private static Dictionary<string, string> Of(string key, string text) => new() { [key] = text };
}
