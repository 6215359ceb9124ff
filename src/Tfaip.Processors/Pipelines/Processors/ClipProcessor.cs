using System.Numerics;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class ClipProcessor(ClipParams parameters) : ValueProcessor(parameters)
{
    protected override object ProcessValue(object value, ref SampleRandom random)
    {
        if (!TensorFunction.TryInvoke(new Clipping(parameters.Minimum, parameters.Maximum), value, out var result))
        {
            throw new TfaipException($"{Name} is {Elements.Describe(value)}; it must be a tensor of numbers or a number.");
        }

        return Elements.IsTensor(value, out _) ? result : Elements.Of(result)!.ItemOf(result, 0);
    }

    private readonly struct Clipping(double? minimum, double? maximum) : ITensorFunction
    {
        public object Invoke<T>(Tensor<T> tensor)
            where T : unmanaged, INumber<T>
        {
            var elements = Dense.ToArray(tensor);

            // A bound that the type does not have is its smallest or largest number. A bound of whole numbers with a fraction
            // moves inwards, so that no result lies outside.
            var isWhole = T.IsInteger(T.CreateSaturating(0.5));
            if (minimum is { } low)
            {
                var bound = T.CreateSaturating(isWhole ? Math.Ceiling(low) : low);
                foreach (ref var element in elements.AsSpan()) element = element < bound ? bound : element;
            }

            if (maximum is { } high)
            {
                var bound = T.CreateSaturating(isWhole ? Math.Floor(high) : high);
                foreach (ref var element in elements.AsSpan()) element = element > bound ? bound : element;
            }

            return Tensor.Create(elements, tensor.Lengths);
        }
    }
}
