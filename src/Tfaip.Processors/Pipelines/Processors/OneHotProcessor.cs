using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class OneHotProcessor(OneHotParams parameters) : ValueProcessor(parameters)
{
    protected override object ProcessValue(object value, ref SampleRandom random)
    {
        var labels = WholeNumbers.Of(value, Name);
        var elements = new byte[checked(labels.Length * parameters.Classes)];
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= parameters.Classes)
            {
                throw new TfaipException(
                    $"{Name} is {labels[i]} at element {i}, but there are {parameters.Classes} classes, from 0 to "
                    + $"{parameters.Classes - 1}.");
            }

            elements[(i * parameters.Classes) + labels[i]] = 1;
        }

        nint[] shape = Elements.IsTensor(value, out var type) ? [.. type.ShapeOf(value), parameters.Classes] : [parameters.Classes];
        return Cast.Convert(Tensor.Create(elements, shape), parameters.Dtype, Name);
    }
}
