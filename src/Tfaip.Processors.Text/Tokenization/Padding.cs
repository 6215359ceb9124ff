using System.Numerics.Tensors;

namespace Tfaip.Processors.Text.Tokenization;

/// <summary>Tokens as tensors of a length.</summary>
internal static class Padding
{
    /// <summary>The numbers, then others up to a length.</summary>
    public static Tensor<long> Extend(IReadOnlyList<long> numbers, int length, long other)
    {
        var elements = new long[length];
        for (var i = 0; i < length; i++) elements[i] = i < numbers.Count ? numbers[i] : other;
        return Tensor.Create(elements, [length]);
    }

    /// <summary>1 at numbers, 0 after them.</summary>
    public static Tensor<long> Mask(int count, int length) => Extend([.. Enumerable.Repeat(1L, count)], length, 0);
}
