using System.IO.Compression;
using Tfaip.Inference.Packages;
using Tfaip.Inference.Tests.Support;

namespace Tfaip.Inference.Tests.Packages;

/// <summary>Zips beyond 4 GiB, whose contents are holes: records and directory are those of the writer.</summary>
[TestClass]
public sealed class LargeZipTests
{
    private static readonly (string Name, long Size)[] Files =
    [
        ("manifest.json", 100), ("model.onnx", 200), ("model.onnx.data", 5L << 30), ("next.onnx", 300), ("next.onnx.data", uint.MaxValue),
        ("small.onnx.data", 10),
    ];

    [TestMethod]
    public void Sizes_and_places_beyond_32_bits_read_back()
    {
        var entries = new StoredZipReader(Zip()).ReadDirectory();
        CollectionAssert.AreEqual(Files, entries.Select(entry => (entry.Name, entry.Size)).ToArray());
        Assert.IsTrue(entries.Where(entry => entry.IsAligned).All(entry => entry.Start % 4096 == 0));
    }

    [TestMethod]
    public void Another_zip_library_reads_them()
    {
        using var zip = new ZipArchive(Zip());
        CollectionAssert.AreEqual(Files, zip.Entries.Select(entry => (entry.FullName, entry.Length)).ToArray());
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            Assert.AreEqual(0, content.ReadByte(), entry.FullName);
        }
    }

    [TestMethod]
    public void A_change_of_any_byte_of_a_record_is_refused()
    {
        var zip = Zip();
        foreach (var place in zip.Places.ToArray())
        {
            zip.Flip(place, 16);
            Assert.ThrowsExactly<InvalidDataException>(() => new StoredZipReader(zip).ReadDirectory(), $"byte {place}");
            zip.Flip(place, 16);
        }
    }

    private static HoledStream Zip()
    {
        var stream = new HoledStream();
        List<byte[]> directory = [];
        var offset = 0L;
        foreach (var (name, size) in Files)
        {
            var entry = new ZipEntry(name, 17, size, offset);
            stream.Put(offset, ZipRecords.Local(entry));
            directory.Add(ZipRecords.Central(entry));
            offset = entry.Start + size;
        }

        byte[] end = [
            .. directory.SelectMany(record => record), .. ZipRecords.End(Files.Length, directory.Sum(record => (long)record.Length), offset)
        ];
        stream.Put(offset, end);
        return stream;
    }
}
