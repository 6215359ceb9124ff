using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators;

namespace Tfaip.Processors.Tests.Pipelines.Generators;

[TestClass]
public sealed class DataFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_compressed_file_may_unpack_to_so_much_and_no_more()
    {
        var megabyte = TestFolder.Gzip(new byte[1_000_000]);
        var small = TestFolder.Gzip([1]);

        foreach (var (name, bytes) in ((string, byte[])[])[
            ("said", megabyte), ("hidden behind a small member", [.. megabyte, .. small]), ("many", [.. megabyte, .. megabyte, .. megabyte])
        ])
        {
            var path = _folder.Write(name, bytes);
            Assert.AreEqual(
                $"The CSV file {path} has more than 300 kB when it is unpacked, and a compressed file is held in memory, of which it may "
                + "take a quarter. Unpack it by gunzip, and name the file that comes out.",
                Assert.ThrowsExactly<TfaipException>(() => DataFile.ReadAllBytes(path, "CSV file", 300_000)).Message);
            Assert.IsLessThanOrEqualTo(3_000_000, DataFile.ReadAllBytes(path, "CSV file", 3_000_000).Length);
        }
    }

    [TestMethod]
    public void Compressed_files_are_known_by_their_content()
    {
        var content = "some text, some text, some text"u8.ToArray();
        CollectionAssert.AreEqual(content, DataFile.ReadAllBytes(_folder.Write("a.gz", content), "file"));
        CollectionAssert.AreEqual(content, DataFile.ReadAllBytes(_folder.Write("b.csv", TestFolder.Gzip(content)), "file"));

        // Several streams one after the other are one file by RFC 1952.
        CollectionAssert.AreEqual(
            new[] { content, content }.SelectMany(bytes => bytes).ToArray(),
            DataFile.ReadAllBytes(_folder.Write("c", [.. TestFolder.Gzip(content), .. TestFolder.Gzip(content)]), "file"));
    }

    [TestMethod]
    public void A_compressed_file_that_is_cut_anywhere_is_refused()
    {
        var compressed = TestFolder.Gzip([.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i / 7))]);
        for (var length = 2; length < compressed.Length; length += length < 40 || length > compressed.Length - 40 ? 1 : 17)
        {
            var path = _folder.Write("cut.gz", compressed[..length]);
            var error = Assert.ThrowsExactly<TfaipException>(() => DataFile.ReadAllBytes(path, "CSV file"), $"{length} bytes");
            Assert.AreEqual($"The CSV file {path} is damaged: its gzip stream is cut short or changed. Get the file again.", error.Message);
        }
    }

    [TestMethod]
    public void A_compressed_file_with_a_changed_byte_is_refused_or_reads_the_same()
    {
        byte[] content = [.. Enumerable.Range(0, 300).Select(i => (byte)(i * i / 7))];
        var compressed = TestFolder.Gzip(content);
        Gen.Select(Gen.Int[2, compressed.Length - 1], Gen.Int[1, 255]).Sample((place, change) =>
        {
            using var folder = new TestFolder();
            var changed = (byte[])compressed.Clone();
            changed[place] ^= (byte)change;
            var path = folder.Write("changed.gz", changed);
            try
            {
                // Names, times and flags of the header may change without a change of the content.
                return DataFile.ReadAllBytes(path, "file").AsSpan().SequenceEqual(content);
            }
            catch (TfaipException error)
            {
                return error.Message == $"The file {path} is damaged: its gzip stream is cut short or changed. Get the file again.";
            }
        }, iter: 300);
    }

    [TestMethod]
    public void A_missing_file_is_named_in_full()
    {
        var path = _folder.PathOf("none/rows.csv");

        var error = Assert.ThrowsExactly<TfaipException>(() => DataFile.ReadAllBytes(path, "CSV file"));
        Assert.AreEqual(
            $"The CSV file {path} does not exist. Put the file there, or correct the path in the configuration.", error.Message);

        error = Assert.ThrowsExactly<TfaipException>(() => DataFile.ReadAllBytes(_folder.Root, "CSV file"));
        Assert.AreEqual($"{_folder.Root} is a folder; it must be a CSV file.", error.Message);

        error = Assert.ThrowsExactly<TfaipException>(() => DataFile.ReadAllBytes("", "CSV file"));
        Assert.AreEqual("The path of the CSV file is empty.", error.Message);

        error = Assert.ThrowsExactly<TfaipException>(() => DataFile.ReadAllBytes("a\0b", "CSV file"));
        Assert.AreEqual("The CSV file cannot be read: the path has the character U+0000, which no file's name has.", error.Message);
    }
}
