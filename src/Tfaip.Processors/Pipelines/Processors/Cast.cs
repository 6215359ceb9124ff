using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Converts tensors and numbers to another element type.</summary>
internal static class Cast
{
    /// <summary>The value in another type; itself where it has that type already.</summary>
    /// <param name="value">A tensor or a number.</param>
    /// <param name="type">The type.</param>
    /// <param name="name">What messages call the value.</param>
    /// <exception cref="TfaipException">It is neither a tensor nor a number, or an element does not fit the type.</exception>
    public static object Convert(object value, ElementType type, string name)
    {
        if (Elements.Of(value) is not { } elements)
        {
            throw new TfaipException($"{name} is {Elements.Describe(value)}; it must be a tensor or a number.");
        }

        if (elements.Type == type) return value;
        var isTensor = elements.IsTensor(value);

        // Truth values become 0 and 1 first: every type has them.
        if (elements.Type == ElementType.Bool) value = FromBool(value);
        if (!TensorFunction.TryInvoke(new Conversion(type, name), value, out var result))
            throw new NotSupportedException(elements.Type.ToString());
        return isTensor ? result : Elements.Of(result)!.ItemOf(result, 0);
    }

    private static object FromBool(object value) => value is Tensor<bool> tensor
        ? Tensor.Create(Array.ConvertAll(Dense.ToArray(tensor), truth => truth ? (byte)1 : (byte)0), tensor.Lengths)
        : (bool)value ? (byte)1 : (byte)0;

    private readonly struct Conversion(ElementType type, string name) : ITensorFunction
    {
        public object Invoke<T>(Tensor<T> tensor)
            where T : unmanaged, INumber<T>
        {
            var to = Elements.Of(type);
            return to.OfNumber(new Numbers<T>(tensor, to.Name, name)) ?? Truths(tensor);
        }

        private static Tensor<bool> Truths<T>(Tensor<T> tensor)
            where T : unmanaged, INumber<T> =>
            Tensor.Create(Array.ConvertAll(Dense.ToArray(tensor), element => !T.IsZero(element)), tensor.Lengths);
    }

    private sealed class Numbers<T>(Tensor<T> tensor, string type, string name) : INumberFunction<object>
        where T : unmanaged, INumber<T>
    {
        public object Invoke<TTo>()
            where TTo : unmanaged, INumber<TTo>
        {
            var source = Dense.Elements(tensor);
            var elements = new TTo[source.Length];
            for (var i = 0; i < elements.Length; i++)
            {
                try
                {
                    elements[i] = TTo.CreateChecked(source[i]);
                }
                catch (OverflowException error)
                {
                    throw new TfaipException(
                        $"{name} is {source[i].ToString("R", CultureInfo.InvariantCulture)} at element {i}, "
                        + $"which {type} does not have.",
                        error);
                }
            }

            return Tensor.Create(elements, tensor.Lengths);
        }
    }
}
