using System.Globalization;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Idx;

/// <summary>The images and labels of a pair of IDX files, held in memory.</summary>
internal sealed class IdxSource : ISampleSource
{
    private readonly IdxFile _images;
    private readonly IdxFile? _labels;
    private readonly string _fileName;
    private readonly string _input;
    private readonly string _target;

    public IdxSource(IdxParams parameters)
    {
        (_input, _target) = (parameters.Input, parameters.Target);
        _images = new IdxFile(parameters.Images, axes: 3, "images");
        _fileName = Path.GetFileName(_images.FullPath);
        if (parameters.Labels is not { } labels) return;
        _labels = new IdxFile(labels, axes: 1, "labels");
        if (_labels.Shape[0] != Count)
        {
            throw new TfaipException(
                $"{_images.FullPath} has {Count} images, but {_labels.FullPath} has {_labels.Shape[0]} labels; "
                + "the two files do not belong together.");
        }
    }

    public int Count => _images.Shape[0];

    public Sample Read(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var sample = new Sample()
            .WithInput(_input, Tensor.Create(_images[index].ToArray(), [_images.Shape[1], _images.Shape[2]]))
            .WithMeta(Sample.SourceKey, string.Create(CultureInfo.InvariantCulture, $"{_fileName}:{index}"));
        return _labels is null ? sample : sample.WithTarget(_target, (long)_labels[index][0]);
    }

    public void Dispose()
    {
        // The files were closed when they had been read.
    }
}
