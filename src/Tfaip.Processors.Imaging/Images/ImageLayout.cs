using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Images;

/// <summary>How an image lies in a tensor: its type, and whether it has an axis of channels.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="HasChannels">Whether the shape is <c>[channels, height, width]</c>, and not <c>[height, width]</c>.</param>
internal readonly record struct ImageLayout(ElementType Type, bool HasChannels)
{
    /// <summary>Takes an image out of a tensor.</summary>
    /// <param name="value">The value of the sample.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="layout">How it lay there.</param>
    /// <exception cref="TfaipException">It is not an image.</exception>
    public static Planes Read(object value, string name, out ImageLayout layout) => value switch
    {
        Tensor<float> image when Fits(image.Lengths) => Read(image, ElementType.Float32, static level => level, out layout),
        Tensor<byte> image when Fits(image.Lengths) => Read(image, ElementType.UInt8, static level => level, out layout),
        _ => throw new TfaipException(
            $"{name} is {SampleValues.Describe(value)}; it must be an image: a tensor of float32 or uint8 "
            + "with the shape [height, width] or [channels, height, width], none of them 0."),
    };

    /// <summary>Takes a mask out of a tensor: its numbers name classes, so it is not mixed.</summary>
    public static Planes ReadMask(object value, string name, out ImageLayout layout) => value switch
    {
        Tensor<long> mask when Fits(mask.Lengths) => Read(mask, ElementType.Int64, static label => label, out layout),
        Tensor<int> mask when Fits(mask.Lengths) => Read(mask, ElementType.Int32, static label => label, out layout),
        Tensor<float> or Tensor<byte> => Read(value, name, out layout),
        _ => throw new TfaipException(
            $"{name} is {SampleValues.Describe(value)}; it must be a mask: a tensor of uint8, int32, int64 or float32 "
            + "with the shape [height, width] or [channels, height, width], none of them 0."),
    };

    /// <summary>
    /// Puts an image into a tensor. Levels of whole types are rounded to the nearest, halves to even; those of uint8 are cut off at 0
    /// and 255.
    /// </summary>
    public object Write(Planes image)
    {
        nint[] shape = HasChannels ? [image.Channels, image.Height, image.Width] : [image.Height, image.Width];
        return Type switch
        {
            ElementType.Float32 => Tensor.Create(image.Values, shape),
            ElementType.UInt8 => Tensor.Create(Array.ConvertAll(image.Values, ToByte), shape),
            ElementType.Int32 => Tensor.Create(Array.ConvertAll(image.Values, static label => (int)label), shape),
            _ => Tensor.Create(Array.ConvertAll(image.Values, static label => (long)label), shape),
        };
    }

    private static byte ToByte(float level) => (byte)Math.Clamp(Math.Round(level), 0, 255);

    private static bool Fits(ReadOnlySpan<nint> shape) => shape is [> 0, > 0] or [> 0, > 0, > 0];

    private static Planes Read<T>(Tensor<T> image, ElementType type, Converter<T, float> convert, out ImageLayout layout)
    {
        var shape = image.Lengths;
        layout = new(type, shape.Length == 3);
        var elements = Dense.ToArray(image);
        var values = elements as float[] ?? Array.ConvertAll(elements, convert);
        return new(shape.Length == 3 ? (int)shape[0] : 1, (int)shape[^2], (int)shape[^1], values);
    }
}
