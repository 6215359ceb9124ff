using System.Buffers.Binary;
using System.Text;

namespace Tfaip.Inference.Packages;

/// <summary>
/// The records of a zip file (PKWARE, APPNOTE 6.3.10, 4.3) in the one form that packages use: stored, dated 1980-01-01, regular files of
/// mode 644, no comments; zip64 where a size or place needs it, and space before weights that are to be mapped. A function of
/// <see cref="ZipEntry"/> alone, so that a reader can compare.
/// </summary>
internal static class ZipRecords
{
    public const uint LocalSignature = 0x04034B50;
    public const uint CentralSignature = 0x02014B50;
    public const uint EndSignature = 0x06054B50;
    public const int LocalLength = 30;
    public const int CentralLength = 46;
    public const int EndLength = 22;

    /// <summary>What a field of 32 bits holds where the number is in the zip64 form.</summary>
    public const uint Beyond32Bits = uint.MaxValue;

    /// <summary>The bytes of the two zip64 records before the last one.</summary>
    public const int LargeEndLength = LargeEndRecord + LargeEndLocator;

    private const int LargeEndRecord = 56;
    private const int LargeEndLocator = 20;
    private const ushort LargeField = 1;

    // As the tools of Android pad: the alignment in two bytes, then zeros.
    private const ushort PaddingField = 0xD935;
    private const int Alignment = 4096;
    private const int FieldHeader = 4;
    private const ushort Version = 10;
    private const ushort LargeVersion = 45;
    private const ushort MadeByUnix = (3 << 8) | 20;
    private const ushort FirstOfJanuary1980 = (1 << 5) | 1;
    private const uint RegularFile644 = 0x81A4u << 16;

    /// <summary>The record before a file's content.</summary>
    public static byte[] Local(ZipEntry entry)
    {
        var sizes = entry.Size >= Beyond32Bits ? Field(LargeField, Number(entry.Size), Number(entry.Size)) : [];
        var unpadded = LocalLength + entry.Name.Length + sizes.Length;
        var padding = entry.IsAligned ? Padding(entry.Offset + unpadded) : [];
        var record = new byte[unpadded + padding.Length];
        U32(record, 0, LocalSignature);
        Common(record.AsSpan(4), entry, sizes.Length > 0, sizes.Length + padding.Length);
        Encoding.ASCII.GetBytes(entry.Name, record.AsSpan(LocalLength));
        sizes.CopyTo(record.AsSpan(LocalLength + entry.Name.Length));
        padding.CopyTo(record.AsSpan(unpadded));
        return record;
    }

    /// <summary>The file's record in the directory at the end.</summary>
    public static byte[] Central(ZipEntry entry)
    {
        byte[] numbers =
        [
            .. entry.Size >= Beyond32Bits ? [.. Number(entry.Size), .. Number(entry.Size)] : Array.Empty<byte>(),
            .. entry.Offset >= Beyond32Bits ? Number(entry.Offset) : [],
        ];
        var large = numbers.Length > 0 ? Field(LargeField, numbers) : [];
        var record = new byte[CentralLength + entry.Name.Length + large.Length];
        U32(record, 0, CentralSignature);
        U16(record, 4, MadeByUnix);
        Common(record.AsSpan(6), entry, large.Length > 0, large.Length);
        U32(record, 38, RegularFile644);
        U32(record, 42, Short(entry.Offset));
        Encoding.ASCII.GetBytes(entry.Name, record.AsSpan(CentralLength));
        large.CopyTo(record.AsSpan(CentralLength + entry.Name.Length));
        return record;
    }

    /// <summary>The last records.</summary>
    public static byte[] End(int count, long directorySize, long directoryOffset)
    {
        var isLarge = directoryOffset >= Beyond32Bits;
        var record = new byte[(isLarge ? LargeEndLength : 0) + EndLength];
        if (isLarge) LargeEnd(record, count, directorySize, directoryOffset);
        var end = record.AsSpan(record.Length - EndLength);
        U32(end, 0, EndSignature);
        U16(end, 8, checked((ushort)count));
        U16(end, 10, checked((ushort)count));
        U32(end, 12, checked((uint)directorySize));
        U32(end, 16, Short(directoryOffset));
        return record;
    }

    private static void LargeEnd(Span<byte> record, int count, long directorySize, long directoryOffset)
    {
        U32(record, 0, 0x06064B50);
        U64(record, 4, LargeEndRecord - 12);
        U16(record, 12, MadeByUnix);
        U16(record, 14, LargeVersion);
        U64(record, 24, count);
        U64(record, 32, count);
        U64(record, 40, directorySize);
        U64(record, 48, directoryOffset);
        U32(record, LargeEndRecord, 0x07064B50);
        U64(record, LargeEndRecord + 8, directoryOffset + directorySize);
        U32(record, LargeEndRecord + 16, 1);
    }

    private static byte[] Padding(long end)
    {
        var needed = FieldHeader + sizeof(ushort);
        var zeros = (int)((Alignment - ((end + needed) % Alignment)) % Alignment);
        var alignment = new byte[sizeof(ushort) + zeros];
        U16(alignment, 0, Alignment);
        return Field(PaddingField, alignment);
    }

    // What the two records of a file share: version, flags, method, time, date, check sum, both sizes, lengths of the name and the fields.
    private static void Common(Span<byte> record, ZipEntry entry, bool isLarge, int fields)
    {
        U16(record, 0, isLarge ? LargeVersion : Version);
        U16(record, 8, FirstOfJanuary1980);
        U32(record, 10, entry.Crc);
        U32(record, 14, Short(entry.Size));
        U32(record, 18, Short(entry.Size));
        U16(record, 22, checked((ushort)entry.Name.Length));
        U16(record, 24, checked((ushort)fields));
    }

    private static byte[] Field(ushort id, params byte[][] parts)
    {
        var content = parts.SelectMany(part => part).ToArray();
        var field = new byte[FieldHeader + content.Length];
        U16(field, 0, id);
        U16(field, 2, checked((ushort)content.Length));
        content.CopyTo(field, FieldHeader);
        return field;
    }

    private static byte[] Number(long value)
    {
        var bytes = new byte[sizeof(long)];
        U64(bytes, 0, value);
        return bytes;
    }

    private static uint Short(long value) => (uint)Math.Min(value, Beyond32Bits);

    private static void U16(Span<byte> record, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(record[at..], value);

    private static void U32(Span<byte> record, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(record[at..], value);

    private static void U64(Span<byte> record, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(record[at..], value);
}
