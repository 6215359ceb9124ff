using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class PadProcessor(PadParams parameters) : ValueProcessor(parameters)
{
    protected override object ProcessValue(object value, ref SampleRandom random)
    {
        if (!Elements.IsTensor(value, out var elements))
        {
            throw new TfaipException($"{Name} is {Elements.Describe(value)}; it must be a tensor.");
        }

        var shape = elements.ShapeOf(value);
        var axis = Axis.Of(shape, parameters.Axis, Name);
        long length = Math.Max(axis.Length, parameters.Length ?? 0);
        if (parameters.Multiple is { } multiple) length = (length + multiple - 1) / multiple * multiple;
        if (length == axis.Length) return value;
        var element = Cast.Convert(parameters.Value, elements.Type, $"the value of the padding of {Name}");
        var before = parameters.At == AxisEnd.Start ? (int)length - axis.Length : 0;
        return elements.Place(value, axis.Resized(shape, checked((int)length)), axis.Outer, axis.Inner, before, element);
    }
}
