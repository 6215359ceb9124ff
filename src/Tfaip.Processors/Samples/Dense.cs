using System.Numerics.Tensors;

namespace Tfaip.Processors.Samples;

/// <summary>The elements of a tensor in row-major order.</summary>
internal static class Dense
{
    /// <summary>The elements; a copy only where they do not lie one after the other.</summary>
    public static ReadOnlySpan<T> Elements<T>(Tensor<T> tensor)
    {
        if (tensor.IsEmpty) return [];
        var start = tensor.Rank <= 8 ? stackalloc nint[tensor.Rank] : new nint[tensor.Rank];
        start.Clear();
        return tensor.IsDense && tensor.TryGetSpan(start, checked((int)tensor.FlattenedLength), out Span<T> span)
            ? span
            : ToArray(tensor);
    }

    /// <summary>A copy of the elements.</summary>
    public static T[] ToArray<T>(Tensor<T> tensor)
    {
        var elements = GC.AllocateUninitializedArray<T>(checked((int)tensor.FlattenedLength));
        tensor.FlattenTo(elements);
        return elements;
    }

    /// <summary>Copies the elements; <paramref name="destination"/> has as many.</summary>
    public static void CopyTo<T>(Tensor<T> tensor, Span<T> destination) => Elements(tensor).CopyTo(destination);
}
