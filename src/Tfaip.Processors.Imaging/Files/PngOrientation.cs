using System.Buffers.Binary;
using SkiaSharp;

namespace Tfaip.Processors.Imaging.Files;

/// <summary>The orientation that the <c>eXIf</c> chunk of a PNG file gives, which Skia does not read.</summary>
internal static class PngOrientation
{
    private const int EntrySize = 12;
    private const ushort OrientationTag = 0x0112;
    private const ushort Short = 3;

    /// <summary>The orientation; the upright one where the file has none.</summary>
    public static SKEncodedOrigin Read(ReadOnlyMemory<byte> file)
    {
        foreach (var exif in PngChunks.Find(file, "eXIf"u8))
        {
            if (OfTiff(exif.Span) is >= 1 and <= 8 and var orientation) return (SKEncodedOrigin)orientation;
        }

        return SKEncodedOrigin.TopLeft;
    }

    // A TIFF header: the order of the bytes, 42, and where the entries stand; each is tag, type, count and value.
    private static int OfTiff(ReadOnlySpan<byte> tiff)
    {
        // Some programs write what begins an EXIF segment of JPEG.
        if (tiff.StartsWith("Exif\0\0"u8)) tiff = tiff[6..];
        var isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!isLittle && !tiff.StartsWith("MM\0*"u8))) return 0;
        var start = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (start > tiff.Length - 2) return 0;
        var entries = tiff[((int)start + 2)..];
        for (var count = Number(tiff[(int)start..]); count > 0 && entries.Length >= EntrySize; count--, entries = entries[EntrySize..])
        {
            if (Number(entries) == OrientationTag && Number(entries[2..]) == Short) return Number(entries[8..]);
        }

        return 0;

        ushort Number(ReadOnlySpan<byte> bytes) =>
            isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
