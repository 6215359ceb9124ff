using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class ScaleProcessor(ScaleParams parameters) : ValueProcessor(parameters)
{
    private readonly float _factor = (float)parameters.Factor;
    private readonly float _offset = (float)parameters.Offset;

    protected override object ProcessValue(object value, ref SampleRandom random)
    {
        if (Elements.Of(value) is not { } elements)
        {
            throw new TfaipException($"{Name} is {Elements.Describe(value)}; it must be a tensor or a number.");
        }

        return elements.IsTensor(value) ? Scale(value, elements) : (elements.ToSingle(value) * _factor) + _offset;
    }

    private Tensor<float> Scale(object tensor, Elements elements)
    {
        var scaled = elements.ToSingles(tensor);

        // Two steps, so that no machine fuses them: the bits are those of the two operations everywhere.
        TensorPrimitives.Multiply(scaled, _factor, scaled);
        TensorPrimitives.Add(scaled, _offset, scaled);
        return Tensor.Create(scaled, elements.ShapeOf(tensor));
    }
}
