using System.Buffers.Binary;
using System.Numerics;

namespace Tfaip.Training.Reporting.TensorBoard;

/// <summary>The checksum of event files: CRC-32C (Castagnoli).</summary>
internal static class Crc32C
{
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    /// <summary>The checksum as records store it: rotated and shifted, so that a checksum of checksums stays one.</summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => BitOperations.RotateRight(Compute(bytes), 15) + 0xa282ead8u;
}
