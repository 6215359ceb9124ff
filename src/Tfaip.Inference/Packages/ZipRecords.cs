using System.Buffers.Binary;
using System.Text;

namespace Tfaip.Inference.Packages;

/// <summary>
/// The records of a zip file (PKWARE, APPNOTE 6.3.10, 4.3) in the one form that packages use: stored, dated 1980-01-01, regular files of
/// mode 644, no extra fields, no comments, no zip64. A function of names, check sums and sizes alone, so that a reader can compare.
/// </summary>
internal static class ZipRecords
{
    public const uint LocalSignature = 0x04034B50;
    public const uint CentralSignature = 0x02014B50;
    public const uint EndSignature = 0x06054B50;
    public const int LocalLength = 30;
    public const int CentralLength = 46;
    public const int EndLength = 22;

    private const ushort VersionNeeded = 10;
    private const ushort MadeByUnix = (3 << 8) | 20;
    private const ushort FirstOfJanuary1980 = (1 << 5) | 1;
    private const uint RegularFile644 = 0x81A4u << 16;

    /// <summary>The record before a file's content.</summary>
    public static byte[] Local(string name, uint crc, uint size)
    {
        var record = new byte[LocalLength + name.Length];
        U32(record, 0, LocalSignature);
        Common(record.AsSpan(4), name, crc, size);
        Encoding.ASCII.GetBytes(name, record.AsSpan(LocalLength));
        return record;
    }

    /// <summary>The file's record in the directory at the end.</summary>
    public static byte[] Central(string name, uint crc, uint size, uint offset)
    {
        var record = new byte[CentralLength + name.Length];
        U32(record, 0, CentralSignature);
        U16(record, 4, MadeByUnix);
        Common(record.AsSpan(6), name, crc, size);
        U32(record, 38, RegularFile644);
        U32(record, 42, offset);
        Encoding.ASCII.GetBytes(name, record.AsSpan(CentralLength));
        return record;
    }

    /// <summary>The last record.</summary>
    public static byte[] End(int count, uint directorySize, uint directoryOffset)
    {
        var record = new byte[EndLength];
        U32(record, 0, EndSignature);
        U16(record, 8, checked((ushort)count));
        U16(record, 10, checked((ushort)count));
        U32(record, 12, directorySize);
        U32(record, 16, directoryOffset);
        return record;
    }

    // What the two records of a file share: version, flags, method, time, date, check sum, both sizes, length of the name.
    private static void Common(Span<byte> record, string name, uint crc, uint size)
    {
        U16(record, 0, VersionNeeded);
        U16(record, 8, FirstOfJanuary1980);
        U32(record, 10, crc);
        U32(record, 14, size);
        U32(record, 18, size);
        U16(record, 22, checked((ushort)name.Length));
    }

    private static void U16(Span<byte> record, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(record[at..], value);

    private static void U32(Span<byte> record, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(record[at..], value);
}
