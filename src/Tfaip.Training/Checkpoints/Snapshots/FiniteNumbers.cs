using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Tfaip.Training.Checkpoints.Snapshots;

/// <summary>Says whether all numbers in memory are finite.</summary>
internal static unsafe class FiniteNumbers
{
    private const long PartBytes = 1 << 20;

    // The bits of the exponent, all of which are set in an infinity and in what is not a number.
    private const ushort HalfExponent = 0x7c00;
    private const ushort BFloat16Exponent = 0x7f80;

    /// <summary>Whether all numbers are finite; those of types without infinities always are.</summary>
    public static bool Are(ScalarType type, byte* pointer, long length)
    {
        for (var begin = 0L; begin < length; begin += PartBytes)
        {
            var bytes = new ReadOnlySpan<byte>(pointer + begin, (int)Math.Min(PartBytes, length - begin));
            if (!Are(type, bytes)) return false;
        }

        return true;
    }

    private static bool Are(ScalarType type, ReadOnlySpan<byte> bytes) => type switch
    {
        ScalarType.Float32 => TensorPrimitives.IsFiniteAll(MemoryMarshal.Cast<byte, float>(bytes)),
        ScalarType.Float64 => TensorPrimitives.IsFiniteAll(MemoryMarshal.Cast<byte, double>(bytes)),
        ScalarType.Float16 => HaveLess(bytes, HalfExponent),
        ScalarType.BFloat16 => HaveLess(bytes, BFloat16Exponent),
        _ => true,
    };

    private static bool HaveLess(ReadOnlySpan<byte> bytes, ushort exponent)
    {
        foreach (var bits in MemoryMarshal.Cast<byte, ushort>(bytes))
        {
            if ((bits & exponent) == exponent) return false;
        }

        return true;
    }
}
