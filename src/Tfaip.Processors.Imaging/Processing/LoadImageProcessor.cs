using System.Globalization;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Files;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class LoadImageProcessor : Processor
{
    private readonly LoadImageParams _parameters;
    private readonly PixelConversion _conversion;

    public LoadImageProcessor(LoadImageParams parameters)
    {
        _parameters = parameters;
        if (parameters.Key.Length == 0)
        {
            throw new TfaipException("The processor 'load_image' has no key; give the name of the input.");
        }

        var background = parameters.Background.TrimStart('#');
        if (background.Length != 6
            || !int.TryParse(background, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
        {
            throw new TfaipException(
                $"The background of the processor 'load_image' is '{parameters.Background}'; "
                + "it must be a colour as RRGGBB in hexadecimal, such as ffffff for white.");
        }

        _conversion = new PixelConversion(parameters.Color, (byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
    }

    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        if (!sample.Inputs.TryGetValue(_parameters.Key, out var value))
        {
            var names = sample.Inputs.Count == 0 ? "none" : string.Join(", ", sample.Inputs.Keys);
            throw new TfaipException($"the sample has no input '{_parameters.Key}'; it has {names}.");
        }

        return value switch
        {
            string path => sample.WithInput(_parameters.Key, Convert(ImageDecoder.Decode(path, _parameters.MaxPixels))),
            byte[] bytes => sample.WithInput(
                _parameters.Key,
                Convert(ImageDecoder.Decode(bytes, $"the bytes of the input '{_parameters.Key}'", _parameters.MaxPixels))),
            IReadOnlyTensor => sample,
            _ => throw new TfaipException(
                $"the input '{_parameters.Key}' is an object of type {value.GetType().Name}; "
                + "it must be the path of an image (a string), its bytes (byte[]) or a tensor."),
        };
    }

    private Tensor<float> Convert(PixelImage image)
    {
        var (height, width) = Proportions.Size(image.Height, image.Width, _parameters.Height, _parameters.Width);
        var resizer = new ImageResizer(
            ResampledAxis.Create(_parameters.Filter, image.Height, height),
            ResampledAxis.Create(_parameters.Filter, image.Width, width));
        var values = resizer.Resize(new ConvertedPixels(image, _conversion));
        foreach (ref var value in values.AsSpan()) value = Finish(value);
        return Tensor.Create(values, [_conversion.Channels, height, width]);
    }

    private float Finish(float value)
    {
        // Kernels with negative weights go beyond black and white.
        value = Math.Clamp(value, 0, 255);
        double level = _parameters.Invert ? 255 - value : value;
        return (float)(_parameters.Maximum == 255 ? level : level * _parameters.Maximum / 255);
    }
}
