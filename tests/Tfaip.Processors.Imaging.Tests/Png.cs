using System.Buffers.Binary;
using System.IO.Compression;

namespace Tfaip.Processors.Imaging.Tests;

/// <summary>Writes PNG files of any kind, byte by byte as ISO/IEC 15948 says, so that tests do not read what the same library wrote.</summary>
internal static class Png
{
    /// <summary>Colour types of the format.</summary>
    public const byte Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6;

    /// <summary>Encodes rows of packed samples.</summary>
    public static byte[] Encode(int width, int height, byte bitDepth, byte colorType, byte[] rows, byte[]? palette = null, byte[]? transparency = null)
    {
        var bytes = new List<byte> { 0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A };
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bitDepth, colorType);
        Append(bytes, "IHDR"u8, header);
        if (palette is not null) Append(bytes, "PLTE"u8, palette);
        if (transparency is not null) Append(bytes, "tRNS"u8, transparency);
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            var length = height == 0 ? 0 : rows.Length / height;
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(rows, y * length, length);
            }
        }

        Append(bytes, "IDAT"u8, compressed.ToArray());
        Append(bytes, "IEND"u8, []);
        return [.. bytes];
    }

    private static void Append(List<byte> bytes, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = [.. type, .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        bytes.AddRange(number);
        bytes.AddRange(chunk);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(chunk));
        bytes.AddRange(number);
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
