using System.Numerics.Tensors;
using System.Text;
using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Tests;

/// <summary>Runs one processor on one sample.</summary>
internal static class Run
{
    private static readonly VariantCatalog Catalog = ProcessorCatalog.Default.With(ImagingProcessors.Assembly);

    public static Tensor<T> Image<T>(ImageProcessorParams parameters, Tensor<T> image, int index = 0) =>
        (Tensor<T>)OnSample(parameters, new Sample().WithInput("image", image), index)!.Inputs["image"];

    public static Sample? OnSample(ProcessorParams parameters, Sample sample, int index = 0)
    {
        var random = new SampleRandom(1, 2, index, 4);
        return ((Processor)parameters.Create()).Process(sample, ref random);
    }

    public static void AssertError(ProcessorParams parameters, object value, string expected) => Assert.AreEqual(
        expected, Assert.ThrowsExactly<TfaipException>(() => OnSample(parameters, new Sample().WithInput("image", value))).Message);

    /// <summary>A record made in code and one read from a file are refused with the same words.</summary>
    public static void AssertRefused(ProcessorParams parameters, string expected)
    {
        Assert.AreEqual(
            $"{VariantCatalog.NameOf(parameters.GetType())}: {expected}",
            Assert.ThrowsExactly<TfaipException>(() => parameters.Create()).Message);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) JsonNodes.Write(writer, ParameterEmitter.Emit(parameters, typeof(ProcessorParams)));
        var error = Assert.ThrowsExactly<ConfigurationException>(() => ParameterBinder.Bind<ProcessorParams>(
            JsonNodes.Read(Encoding.UTF8.GetString(stream.ToArray()), "config.json"), Catalog));
        Assert.EndsWith(": " + expected, error.Message);
    }

    public static void AssertTensor<T>(Tensor<T> actual, nint[] shape, params T[] elements)
    {
        CollectionAssert.AreEqual(shape, actual.Lengths.ToArray());
        CollectionAssert.AreEqual(elements, actual.ToArray());
    }

    /// <summary>An image whose levels are a function of channel, row and column.</summary>
    public static Tensor<float> Make(int channels, int height, int width, Func<int, int, int, double> level)
    {
        var values = new float[channels * height * width];
        for (var i = 0; i < values.Length; i++) values[i] = (float)level(i / (height * width), i / width % height, i % width);
        return Tensor.Create(values, [channels, height, width]);
    }
}
