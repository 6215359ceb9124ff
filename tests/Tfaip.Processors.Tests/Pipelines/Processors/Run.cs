using System.Numerics.Tensors;
using System.Text;
using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

/// <summary>Runs one processor on one sample.</summary>
internal static class Run
{
    /// <summary>What a processor makes of the value 'x' on its side.</summary>
    public static object? Value(ValueProcessorParams parameters, object value)
    {
        var sample = OnSample(parameters with { Key = "x" }, new Sample().WithValues(parameters.Side, SampleValues.Empty.With("x", value)));
        return sample?.ValuesOf(parameters.Side)[parameters.To ?? "x"];
    }

    public static Sample? OnSample(ProcessorParams parameters, Sample sample)
    {
        var random = new SampleRandom(1, 2, 3, 4);
        return ((Processor)parameters.Create()).Process(sample, ref random);
    }

    public static void AssertError(ValueProcessorParams parameters, object value, string expected) =>
        Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(() => Value(parameters, value)).Message);

    public static void AssertSampleError(ProcessorParams parameters, Sample sample, string expected) =>
        Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(() => OnSample(parameters, sample)).Message);

    /// <summary>A record made in code and one read from a file are refused with the same words.</summary>
    public static void AssertRefused(ProcessorParams parameters, string expected)
    {
        var name = VariantCatalog.NameOf(parameters.GetType());
        Assert.AreEqual($"{name}: {expected}", Assert.ThrowsExactly<TfaipException>(() => parameters.Create()).Message);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) JsonNodes.Write(writer, ParameterEmitter.Emit(parameters, typeof(ProcessorParams)));
        var error = Assert.ThrowsExactly<ConfigurationException>(
            () => ParameterBinder.Bind<ProcessorParams>(
                JsonNodes.Read(Encoding.UTF8.GetString(stream.ToArray()), "config.json"), ProcessorCatalog.Default));
        Assert.EndsWith(": " + expected, error.Message);
    }

    public static void AssertTensor<T>(object? actual, nint[] shape, params T[] elements)
    {
        var tensor = (Tensor<T>)actual!;
        CollectionAssert.AreEqual(shape, tensor.Lengths.ToArray());
        CollectionAssert.AreEqual(elements, tensor.ToArray());
    }
}
