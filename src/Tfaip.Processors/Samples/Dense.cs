using System.Numerics.Tensors;

namespace Tfaip.Processors.Samples;

/// <summary>
/// The elements of a tensor in row-major order. Where they lie so in memory they are not looked for row by row, as <c>FlattenTo</c> does,
/// which takes many times as long for short rows.
/// </summary>
public static class Dense
{
    /// <summary>The elements; a copy only where they do not lie one after the other.</summary>
    /// <param name="tensor">The tensor, of at most <see cref="int.MaxValue"/> elements.</param>
    public static ReadOnlySpan<T> Elements<T>(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.IsEmpty) return [];
        var start = tensor.Rank <= 8 ? stackalloc nint[tensor.Rank] : new nint[tensor.Rank];
        start.Clear();
        return tensor.IsDense && tensor.TryGetSpan(start, checked((int)tensor.FlattenedLength), out Span<T> span)
            ? span
            : Flattened(tensor);
    }

    /// <summary>A copy of the elements.</summary>
    /// <param name="tensor">The tensor, of at most <see cref="int.MaxValue"/> elements.</param>
    public static T[] ToArray<T>(Tensor<T> tensor) => Elements(tensor).ToArray();

    /// <summary>Copies the elements.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="destination">Where they go; it has room for all.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void CopyTo<T>(Tensor<T> tensor, Span<T> destination) => Elements(tensor).CopyTo(destination);

    private static T[] Flattened<T>(Tensor<T> tensor)
    {
        var elements = GC.AllocateUninitializedArray<T>(checked((int)tensor.FlattenedLength));
        tensor.FlattenTo(elements);
        return elements;
    }
}
