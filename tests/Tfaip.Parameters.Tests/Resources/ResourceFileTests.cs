using Tfaip.Parameters;
using Tfaip.Parameters.Resources;

namespace Tfaip.Processors.Tests.Resources;

[TestClass]
public sealed class ResourceFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void The_content_comes_as_bytes_text_lines_and_stream()
    {
        var resource = new ResourceFile(_folder.Write("alphabet.txt", "\uFEFFä\r\n\n \nß"));

        CollectionAssert.AreEqual("\uFEFFä\r\n\n \nß"u8.ToArray(), resource.ReadBytes().ToArray());
        Assert.AreEqual("ä\r\n\n \nß", resource.ReadText());
        CollectionAssert.AreEqual(new[] { "ä", "", " ", "ß" }, resource.ReadLines().ToArray());
        using var stream = resource.OpenRead();
        Assert.AreEqual((12L, true, false), (stream.Length, stream.CanSeek, stream.CanWrite));
        Assert.AreEqual(0xEF, stream.ReadByte());
    }

    [TestMethod]
    [DataRow("", new string[0])]
    [DataRow("\n", new[] { "" })]
    [DataRow("a", new[] { "a" })]
    [DataRow("a\n", new[] { "a" })]
    [DataRow("a\n\n", new[] { "a", "" })]
    [DataRow("a\rb\n", new[] { "a\rb" })]
    public void Lines_end_with_a_line_feed(string text, string[] lines) =>
        CollectionAssert.AreEqual(lines, new ResourceFile(_folder.Write("x", text)).ReadLines().ToArray());

    [TestMethod]
    public void A_source_gives_the_content_by_name_each_time()
    {
        var asked = new List<string>();
        var resource = new ResourceFile("resources/x", name =>
        {
            asked.Add(name);
            return new byte[] { (byte)'a', (byte)'b' }.AsMemory(1);
        });

        Assert.AreEqual("b", resource.ReadText());
        using var stream = resource.OpenRead();
        Assert.AreEqual((1L, (int)'b'), (stream.Length, stream.ReadByte()));
        CollectionAssert.AreEqual(new[] { "resources/x", "resources/x" }, asked);
    }

    [TestMethod]
    public void A_missing_file_is_named_with_the_place_that_names_it()
    {
        var path = _folder.PathOf("none.txt");
        AssertRefused($"The resource {path} does not exist. Put the file there, or correct the path in the configuration.", new(path));
        AssertRefused(
            $"config.yaml:7:14: the resource {path} does not exist. Put the file there, or correct the path in the configuration.",
            new(path) { Origin = new FileOrigin("config.yaml", 7, 14) });
    }

    [TestMethod]
    public void A_folder_is_refused() => AssertRefused(
        $"The resource {_folder.Root} is a folder; a resource is one file. Name a file, or a list of files.",
        new(_folder.Root) { Origin = Origin.Default });

    [TestMethod]
    [DataRow(new byte[] { (byte)'a', (byte)'\n', 0xC3, 0xA4, (byte)'b', 0xFF }, "2:3")]
    [DataRow(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a', 0xC3 }, "1:2")]
    [DataRow(new byte[] { 0x80 }, "1:1")]
    public void What_is_not_UTF8_is_refused_with_its_place(byte[] bytes, string place)
    {
        var path = _folder.Write("x.txt", bytes);
        var error = Assert.ThrowsExactly<TfaipException>(() => new ResourceFile(path).ReadText());
        Assert.AreEqual($"{path}:{place}: the text is not UTF-8. Save the file as UTF-8.", error.Message);
    }

    [TestMethod]
    public void Equal_are_those_of_one_path_and_one_source()
    {
        Func<string, ReadOnlyMemory<byte>> read = _ => default;
        Assert.AreEqual(new ResourceFile("/a"), new ResourceFile("/a") { Origin = new FileOrigin("f", 1, 1) });
        Assert.AreEqual(new ResourceFile("/a", read), new ResourceFile("/a", read));
        Assert.AreNotEqual(new ResourceFile("/a"), new ResourceFile("/b"));
        Assert.AreNotEqual(new ResourceFile("/a"), new ResourceFile("/a", read));
        Assert.AreNotEqual(new ResourceFile("/a", read), new ResourceFile("/a", _ => default));
        Assert.AreEqual(new ResourceFile("/a").GetHashCode(), new ResourceFile("/a").GetHashCode());
        Assert.AreEqual("/a", new ResourceFile("/a").ToString());
    }

    private static void AssertRefused(string message, ResourceFile resource) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => resource.ReadBytes()).Message);
}
