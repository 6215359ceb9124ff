using System.Buffers.Binary;

namespace Tfaip.Processors.Imaging.Files;

/// <summary>The chunks of a PNG file, by ISO/IEC 15948. What is cut short has no chunks beyond.</summary>
internal static class PngChunks
{
    private const int LengthAndType = 8;
    private const int Checksum = 4;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The contents of all chunks of a type, in their order; none where the file is no PNG.</summary>
    /// <param name="file">The file.</param>
    /// <param name="type">The four letters.</param>
    public static List<ReadOnlyMemory<byte>> Find(ReadOnlyMemory<byte> file, ReadOnlySpan<byte> type)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        if (!file.Span.StartsWith(Signature)) return found;
        for (var rest = file[Signature.Length..]; rest.Length >= LengthAndType + Checksum;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest.Span);
            if (length > rest.Length - LengthAndType - Checksum) break;
            var content = rest.Slice(LengthAndType, (int)length);
            if (rest.Span[4..LengthAndType].SequenceEqual(type)) found.Add(content);
            rest = rest[(LengthAndType + content.Length + Checksum)..];
        }

        return found;
    }
}
