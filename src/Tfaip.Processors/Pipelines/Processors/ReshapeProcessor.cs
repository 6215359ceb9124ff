using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class ReshapeProcessor : Processor
{
    private readonly string _key;
    private readonly nint[] _shape;
    private readonly int _free;
    private readonly nint _known;

    public ReshapeProcessor(ReshapeParams parameters)
    {
        _key = SampleValue.Key(parameters.Key, "reshape");
        Rules.Check(parameters);
        _shape = [.. parameters.Shape.Select(length => (nint)length)];
        _free = Array.IndexOf(_shape, -1);
        _known = _shape.Where(length => length >= 0).Aggregate((nint)1, (product, length) => product * length);
    }

    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        var value = SampleValue.InputOf(sample, _key);
        if (!Elements.IsTensor(value, out var elements))
        {
            throw new TfaipException($"the input '{_key}' is {Elements.Describe(value)}; it must be a tensor.");
        }

        nint count = 1;
        foreach (var length in elements.ShapeOf(value)) count *= length;
        var fits = _free < 0 ? count == _known : _known != 0 && count % _known == 0;
        if (!fits)
        {
            throw new TfaipException(
                $"the input '{_key}' is {Elements.Describe(value)}, "
                + $"whose {count} elements do not fit the shape {Elements.ShapeText(_shape)}.");
        }

        var shape = (nint[])_shape.Clone();
        if (_free >= 0) shape[_free] = count / _known;
        return sample.WithInput(_key, elements.Reshape(value, shape));
    }
}
