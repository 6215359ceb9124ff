using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class LabelMapProcessor : ValueProcessor
{
    private readonly LabelMapParams _parameters;
    private readonly IReadOnlyList<string> _labels;
    private readonly Dictionary<string, long> _indices;
    private readonly long? _replacement;

    public LabelMapProcessor(LabelMapParams parameters)
        : base(parameters)
    {
        _parameters = parameters;
        _labels = parameters.Labels.Count > 0 ? parameters.Labels : LineFile.Read(parameters.LabelFile!, "label");
        _indices = _labels.Select((label, index) => (label, index))
            .ToDictionary(item => item.label, item => (long)item.index, StringComparer.Ordinal);
        if (parameters.Replacement is not { } replacement) return;
        _replacement = _indices.TryGetValue(replacement, out var index)
            ? index
            : throw new TfaipException(
                $"label_map: replacement: the replacement '{replacement}' is not among the labels of {parameters.LabelFile}.");
    }

    protected override object? ProcessValue(object value, ref SampleRandom random) =>
        _parameters.Direction == LabelDirection.ToIndex ? ToIndex(value) : ToLabel(value);

    private object? ToIndex(object value)
    {
        if (value is not string text) throw new TfaipException($"{Name} is {Elements.Describe(value)}; it must be a string, the label.");
        if (_parameters.Separator is null) return IndexOf(text);
        string[] labels = text.Length == 0 ? [] : text.Split(_parameters.Separator);
        var indices = new long[labels.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            if (IndexOf(labels[i]) is not { } index) return null;
            indices[i] = index;
        }

        return Tensor.Create(indices, [indices.Length]);
    }

    private long? IndexOf(string label) => _indices.TryGetValue(label, out var index) ? index
        : _parameters.Unknown == UnknownLabel.Error ? throw new TfaipException(
            $"{Name} has the label '{label}', which is not among the {_labels.Count} labels. "
            + "Add it, or set unknown to drop or replace.")
        : _replacement;

    private string ToLabel(object value)
    {
        if (Elements.IsTensor(value, out var elements) && (_parameters.Separator is null || elements.ShapeOf(value).Length != 1))
        {
            throw new TfaipException(
                $"{Name} is {Elements.Describe(value)}; it must be a whole number, or with a separator a tensor of one axis.");
        }

        var indices = WholeNumbers.Of(value, Name);
        var place = Array.FindIndex(indices, index => index < 0 || index >= _labels.Count);
        if (place >= 0)
        {
            throw new TfaipException(
                $"{Name} is {indices[place]} at element {place}, but there are {_labels.Count} labels, from 0 to {_labels.Count - 1}.");
        }

        return string.Join(_parameters.Separator, indices.Select(index => _labels[(int)index]));
    }
}
