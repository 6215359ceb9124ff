using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Tfaip.Inference.Packages;

namespace Tfaip.Inference.Tests.Packages;

[TestClass]
public sealed class StoredZipTests
{
    private static readonly PackageFile[] Files =
        [new("manifest.json", "{}"u8.ToArray()), new("a/b.txt", "hello"u8.ToArray()), new("empty", default)];

    [TestMethod]
    public void Another_zip_library_reads_what_was_written()
    {
        using var zip = new ZipArchive(new MemoryStream(Zip(Files)));
        CollectionAssert.AreEqual(new[] { "manifest.json", "a/b.txt", "empty" }, zip.Entries.Select(entry => entry.FullName).ToArray());
        using var content = new StreamReader(zip.Entries[1].Open());
        Assert.AreEqual("hello", content.ReadToEnd());
        Assert.IsTrue(zip.Entries.All(entry => entry.LastWriteTime.Date == new DateTime(1980, 1, 1)));
        Assert.IsTrue(zip.Entries.All(entry => (entry.ExternalAttributes >>> 16) == Convert.ToInt32("100644", 8)));
    }

    [TestMethod]
    public void What_was_written_reads_back() =>
        Gen.Select(Gen.String[Gen.Char["abcXYZ019_-"], 1, 12], Gen.Byte.Array[0, 100]).Array[0, 6].Sample(parts =>
        {
            var files = parts.DistinctBy(part => part.Item1, StringComparer.OrdinalIgnoreCase)
                .Select(part => new PackageFile(part.Item1, part.Item2)).ToArray();
            if (files.Length == 0) return;
            var read = StoredZip.Read(Zip(files));
            CollectionAssert.AreEqual(files.Select(file => file.Name).ToArray(), read.Select(file => file.Name).ToArray());
            foreach (var (written, back) in files.Zip(read)) CollectionAssert.AreEqual(written.Content.ToArray(), back.Content.ToArray());
        });

    [TestMethod]
    public void A_change_of_any_byte_is_refused()
    {
        var zip = Zip(Files);
        for (var i = 0; i < zip.Length; i++)
        {
            foreach (var change in new byte[] { 1, 2, 4, 8, 16, 32, 64, 128, 255 })
            {
                var changed = (byte[])zip.Clone();
                changed[i] ^= change;
                Assert.ThrowsExactly<InvalidDataException>(() => StoredZip.Read(changed), $"byte {i} ^ {change}");
            }
        }
    }

    [TestMethod]
    public void A_part_of_any_length_is_refused()
    {
        var zip = Zip(Files);
        for (var length = 0; length < zip.Length; length++)
            Assert.ThrowsExactly<InvalidDataException>(() => StoredZip.Read(zip.AsMemory(0, length)), $"{length} bytes");
    }

    [TestMethod]
    public void Random_bytes_are_refused_without_any_other_error() =>
        Gen.Byte.Array[0, 200].Sample(bytes => Assert.ThrowsExactly<InvalidDataException>(() => StoredZip.Read(bytes)));

    [TestMethod]
    public void Several_changed_bytes_are_refused_without_any_other_error() =>
        Gen.Select(Gen.Int[0, Zip(Files).Length - 1], Gen.Byte).Array[1, 8].Sample(changes =>
        {
            var (zip, changed) = (Zip(Files), Zip(Files));
            foreach (var (at, value) in changes) changed[at] = value;
            if (!changed.SequenceEqual(zip)) Assert.ThrowsExactly<InvalidDataException>(() => StoredZip.Read(changed));
        });

    [TestMethod]
    public void An_empty_file_is_refused() => AssertRefused([], "the file is empty.");

    [TestMethod]
    public void Another_file_is_refused() =>
        AssertRefused("hello, world"u8.ToArray(), "this is not a model package: it does not begin like a zip file.");

    [TestMethod]
    public void A_truncated_package_says_so() =>
        AssertRefused(Zip(Files)[..^1], "the package is cut short: its end is missing. Copy or export it again.");

    [TestMethod]
    public void Bytes_after_the_end_are_refused() =>
        AssertRefused([.. Zip(Files), 1, 2, 3], "the package has 3 bytes after its end. Copy or export it again.");

