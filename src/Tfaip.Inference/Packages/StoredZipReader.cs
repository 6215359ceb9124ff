using System.Buffers.Binary;
using System.Text;

namespace Tfaip.Inference.Packages;

/// <summary>
/// Reads a <see cref="StoredZip"/>. Every byte outside the contents is compared with what the writer writes for the same
/// names, sizes and check sums, every byte inside by its check sum: nothing that differs anywhere is read.
/// </summary>
/// <param name="zip">The zip, which can be read at any place.</param>
internal sealed class StoredZipReader(Stream zip)
{
    private const int UnixFileType = 0xF000;
    private const int UnixRegularFile = 0x8000;
    private const int UnixLink = 0xA000;

    // How far before the end of a file an earlier end is looked for, to say what was added to it.
    private const int LongestSurplus = 1 << 20;

    // Names have 255 characters at most, and the zip64 field 28 bytes.
    private const int LongestEntry = ZipRecords.CentralLength + 255 + 28;

    /// <summary>The files in their order; their records are compared, their contents not yet read.</summary>
    /// <exception cref="InvalidDataException">The zip is not as it was written.</exception>
    public IReadOnlyList<ZipEntry> ReadDirectory()
    {
        var (count, size, offset, end) = ReadEnd();
        Demand(offset + size == end, "its directory is not where its last record says");
        Demand(size <= (long)count * LongestEntry, "its directory is longer than its entries");
        DemandEqual(end, ZipRecords.End(count, size, offset), "its last record");

        var directory = ReadBytes(offset, (int)size);
        var entries = new List<ZipEntry>(Math.Min(count, 1024));
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var (content, at) = (0L, 0);
        for (var i = 0; i < count; i++)
        {
            var (entry, length) = ReadEntry(directory.AsSpan(at));
            if (!names.Add(entry.Name)) throw new InvalidDataException($"the package has two entries '{entry.Name}'.");
            Demand(entry.Offset == content, $"the file '{entry.Name}' does not begin where the one before it ends");
            var local = ZipRecords.Local(entry);
            Demand(entry.Size <= offset
                && content + local.Length + entry.Size <= offset, $"the file '{entry.Name}' reaches into its directory");
            DemandEqual(content, local, $"the record before the file '{entry.Name}'");
            entries.Add(entry);
            content += local.Length + entry.Size;
            at += length;
        }

        Demand(content == offset, "there are bytes between its last file and its directory");
        Demand(at == directory.Length, "its directory is longer than its entries");
        return entries;
    }

    /// <summary>The content of a file.</summary>
    /// <exception cref="InvalidDataException">It does not have its check sum.</exception>
    public byte[] Read(ZipEntry entry)
    {
        if (entry.Size > Array.MaxLength)
            throw new InvalidDataException($"the file '{entry.Name}' has {entry.Size} bytes, more than fit into memory in one piece.");
        var bytes = ReadBytes(entry.Start, (int)entry.Size);
        DemandCrc(entry, Crc32.Of(bytes));
        return bytes;
    }

    /// <summary>Gives the content of a file piece by piece.</summary>
    /// <exception cref="InvalidDataException">It does not have its check sum, which is known after the last piece.</exception>
    public void Read(ZipEntry entry, Action<ReadOnlySpan<byte>> use)
    {
        var crc = new Crc32();
        zip.Position = entry.Start;
        Pieces.Read(zip, entry.Size, piece =>
        {
            crc.Add(piece);
            use(piece);
        });
        DemandCrc(entry, crc.Value);
    }

