using System.Numerics;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class ArgmaxProcessor(ArgmaxParams parameters) : ValueProcessor(parameters)
{
    protected override object ProcessValue(object value, ref SampleRandom random)
    {
        if (!Elements.IsTensor(value, out _) || !TensorFunction.TryInvoke(new Function(parameters.Axis, Name), value, out var result))
        {
            throw new TfaipException($"{Name} is {Elements.Describe(value)}; it must be a tensor of numbers.");
        }

        return result;
    }

    private readonly struct Function(int axisNumber, string name) : ITensorFunction
    {
        public object Invoke<T>(Tensor<T> tensor)
            where T : unmanaged, INumber<T>
        {
            var axis = Axis.Of(tensor.Lengths, axisNumber, name);
            if (axis.Length == 0) throw new TfaipException($"{name} is {Elements.Describe(tensor)}: an empty axis has no largest element.");
            var elements = Dense.Elements(tensor);
            var places = new long[axis.Outer * axis.Inner];
            for (var i = 0; i < places.Length; i++)
            {
                var start = (i / axis.Inner * axis.Length * axis.Inner) + (i % axis.Inner);
                var best = 0;
                for (var j = 0; j < axis.Length; j++)
                {
                    var element = elements[start + (j * axis.Inner)];
                    if (T.IsNaN(element)) throw new TfaipException($"{name} is NaN at element {start + (j * axis.Inner)}.");
                    if (element > elements[start + (best * axis.Inner)]) best = j;
                }

                places[i] = best;
            }

            var shape = axis.Removed(tensor.Lengths);
            return shape.Length == 0 ? places[0] : Tensor.Create(places, shape);
        }
    }
}
