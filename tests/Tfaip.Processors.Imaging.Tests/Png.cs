using System.Buffers.Binary;
using System.IO.Compression;

namespace Tfaip.Processors.Imaging.Tests;

/// <summary>
/// Writes PNG files of any kind, byte by byte as ISO/IEC 15948 says, so that tests do not read what the same library wrote.
/// </summary>
internal static class Png
{
    /// <summary>Colour types of the format.</summary>
    public const byte Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6;

    /// <summary>Encodes rows of packed samples.</summary>
    public static byte[] Encode(
        int width, int height, byte bitDepth, byte colorType, byte[] rows, byte[]? palette = null, byte[]? transparency = null)
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

    /// <summary>Puts a chunk into a file.</summary>
    public static byte[] WithChunk(byte[] png, ReadOnlySpan<byte> type, byte[] data, int place)
    {
        var chunk = new List<byte>();
        Append(chunk, type, data);
        return [.. png[..place], .. chunk, .. png[place..]];
    }

    /// <summary>Encodes rows of samples of whole bytes with a filter, as Adam7 where it is interlaced.</summary>
    public static byte[] EncodeFiltered(
        int width, int height, byte bitDepth, byte colorType, byte[] rows, int pixelSize, int filter, bool isInterlaced)
    {
        (int X, int Y, int XStep, int YStep)[] passes = isInterlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            foreach (var pass in passes)
            {
                byte[]? above = null;
                for (var y = pass.Y; y < height && pass.X < width; y += pass.YStep)
                {
                    var row = new List<byte>();
                    for (var x = pass.X; x < width; x += pass.XStep) row.AddRange(rows.AsSpan(((y * width) + x) * pixelSize, pixelSize));
                    above ??= new byte[row.Count];
                    zlib.WriteByte((byte)filter);
                    for (var i = 0; i < row.Count; i++)
                        zlib.WriteByte((byte)(row[i] - Predict(
                            filter, i < pixelSize ? 0 : row[i - pixelSize], above[i], i < pixelSize ? 0 : above[i - pixelSize])));
                    above = [.. row];
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (bitDepth, colorType, (byte)(isInterlaced ? 1 : 0));
        var bytes = new List<byte> { 0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A };
        Append(bytes, "IHDR"u8, header);
        var data = compressed.ToArray();
        Append(bytes, "IDAT"u8, data.AsSpan(0, data.Length / 2));
        Append(bytes, "IDAT"u8, data.AsSpan(data.Length / 2));
        Append(bytes, "IEND"u8, []);
        return [.. bytes];
    }

    private static int Predict(int filter, int left, int above, int aboveLeft)
    {
        if (filter < 4) return filter switch { 1 => left, 2 => above, 3 => (left + above) / 2, _ => 0 };
        var estimate = left + above - aboveLeft;
        return new[] { left, above, aboveLeft }.MinBy(value => Math.Abs(estimate - value));
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
