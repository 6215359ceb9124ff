using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class ReshapeProcessor : ValueProcessor
{
    private readonly nint[] _shape;
    private readonly int _free;
    private readonly nint _known;

    public ReshapeProcessor(ReshapeParams parameters)
        : base(parameters)
    {
        _shape = [.. parameters.Shape.Select(length => (nint)length)];
        _free = Array.IndexOf(_shape, -1);
        _known = _shape.Where(length => length >= 0).Aggregate((nint)1, (product, length) => product * length);
    }

    protected override object ProcessValue(object value, ref SampleRandom random)
    {
        if (!Elements.IsTensor(value, out var elements))
        {
            throw new TfaipException($"{Name} is {Elements.Describe(value)}; it must be a tensor.");
        }

        nint count = 1;
        foreach (var length in elements.ShapeOf(value)) count *= length;
        var fits = _free < 0 ? count == _known : _known != 0 && count % _known == 0;
        if (!fits)
        {
            throw new TfaipException(
                $"{Name} is {Elements.Describe(value)}, "
                + $"whose {count} elements do not fit the shape {Elements.ShapeText(_shape)}.");
        }

        var shape = (nint[])_shape.Clone();
        if (_free >= 0) shape[_free] = count / _known;
        return elements.Reshape(value, shape);
    }
}
