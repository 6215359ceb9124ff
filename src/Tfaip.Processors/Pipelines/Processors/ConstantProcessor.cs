using System.Numerics.Tensors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class ConstantProcessor : Processor
{
    private readonly string _key;
    private readonly SampleSide _side;
    private readonly object _value;

    public ConstantProcessor(ConstantParams parameters)
    {
        (_key, _side) = (SampleValue.Key(parameters.Key, "constant"), parameters.Side);
        _value = Cast.Convert(Create(parameters), parameters.Dtype, $"the value of the constant '{_key}'");
    }

    // Samples share the object: processors do not change values.
    public override Sample? Process(Sample sample, ref SampleRandom random) =>
        sample.WithValues(_side, sample.ValuesOf(_side).With(_key, _value));

    private static object Create(ConstantParams parameters)
    {
        if (parameters.Shape.Count == 0) return parameters.Value;
        var elements = new double[parameters.Shape.Aggregate(1, (count, length) => checked(count * length))];
        Array.Fill(elements, parameters.Value);
        return Tensor.Create(elements, [.. parameters.Shape.Select(length => (nint)length)]);
    }
}
