using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Numerics.Tensors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Calls a function with the type of a value.</summary>
internal static class TensorFunction
{
    /// <summary>
    /// Calls the function with a tensor, or with a number as a tensor of one element; false where the value is neither, or of
    /// truth values.
    /// </summary>
    public static bool TryInvoke<TFunction>(TFunction function, object value, [NotNullWhen(true)] out object? result)
        where TFunction : ITensorFunction
    {
        result = Elements.Of(value)?.OfNumber(new OverValue<TFunction>(function, value));
        return result is not null;
    }

    private sealed class OverValue<TFunction>(TFunction function, object value) : INumberFunction<object>
        where TFunction : ITensorFunction
    {
        public object Invoke<T>()
            where T : unmanaged, INumber<T> => function.Invoke(value as Tensor<T> ?? Tensor.Create([(T)value], [1]));
    }
}
