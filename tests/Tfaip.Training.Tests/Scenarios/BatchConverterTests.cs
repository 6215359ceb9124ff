using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Scenarios;

[TestClass]
public sealed class BatchConverterTests
{
    [TestMethod]
    public void Each_element_type_goes_over_and_comes_back()
    {
        using var scope = NewDisposeScope();
        Check<float>(ScalarType.Float32, 1.5f, -2);
        Check<double>(ScalarType.Float64, 1.5, -2);
        Check<Half>(ScalarType.Float16, (Half)1.5, (Half)(-2));
        Check<byte>(ScalarType.Byte, 255, 0);
        Check<sbyte>(ScalarType.Int8, -128, 127);
        Check<short>(ScalarType.Int16, -300, 7);
        Check<int>(ScalarType.Int32, int.MinValue, 7);
        Check<long>(ScalarType.Int64, long.MinValue, 7);
        Check<bool>(ScalarType.Bool, true, false);
    }

    [TestMethod]
    public void A_slice_is_copied_as_what_it_shows()
    {
        using var scope = NewDisposeScope();
        var whole = System.Numerics.Tensors.Tensor.Create((float[])[0, 1, 2, 3, 4, 5], [2, 3]);

        var tensor = TensorConversion.ToTorch(whole.Slice(0..2, 1..3), CPU)!;

        CollectionAssert.AreEqual((float[])[1, 2, 4, 5], tensor.data<float>().ToArray());
        CollectionAssert.AreEqual((long[])[2, 2], tensor.shape);
    }

    [TestMethod]
    public void What_is_declared_is_passed_in_its_order_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = new BatchConverter(new ToyData(new()), CPU).Convert(Batch(2, extra: true));

        CollectionAssert.AreEqual((string[])["x"], inputs.Keys.ToArray());
        CollectionAssert.AreEqual((string[])["label"], targets.Keys.ToArray());
    }

    [TestMethod]
    public void A_missing_value_is_named()
    {
        using var scope = NewDisposeScope();
        var batch = Batch(2) with
        {
            Inputs = new Dictionary<string, object> { ["image"] = System.Numerics.Tensors.Tensor.Create((float[])[1]) }
        };

        var error = Assert.ThrowsExactly<TfaipException>(() => new BatchConverter(new ToyData(new()), CPU).Convert(batch));

        Assert.AreEqual(
            "The data class declares the input 'x: float32[batch, 4]', but the batch has no such value; it has: image. "
            + "Pre-processing must make it.",
            error.Message);
    }

    [TestMethod]
    public void Another_type_or_shape_is_named()
    {
        using var scope = NewDisposeScope();
        var converter = new BatchConverter(new ToyData(new()), CPU);
        string Refuse(Batch batch) => Assert.ThrowsExactly<TfaipException>(() => converter.Convert(batch)).Message;

        Assert.AreEqual(
            "The data class declares the input 'x: float32[batch, 4]', but the batch has float64[2, 4]. Change the declaration, or make it "
            + "so with a processor.",
            Refuse(Batch(2) with { Inputs = Of("x", System.Numerics.Tensors.Tensor.Create(new double[8], [2, 4])) }));
        Assert.AreEqual(
            "The data class declares the input 'x: float32[batch, 4]', but the batch has float32[2, 5]. Change the declaration, or make it "
            + "so with a processor.",
            Refuse(Batch(2) with { Inputs = Of("x", System.Numerics.Tensors.Tensor.Create(new float[10], [2, 5])) }));
        Assert.AreEqual(
            "The data class declares the target 'label: int64[batch]', but the batch has int64[3]. Change the declaration, or make it so "
            + "with a processor.",
            Refuse(Batch(2) with { Targets = Of("label", System.Numerics.Tensors.Tensor.Create(new long[3])) }));
    }

    private static Dictionary<string, object> Of(string name, object value) => new() { [name] = value };

    private static Batch Batch(int count, bool extra = false)
    {
        var source = new ToyData(new()).Open(PipelineMode.Training)!;
        var samples = Enumerable.Range(0, count).Select(source.Read);
        if (extra) samples = samples.Select(sample => sample.WithInput("width", 3L).WithInput("path", "a.png"));
        return Collation.Collate(samples.ToList(), 0, withTargets: true);
    }

    private static void Check<T>(ScalarType type, params T[] values)
        where T : unmanaged
    {
        var tensor = TensorConversion.ToTorch(System.Numerics.Tensors.Tensor.Create(values, [values.Length, 1]), CPU)!;
        Assert.AreEqual(type, tensor.dtype);
        CollectionAssert.AreEqual((long[])[values.Length, 1], tensor.shape);
        CollectionAssert.AreEqual(values, tensor.data<T>().ToArray());
        CollectionAssert.AreEqual(values, ((Tensor<T>)TensorConversion.FromTorch(tensor)).ToArray());
    }
}
