using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators;

namespace Tfaip.Processors.Tests.Pipelines.Generators;

[TestClass]
public sealed class IndexedLinesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Lines_are_those_of_the_text_but_blank_ones() =>
        Gen.Select(Gen.Char["ab\n\n\r \té\uFEFF"].Array[0, 60].Select(chars => new string(chars)), Gen.Bool, Gen.Bool)
            .Sample((text, hasMark, isGzip) =>
            {
                if ((!hasMark && text.StartsWith('\uFEFF')) || !text.Contains('\n', StringComparison.Ordinal)) return true;
                var bytes = System.Text.Encoding.UTF8.GetBytes((hasMark ? "\uFEFF" : "") + text);
                using var folder = new TestFolder();
                using var file = new IndexedLines(folder.Write("x", isGzip ? TestFolder.Gzip(bytes) : bytes), "file");

                var expected = text.Split('\n').Select((line, i) => (Number: i + 1, Text: line.EndsWith('\r') ? line[..^1] : line))
                    .Where(line => line.Text.AsSpan().ContainsAnyExcept(" \t\r")).ToArray();
                return expected.SequenceEqual(Enumerable.Range(0, file.Count).Select(i => (file.NumberOf(i), file.TextOf(i))));
            }, iter: 300);

    [TestMethod]
    public void Lines_that_are_longer_than_a_chunk_are_whole()
    {
        // Lines that end at, before and after the ends of the chunks of 1 MB that the file is searched in.
        var lengths = new[] { (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3, (3 << 20) - 5, 0, 7 };
        var lines = lengths.Select((length, i) => new string((char)('a' + i), length)).ToArray();
        using var file = new IndexedLines(_folder.Write("x", string.Join('\n', lines)), "file");

        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 5, 7 }, Enumerable.Range(0, file.Count).Select(file.NumberOf).ToArray());
        for (var i = 0; i < file.Count; i++) Assert.AreEqual(lines[file.NumberOf(i) - 1], file.TextOf(i));
    }

    [TestMethod]
    public void Many_threads_read_at_once()
    {
        using var file = new IndexedLines(_folder.Write("x", string.Join('\n', Enumerable.Range(0, 10_000))), "file");
        Parallel.For(
            0,
            10_000,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => Assert.AreEqual(i, int.Parse(file.TextOf(i), System.Globalization.CultureInfo.InvariantCulture)));
    }

    // What other tests allocate would count.
    [TestMethod, DoNotParallelize]
    public void A_plain_file_is_not_held_in_memory()
    {
        var line = new string('x', 999);
        var path = _folder.PathOf("large");
        using (var writer = new StreamWriter(path))
        {
            for (var i = 0; i < 20_000; i++) writer.Write(line + "\n");
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var file = new IndexedLines(path, "file");
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.AreEqual(20_000, file.Count);

        // 20 MB of text; 16 bytes a line, in a list that doubles, are at most 0.6 MB.
        Assert.IsLessThan(4_000_000L, held);
    }

    [TestMethod]
    public void What_is_not_UTF8_is_refused_with_its_place()
    {
        var path = _folder.Write("x", [(byte)'\n', (byte)'a', 0xC3, 0xA4, 0xFF, (byte)'\n']);
        using var file = new IndexedLines(path, "file");
        Assert.AreEqual(
            $"{path}:2:3: the text is not UTF-8. Save the file as UTF-8.",
            Assert.ThrowsExactly<TfaipException>(() => file.TextOf(0)).Message);
    }

    [TestMethod]
    public void A_file_that_becomes_shorter_is_refused()
    {
        var path = _folder.Write("x", "a\nbcd\n");
        using var file = new IndexedLines(path, "list file");
        using (var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) writer.SetLength(3);
        Assert.AreEqual(
            $"The list file {path} has become shorter since it was opened. Leave it as it is while it is read.",
            Assert.ThrowsExactly<TfaipException>(() => file.TextOf(1)).Message);
    }

    [TestMethod]
    public void A_missing_file_is_named()
    {
        var path = _folder.PathOf("none");
        Assert.AreEqual(
            $"The list file {path} does not exist. Put the file there, or correct the path in the configuration.",
            Assert.ThrowsExactly<TfaipException>(() => new IndexedLines(path, "list file")).Message);
    }
}
