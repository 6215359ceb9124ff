using System.Buffers.Binary;
using System.Text;

namespace Tfaip.Inference.Packages;

/// <summary>
/// Reads a <see cref="StoredZip"/>. Every byte outside the contents is compared with what the writer writes for the same
/// names, sizes and check sums, every byte inside by its check sum: nothing that differs anywhere is read.
/// </summary>
internal sealed class StoredZipReader(ReadOnlyMemory<byte> zip)
{
    private const int UnixFileType = 0xF000;
    private const int UnixRegularFile = 0x8000;
    private const int UnixLink = 0xA000;

    public IReadOnlyList<PackageFile> Read()
    {
        var end = FindEnd();
        var (count, size, offset) = (U16(end + 10), U32(end + 12), U32(end + 16));
        Demand((long)offset + size == end, "its directory is not where its last record says");
        DemandEqual(end, ZipRecords.End(count, size, offset), "its last record");

        var files = new List<PackageFile>(Math.Min((int)count, 1024));
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var (content, directory) = (0L, (long)offset);
        for (var i = 0; i < count; i++)
        {
            var entry = ReadEntry((int)directory, end);
            if (!names.Add(entry.Name)) throw new InvalidDataException($"the package has two entries '{entry.Name}'.");
            files.Add(ReadFile(entry, content, offset));
            content += ZipRecords.LocalLength + entry.Name.Length + entry.Size;
            directory += ZipRecords.CentralLength + entry.Name.Length;
        }

        Demand(content == offset, "there are bytes between its last file and its directory");
        Demand(directory == end, "its directory is longer than its entries");
        return files;
    }

    private int FindEnd()
    {
        var bytes = zip.Span;
        if (bytes.IsEmpty) throw new InvalidDataException("the file is empty.");
        Span<byte> first = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(first, ZipRecords.LocalSignature);
        if (!bytes.StartsWith(first[..Math.Min(4, bytes.Length)])) throw new InvalidDataException("this is not a model package: it does not begin like a zip file.");

        var end = bytes.Length - ZipRecords.EndLength;
        if (end >= 0 && U32(end) == ZipRecords.EndSignature) return end;

        // A package that was cut short ends inside a content or the directory; one that something was added to has its last record earlier.
        Span<byte> last = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(last, ZipRecords.EndSignature);
        var earlier = bytes.LastIndexOf(last);
        throw new InvalidDataException(earlier >= 0 && earlier < end
            ? $"the package has {end - earlier} bytes after its end. Copy or export it again."
            : "the package is cut short: its end is missing. Copy or export it again.");
    }

    private Entry ReadEntry(int at, int end)
    {
        Demand(at + ZipRecords.CentralLength <= end && U32(at) == ZipRecords.CentralSignature, "an entry of its directory is broken");
        var length = U16(at + 28);
        Demand(at + ZipRecords.CentralLength + length <= end, "an entry of its directory is broken");
        var name = Encoding.Latin1.GetString(zip.Span.Slice(at + ZipRecords.CentralLength, length));
        if (!PackageFileName.IsPlain(name))
        {
            throw new InvalidDataException(
                $"the package has the entry '{Printable(name)}', which is not a plain name: parts of letters, digits, '.', '_' and '-', with '/' between them.");
        }

        if ((U16(at + 8) & 1) != 0) throw new InvalidDataException($"the entry '{name}' is encrypted; the files of a package are not.");
        if (U16(at + 10) != 0) throw new InvalidDataException($"the entry '{name}' is compressed; the files of a package are stored as they are.");
        var type = (U16(at + 40) & UnixFileType) is var mode && mode is 0 ? UnixRegularFile : mode;
        if (type != UnixRegularFile) throw new InvalidDataException($"the entry '{name}' is {(type == UnixLink ? "a link" : "not a file")}; a package has files alone.");

        var entry = new Entry(name, U32(at + 16), U32(at + 24), U32(at + 42));
        DemandEqual(at, ZipRecords.Central(entry.Name, entry.Crc, entry.Size, entry.Offset), $"the entry '{name}' of its directory");
        return entry;
    }

    private PackageFile ReadFile(Entry entry, long start, long directory)
    {
        Demand(entry.Offset == start, $"the file '{entry.Name}' does not begin where the one before it ends");
        var content = start + ZipRecords.LocalLength + entry.Name.Length;
        Demand(content + entry.Size <= directory, $"the file '{entry.Name}' reaches into its directory");
        DemandEqual((int)start, ZipRecords.Local(entry.Name, entry.Crc, entry.Size), $"the record before the file '{entry.Name}'");
        var bytes = zip.Slice((int)content, (int)entry.Size);
        Demand(Crc32.Of(bytes.Span) == entry.Crc, $"the file '{entry.Name}' does not have its check sum");
        return new(entry.Name, bytes);
    }

    private void DemandEqual(int at, byte[] expected, string what) => Demand(
        at + expected.Length <= zip.Length && zip.Span.Slice(at, expected.Length).SequenceEqual(expected), $"{what} is not as it was written");

    private static void Demand(bool holds, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException(
                $"the package is damaged, or another program packed it: {fault}. Copy or export it again; a package that was unpacked is read as a folder.");
        }
    }

    private static string Printable(string name) =>
        new([.. (name.Length > 80 ? name[..80] + "…" : name).Select(c => char.IsControl(c) ? '?' : c)]);

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(zip.Span[at..]);

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(zip.Span[at..]);

    private sealed record Entry(string Name, uint Crc, uint Size, uint Offset);
}
