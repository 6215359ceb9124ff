using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Tfaip.Processors.Imaging.Images;

namespace Tfaip.Processors.Imaging.Files;

/// <summary>
/// Decodes PNG files of 16 bits, of which Skia gives eight, by ISO/IEC 15948. Only files that Skia has decoded come here.
/// </summary>
internal static class DeepPng
{
    private const int HeaderSize = 13;
    private const int SampleSize = 2;

    /// <summary>Whether a file has 16 bits a sample.</summary>
    public static bool Is(ReadOnlyMemory<byte> file) =>
        PngChunks.Find(file, "IHDR"u8) is [{ Length: HeaderSize } header] && header.Span[8] == 16;

    /// <summary>Decodes a file.</summary>
    /// <param name="file">The file, of 16 bits.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static PixelImage Decode(ReadOnlyMemory<byte> file)
    {
        var header = PngChunks.Find(file, "IHDR"u8)[0].Span;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        var samples = header[9] switch
        {
            0 => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            var type => throw new InvalidDataException($"the colour type {type} has no 16 bits"),
        };
        var transparent = PngChunks.Find(file, "tRNS"u8) is [var chunk, ..] && chunk.Length == samples * SampleSize && samples is 1 or 3
            ? chunk
            : default;
        var bytes = new byte[4L * SampleSize * width * height];
        using var compressed = new MemoryStream();
        foreach (var part in PngChunks.Find(file, "IDAT"u8)) compressed.Write(part.Span);
        compressed.Position = 0;
        using var stream = new ZLibStream(compressed, CompressionMode.Decompress);
        try
        {
            foreach (var pass in PngPass.Of(isInterlaced: header[12] == 1))
            {
                var rows = new PngRows(stream, pass.Columns(width) * samples * SampleSize, samples * SampleSize);
                for (var y = 0; pass.Columns(width) > 0 && y < pass.Rows(height); y++)
                {
                    var row = rows.Read();
                    var pixels = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
                    for (var x = 0; x < pass.Columns(width); x++)
                    {
                        var place = ((pass.Y + (y * pass.YStep)) * width) + pass.X + (x * pass.XStep);
                        Write(row.Slice(x * samples * SampleSize, samples * SampleSize), transparent.Span, pixels.Slice(4 * place, 4));
                    }
                }
            }
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException("the pixels end too early", error);
        }

        return new PixelImage(width, height, bytes, 16);
    }

    private static void Write(ReadOnlySpan<byte> samples, ReadOnlySpan<byte> transparent, Span<ushort> pixel)
    {
        var hasColor = samples.Length >= 3 * SampleSize;
        for (var i = 0; i < 3; i++) pixel[i] = Sample(samples, hasColor ? i : 0);
        var hasAlpha = samples.Length is 2 * SampleSize or 4 * SampleSize;
        pixel[3] = hasAlpha ? Sample(samples, (samples.Length / SampleSize) - 1)
            : !transparent.IsEmpty && samples.SequenceEqual(transparent) ? (ushort)0 : ushort.MaxValue;
    }

    private static ushort Sample(ReadOnlySpan<byte> samples, int index) =>
        BinaryPrimitives.ReadUInt16BigEndian(samples[(index * SampleSize)..]);
}