    [TestMethod]
    public void Bytes_before_the_directory_are_refused()
    {
        var zip = Zip(Files);
        var directory = BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(zip.Length - 6));
        var end = zip[^22..];
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(16), directory + 4);
        AssertRefused(
            [.. zip[..directory], 0, 0, 0, 0, .. zip[directory..^22], .. end],
            Repacked("there are bytes between its last file and its directory"));
    }

    [TestMethod]
    public void A_changed_content_is_refused()
    {
        var zip = Zip(Files);
        zip[zip.AsSpan().IndexOf("hello"u8)] ^= 1;
        AssertRefused(zip, Repacked("the file 'a/b.txt' does not have its check sum"));
    }

    [TestMethod]
    [DataRow("../x")]
    [DataRow("a/../x")]
    [DataRow("/etc/x")]
    [DataRow("C:/x.txt")]
    [DataRow("a\\b.txt")]
    [DataRow("a//b")]
    [DataRow("./a")]
    [DataRow("folder/")]
    [DataRow(".hidden")]
    [DataRow("a b")]
    [DataRow("dot.")]
    public void Names_that_are_not_plain_are_refused(string name)
    {
        Assert.IsFalse(PackageFileName.IsPlain(name));
        var expected = $"the package has the entry '{name}', which is not a plain name: parts of letters, digits, '.', '_' and '-', with "
            + "'/' between them.";
        AssertRefused(ZipArchiveOf(CompressionLevel.NoCompression, name), expected);
    }

    [TestMethod]
    public void A_compressed_entry_is_refused() => AssertRefused(
        ZipArchiveOf(CompressionLevel.Optimal, "a.txt"), "the entry 'a.txt' is compressed; the files of a package are stored as they are.");

    [TestMethod]
    public void An_encrypted_entry_is_refused()
    {
        var zip = Zip(Files);
        zip[Central(zip, 0) + 8] |= 1;
        AssertRefused(zip, "the entry 'manifest.json' is encrypted; the files of a package are not.");
    }

    [TestMethod]
    [DataRow(0xA1, "a link")]
    [DataRow(0x41, "not a file")]
    [DataRow(0x11, "not a file")]
    public void Links_and_special_files_are_refused(int mode, string what)
    {
        var zip = Zip(Files);
        zip[Central(zip, 0) + 41] = (byte)mode;
        AssertRefused(zip, $"the entry 'manifest.json' is {what}; a package has files alone.");
    }

    [TestMethod]
    public void Two_entries_of_one_name_are_refused()
    {
        var zip = Zip([new("x.txt", default), new("Y.txt", default)]);
        var renamed = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(zip).Replace("Y.txt", "X.txt"));
        AssertRefused(renamed, "the package has two entries 'X.txt'.");
    }

    [TestMethod]
    public void A_package_that_another_program_packed_is_refused()
    {
        var error = Assert.ThrowsExactly<InvalidDataException>(() => StoredZip.Read(ZipArchiveOf(CompressionLevel.NoCompression, "a.txt")));
        Assert.AreEqual(Repacked("the entry 'a.txt' of its directory is not as it was written"), error.Message);
    }

    [TestMethod]
    public void Overlapping_files_are_refused()
    {
        // Both entries of the directory point to the first file.
        var zip = Zip([new("a", "1"u8.ToArray()), new("b", "1"u8.ToArray())]);
        var second = Central(zip, 1);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(second + 42), 0);
        AssertRefused(zip, Repacked("the file 'b' does not begin where the one before it ends"));
    }

    [TestMethod]
    public void Names_that_are_not_plain_are_not_written() =>
        Assert.ThrowsExactly<ArgumentException>(() => StoredZip.Write(Stream.Null, [new("../x", default)]));

    private static string Repacked(string fault) =>
        $"the package is damaged, or another program packed it: {fault}. Copy or export it again; a package that was unpacked is read as a "
        + "folder.";

    private static byte[] Zip(PackageFile[] files)
    {
        using var stream = new MemoryStream();
        StoredZip.Write(stream, files);
        return stream.ToArray();
    }

    private static byte[] ZipArchiveOf(CompressionLevel level, string name)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(name, level).Open();
            entry.Write("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"u8);
        }

        return stream.ToArray();
    }

    // Where the entry of a file stands in the directory.
    private static int Central(byte[] zip, int index)
    {
        var at = BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(zip.Length - 6));
        for (; index > 0; index--) at += 46 + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 28));
        return at;
    }

    private static void AssertRefused(byte[] zip, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<InvalidDataException>(() => StoredZip.Read(zip)).Message);
}
