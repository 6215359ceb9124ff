using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Reads labels.</summary>
internal static class WholeNumbers
{
    /// <summary>The elements of a tensor of whole numbers, or a whole number, in row-major order.</summary>
    public static long[] Of(object value, string name)
    {
        if (Elements.Of(value)?.Type is not (ElementType.Int64 or ElementType.Int32 or ElementType.Int16 or ElementType.Int8
            or ElementType.UInt8))
        {
            throw new TfaipException($"{name} is {Elements.Describe(value)}; it must be a whole number or a tensor of whole numbers.");
        }

        return Cast.Convert(value, ElementType.Int64, name) switch
        {
            Tensor<long> tensor => Dense.ToArray(tensor),
            var number => [(long)number],
        };
    }
}