    private (int Count, long Size, long Offset, long End) ReadEnd()
    {
        var end = FindEnd();
        var record = ReadBytes(end, ZipRecords.EndLength);
        var (count, size, offset) = (U16(record, 10), U32(record, 12), (long)U32(record, 16));
        if (offset < ZipRecords.Beyond32Bits) return (count, size, offset, end);
        end -= ZipRecords.LargeEndLength;
        Demand(end >= 0, "its last record is not as it was written");
        offset = BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(end, ZipRecords.LargeEndLength).AsSpan(48));
        Demand(offset >= ZipRecords.Beyond32Bits, "its last record is not as it was written");
        return (count, size, offset, end);
    }

    private long FindEnd()
    {
        if (zip.Length == 0) throw new InvalidDataException("the file is empty.");
        Span<byte> first = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(first, ZipRecords.LocalSignature);
        var begin = ReadBytes(0, (int)Math.Min(4, zip.Length));
        if (!first.StartsWith(begin)) throw new InvalidDataException("this is not a model package: it does not begin like a zip file.");

        var end = zip.Length - ZipRecords.EndLength;
        if (end >= 0 && U32(ReadBytes(end, 4), 0) == ZipRecords.EndSignature) return end;

        // A package that was cut short ends inside a content or the directory; one that something was added to has its last record earlier.
        Span<byte> last = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(last, ZipRecords.EndSignature);
        var tail = (int)Math.Min(zip.Length, LongestSurplus);
        var earlier = zip.Length - tail + ReadBytes(zip.Length - tail, tail).AsSpan().LastIndexOf(last);
        throw new InvalidDataException(earlier >= zip.Length - tail && earlier < end
            ? $"the package has {end - earlier} bytes after its end. Copy or export it again."
            : "the package is cut short: its end is missing. Copy or export it again.");
    }

    private static (ZipEntry Entry, int Length) ReadEntry(ReadOnlySpan<byte> directory)
    {
        Demand(directory.Length >= ZipRecords.CentralLength
            && U32(directory, 0) == ZipRecords.CentralSignature, "an entry of its directory is broken");
        var name = U16(directory, 28);
        var rest = directory[ZipRecords.CentralLength..];
        Demand(rest.Length >= name + U16(directory, 30), "an entry of its directory is broken");
        var text = Encoding.Latin1.GetString(rest[..name]);
        if (!PackageFileName.IsPlain(text))
        {
            throw new InvalidDataException(
                $"the package has the entry '{Printable(text)}', which is not a plain name: parts of letters, digits, '.', '_' and '-', "
                + "with '/' between them.");
        }

        if ((U16(directory, 8) & 1) != 0)
            throw new InvalidDataException($"the entry '{text}' is encrypted; the files of a package are not.");
        if (U16(directory, 10) != 0)
            throw new InvalidDataException($"the entry '{text}' is compressed; the files of a package are stored as they are.");
        var type = (U16(directory, 40) & UnixFileType) is var mode && mode is 0 ? UnixRegularFile : mode;
        if (type != UnixRegularFile)
            throw new InvalidDataException(
                $"the entry '{text}' is {(type == UnixLink ? "a link" : "not a file")}; a package has files alone.");

        var (size, offset) = Large(U32(directory, 24), U32(directory, 42), rest.Slice(name, U16(directory, 30)));
        var entry = new ZipEntry(text, U32(directory, 16), size, offset);
        var expected = ZipRecords.Central(entry);
        Demand(directory.StartsWith(expected), $"the entry '{text}' of its directory is not as it was written");
        return (entry, expected.Length);
    }

    // The numbers of an entry: those that 32 bits do not hold stand in its zip64 field. Whatever else stands there differs from what
    // is written.
    private static (long Size, long Offset) Large(uint size, uint offset, ReadOnlySpan<byte> fields)
    {
        var numbers = fields.Length >= 4 ? fields[4..] : [];
        long Next(ref ReadOnlySpan<byte> rest, int skip)
        {
            Demand(rest.Length >= skip + sizeof(long), "an entry of its directory is broken");
            var value = BinaryPrimitives.ReadInt64LittleEndian(rest[skip..]);
            Demand(value >= ZipRecords.Beyond32Bits, "an entry of its directory is broken");
            rest = rest[(skip + sizeof(long))..];
            return value;
        }

        return (
            size == ZipRecords.Beyond32Bits ? Next(ref numbers, sizeof(long)) : size,
            offset == ZipRecords.Beyond32Bits ? Next(ref numbers, 0) : offset);
    }

    private byte[] ReadBytes(long at, int length)
    {
        var bytes = new byte[length];
        zip.Position = at;
        zip.ReadExactly(bytes);
        return bytes;
    }

    private void DemandEqual(long at, byte[] expected, string what) => Demand(
        at + expected.Length <= zip.Length && ReadBytes(at, expected.Length).AsSpan().SequenceEqual(expected),
        $"{what} is not as it was written");

    private static void DemandCrc(ZipEntry entry, uint crc) =>
        Demand(crc == entry.Crc, $"the file '{entry.Name}' does not have its check sum");

    private static void Demand(bool holds, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException(
                $"the package is damaged, or another program packed it: {fault}. Copy or export it again; a package that was unpacked is "
                + "read as a folder.");
        }
    }

    private static string Printable(string name) =>
        new([.. (name.Length > 80 ? name[..80] + "…" : name).Select(c => char.IsControl(c) ? '?' : c)]);

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
