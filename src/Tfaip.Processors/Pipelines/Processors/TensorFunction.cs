using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;

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
        result = value switch
        {
            Tensor<float> tensor => function.Invoke(tensor),
            Tensor<double> tensor => function.Invoke(tensor),
            Tensor<Half> tensor => function.Invoke(tensor),
            Tensor<byte> tensor => function.Invoke(tensor),
            Tensor<sbyte> tensor => function.Invoke(tensor),
            Tensor<short> tensor => function.Invoke(tensor),
            Tensor<int> tensor => function.Invoke(tensor),
            Tensor<long> tensor => function.Invoke(tensor),
            float number => function.Invoke(Of(number)),
            double number => function.Invoke(Of(number)),
            Half number => function.Invoke(Of(number)),
            byte number => function.Invoke(Of(number)),
            sbyte number => function.Invoke(Of(number)),
            short number => function.Invoke(Of(number)),
            int number => function.Invoke(Of(number)),
            long number => function.Invoke(Of(number)),
            _ => null,
        };
        return result is not null;
    }

    private static Tensor<T> Of<T>(T number) => Tensor.Create([number], [1]);
}
