using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class TruncateProcessor(TruncateParams parameters) : ValueProcessor(parameters)
{
    protected override object ProcessValue(object value, ref SampleRandom random)
    {
        if (value is string text) return Truncate(text);
        if (!Elements.IsTensor(value, out var elements))
        {
            throw new TfaipException($"{Name} is {Elements.Describe(value)}; it must be a tensor or a string.");
        }

        var shape = elements.ShapeOf(value);
        var axis = Axis.Of(shape, parameters.Axis, Name);
        var surplus = axis.Length - parameters.Length;
        if (surplus <= 0) return value;
        var before = parameters.At == AxisEnd.Start ? -surplus : 0;
        return elements.Place(value, axis.Resized(shape, parameters.Length), axis.Outer, axis.Inner, before, element: null);
    }

    private string Truncate(string text)
    {
        var surplus = CodePoints.Count(text) - parameters.Length;
        if (surplus <= 0) return text;
        return parameters.At == AxisEnd.Start
            ? text[CodePoints.IndexOf(text, surplus)..]
            : text[..CodePoints.IndexOf(text, parameters.Length)];
    }
}
