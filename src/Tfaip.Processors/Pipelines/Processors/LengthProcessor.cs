using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class LengthProcessor(LengthParams parameters) : ValueProcessor(parameters)
{
    protected override object ProcessValue(object value, ref SampleRandom random) => value switch
    {
        string text => (long)CodePoints.Count(text),
        byte[] bytes => (long)bytes.Length,
        _ when Elements.IsTensor(value, out var elements) => (long)Axis.Of(elements.ShapeOf(value), parameters.Axis, Name).Length,
        _ => throw new TfaipException($"{Name} is {Elements.Describe(value)}; it must be a tensor, a string or bytes."),
    };
}
