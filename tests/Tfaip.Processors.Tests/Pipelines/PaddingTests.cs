using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines;

[TestClass]
public sealed class PaddingTests
{
    [TestMethod]
    public void Row048_Free_axes_are_filled_up_to_the_longest_with_the_value_of_their_key()
    {
        var batch = Batch(new VectorSource(2, 5, 3), new() { ["x"] = -1 }, "x: float32[batch, time]", "y: int64[batch]");

        var x = (Tensor<float>)batch.Inputs["x"];
        CollectionAssert.AreEqual(new nint[] { 3, 5 }, x.Lengths.ToArray());
        CollectionAssert.AreEqual(
            new float[] { 0, 1, -1, -1, -1, 100, 101, 102, 103, 104, 200, 201, 202, -1, -1 }, x.ToArray());
        CollectionAssert.AreEqual(new long[] { 0, 1, 2 }, BatchText.Targets(batch).ToArray());
    }

    [TestMethod]
    public void Row049_Padding_gives_what_padding_by_hand_gives() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[1, 3]).Array[1, 5].Sample(shapes =>
        {
            var samples = shapes.Select((shape, i) =>
                new Sample().WithInput("x", Counted([shape.Item1, shape.Item2, shape.Item3], i * 1000))).ToArray();
            nint[] target = [shapes.Max(shape => shape.Item1), shapes.Max(shape => shape.Item2), shapes.Max(shape => shape.Item3)];
            var parameters = new PipelineParams { BatchSize = 5, Padding = new Dictionary<string, double> { ["x"] = 7 } };
            var batch = new SamplePipeline(new ListSource(samples), [], parameters, PipelineMode.Evaluation, 1).Read(0).Single();

            var byHand = samples.Select(sample => sample.WithInput("x", ByHand((Tensor<int>)sample.Inputs["x"], target, 7))).ToArray();
            var expected = (Tensor<int>)Collation.Collate(byHand, 0, true).Inputs["x"];
            var actual = (Tensor<int>)batch.Inputs["x"];
            return actual.Lengths.SequenceEqual(expected.Lengths) && actual.SequenceEqual(expected);
        });

    [TestMethod]
    public void Every_type_is_padded()
    {
        foreach (var (value, filling) in new (object, double)[]
        {
            (Tensor.Create(new double[] { 1 }, [1]), 0.5), (Tensor.Create(new Half[] { (Half)1 }, [1]), 0.5),
            (Tensor.Create(new byte[] { 1 }, [1]), 255),
            (Tensor.Create(new sbyte[] { 1 }, [1]), -128), (Tensor.Create(new short[] { 1 }, [1]), -5),
            (Tensor.Create(new int[] { 1 }, [1]), -5),
            (Tensor.Create(new long[] { 1 }, [1]), -5), (Tensor.Create(new bool[] { true }, [1]), 0),
        })
        {
            var longer = Elements.Of(value)!.Concatenate([value, value], 0);
            var source = new ListSource(new Sample().WithInput("x", value), new Sample().WithInput("x", longer));
            var batch = Batch(source, new() { ["x"] = filling });
            var singles = Elements.Of(value)!.ToSingles(batch.Inputs["x"]);

            CollectionAssert.AreEqual(new[] { 1, (float)filling, 1, 1 }, singles, value.GetType().Name);
        }
    }

    [TestMethod]
    public void Fixed_axes_are_not_filled_up()
    {
        var error = Assert.ThrowsExactly<TfaipException>(
            () => Batch(new VectorSource(2, 3), new() { ["x"] = 0 }, "x: float32[batch, 4]", "y: int64[batch]"));

        Assert.AreEqual(
            "The input 'x' of list:1 is float32[3], that of list:0 is float32[2]: the samples of a batch must "
            + "agree. The data class declares "
            + "'x: float32[batch, 4]'; axes with a name are padded, others are not. Bring them to one type and shape with a processor, or "
            + "set batch_size to 1.",
            error.Message);
    }

    [TestMethod]
    public void Without_a_value_nothing_is_filled_up()
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => Batch(new VectorSource(2, 3), []));

        Assert.AreEqual(
            "The input 'x' of list:1 is float32[3], that of list:0 is float32[2]: the samples of a batch must agree. "
            + "Bring them to one type and shape with a processor, fill up shorter ones by data.pipeline.padding.x, or set batch_size to 1.",
            error.Message);
    }

    [TestMethod]
    public void Values_that_do_not_fit_are_refused()
    {
        Assert.AreEqual(
            "data.pipeline.padding names 'z', which is no input or target of the model; there are: x, y.",
            Assert.ThrowsExactly<TfaipException>(() =>
                Batch(new VectorSource(2), new() { ["z"] = 0 }, "x: float32[batch, time]", "y: int64[batch]")).Message);
        Assert.AreEqual(
            "data.pipeline.padding.y is 0.5, which is no int64 number; the data class declares 'y: int64[batch, time]'.",
            Assert.ThrowsExactly<TfaipException>(() => Batch(new VectorSource(2), new() { ["y"] = 0.5 }, "y: int64[batch, time]")).Message);
        var source = new ListSource(new Sample().WithInput("x", Tensor.Create<byte>([2], [1])).WithMeta(Sample.SourceKey, "list:0"));
        Assert.AreEqual(
            "data.pipeline.padding.x is -1, but the input 'x' of list:0 is uint8[1], which cannot hold that.",
            Assert.ThrowsExactly<TfaipException>(() => Batch(source, new() { ["x"] = -1 })).Message);
    }

    [TestMethod]
    public void Row060_Numbers_have_the_batch_axis_and_a_spec_without_an_axis_is_refused()
    {
        var batch = Batch(new ListSource(new Sample().WithInput("x", 1.5f), new Sample().WithInput("x", 2.5f)), [], "x: float32[batch]");
        CollectionAssert.AreEqual(new[] { 1.5f, 2.5f }, ((Tensor<float>)batch.Inputs["x"]).ToArray());

        var error = Assert.ThrowsExactly<TfaipException>(() => Batch(new VectorSource(2), [], "x: float32[]"));
        Assert.AreEqual(
            "The data class declares 'x: float32[]', without an axis: the batch axis comes first. A number in each sample is 'x: "
            + "float32[batch]'.", error.Message);
    }

    [TestMethod]
    public void Waste_is_measured()
    {
        var parameters = new PipelineParams { BatchSize = 3, Padding = new Dictionary<string, double> { ["x"] = 0 } };
        var pipeline = new SamplePipeline(new VectorSource(2, 5, 3, 4, 4), [], parameters, PipelineMode.Evaluation, 1);
        Assert.AreEqual(2, pipeline.Read(0).Count());

        // 3 × 5 with 10 elements of samples, then 2 × 4 without padding.
        var statistics = pipeline.Statistics;
        Assert.AreEqual((23, 5), (statistics.PaddedElements, statistics.PaddingElements));
        Assert.AreEqual(5 / 23.0, statistics.PaddingWaste);
    }

    private static Batch Batch(ISampleSource source, Dictionary<string, double> padding, params string[] specs) =>
        new SamplePipeline(source, [], new() { Padding = padding }, PipelineMode.Evaluation, 1, [.. specs.Select(TensorSpec.Parse)]).Read(0)
            .Single();

    private static Tensor<int> Counted(nint[] shape, int from) =>
        Tensor.Create(Enumerable.Range(from, (int)(shape[0] * shape[1] * shape[2])).ToArray(), shape);

    private static Tensor<int> ByHand(Tensor<int> tensor, nint[] shape, int filling)
    {
        var elements = new int[shape[0] * shape[1] * shape[2]];
        var place = 0;
        for (nint a = 0; a < shape[0]; a++)
        {
            for (nint b = 0; b < shape[1]; b++)
            {
                for (nint c = 0; c < shape[2]; c++)
                {
                    var isInside = a < tensor.Lengths[0] && b < tensor.Lengths[1] && c < tensor.Lengths[2];
                    elements[place++] = isInside ? tensor[a, b, c] : filling;
                }
            }
        }

        return Tensor.Create(elements, shape);
    }

    private sealed class ListSource(params Sample[] samples) : ISampleSource
    {
        public int Count => samples.Length;

        public Sample Read(int index) => samples[index];

        public void Dispose()
        {
        }
    }
}
