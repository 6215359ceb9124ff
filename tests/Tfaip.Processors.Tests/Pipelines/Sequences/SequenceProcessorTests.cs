using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Sequences;

[TestClass]
public sealed class SequenceProcessorTests
{
    [TestMethod]
    public void Repeat_gives_each_sample_so_often()
    {
        CollectionAssert.AreEqual(new long[] { 0, 0, 0, 1, 1, 1 }, Numbers(Run(new RepeatParams { Count = 3 }, Vectors(1, 1))));
        Assert.AreEqual(6, new RepeatParams { Count = 3 }.Create().EstimateCount(2));
    }

    [TestMethod]
    public void Row055_Shuffle_permutes_neighbours_by_its_random_numbers_alone() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 50], Gen.ULong).Sample((count, size, seed) =>
        {
            var samples = Vectors(new int[count]);
            var mixed = Numbers(Run(new ShuffleParams { BufferSize = size }, samples, seed));

            // A sample comes at the earliest when the buffer is full of those up to the one after it.
            return mixed.Order().SequenceEqual(Numbers(samples))
                && mixed.Index().All(item => item.Item <= item.Index + size)
                && mixed.SequenceEqual(Numbers(Run(new ShuffleParams { BufferSize = size }, samples, seed)));
        });

    [TestMethod]
    public void Shuffle_changes_the_order()
    {
        var samples = Vectors(new int[100]);

        var mixed = Numbers(Run(new ShuffleParams { BufferSize = 10 }, samples, seed: 1));

        CollectionAssert.AreNotEqual(Numbers(samples), mixed);
        CollectionAssert.AreNotEqual(mixed, Numbers(Run(new ShuffleParams { BufferSize = 10 }, samples, seed: 2)));
    }

    [TestMethod]
    public void Split_cuts_into_pieces()
    {
        Assert.AreEqual("0,1,2 | 3,4,5 | 6 | 100,101", Texts(Run(new SplitSampleParams { Keys = ["x"], Length = 3 }, Vectors(7, 2))));
        Assert.AreEqual(
            "0,1,2 | 3,4,5", Texts(Run(new SplitSampleParams { Keys = ["x"], Length = 3, DropRemainder = true }, Vectors(7, 2))));
        Assert.AreEqual("0,1,2 | 2,3,4", Texts(Run(new SplitSampleParams { Keys = ["x"], Length = 3, Stride = 2 }, Vectors(5))));
        Assert.AreEqual("0 | 3", Texts(Run(new SplitSampleParams { Keys = ["x"], Length = 1, Stride = 3 }, Vectors(5))));
        var pieces = Run(new SplitSampleParams { Keys = ["x"], Length = 3 }, Vectors(7));
        CollectionAssert.AreEqual(new object[] { 0L, 1L, 2L }, pieces.Select(piece => piece.Meta["piece"]).ToArray());
        CollectionAssert.AreEqual(new long[] { 0, 0, 0 }, Numbers(pieces));
    }

    [TestMethod]
    public void Split_and_concatenate_along_any_axis_are_inverse() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[-3, 2], Gen.Int[1, 5]).Sample((a, b, c, axis, length) =>
        {
            var whole = Tensor.Create(Enumerable.Range(0, a * b * c).ToArray(), [a, b, c]);
            var pieces = Run(new SplitSampleParams { Keys = ["x"], Axis = axis, Length = length }, [new Sample().WithInput("x", whole)]);
            var joined = Run(new ConcatenateParams { Keys = ["x"], Axis = axis, MaxLength = 100 }, pieces).Single().Inputs["x"];

            return ((Tensor<int>)joined).SequenceEqual(whole) && ((Tensor<int>)joined).Lengths.SequenceEqual(whole.Lengths)
                && pieces.All(piece => ((Tensor<int>)piece.Inputs["x"]).Lengths[axis < 0 ? axis + 3 : axis] <= length);
        });

    [TestMethod]
    public void Concatenate_joins_up_to_a_length()
    {
        Assert.AreEqual(
            "0,1,100,101 | 200,201,202,203,204,205 | 300",
            Texts(Run(new ConcatenateParams { Keys = ["x"], MaxLength = 5 }, Vectors(2, 2, 6, 1))));
        Assert.AreEqual("", Texts(Run(new ConcatenateParams { Keys = ["x"] }, [])));
    }

    [TestMethod]
    public void Window_stacks_neighbours()
    {
        Assert.AreEqual("0,100 | 100,200 | 200,300", Texts(Run(new WindowParams { Keys = ["x", "y"], Size = 2 }, Vectors(1, 1, 1, 1))));
        Assert.AreEqual(
            "0,100,200 | 200,300,400", Texts(Run(new WindowParams { Keys = ["x"], Size = 3, Stride = 2 }, Vectors(1, 1, 1, 1, 1, 1))));
        Assert.AreEqual(
            "0 | 300 | 600", Texts(Run(new WindowParams { Keys = ["x"], Size = 1, Stride = 3 }, Vectors(1, 1, 1, 1, 1, 1, 1, 1))));
        var window = Run(new WindowParams { Keys = ["x", "y"], Size = 2 }, Vectors(3, 3))[0];
        CollectionAssert.AreEqual(new nint[] { 2, 3 }, ((Tensor<float>)window.Inputs["x"]).Lengths.ToArray());
        CollectionAssert.AreEqual(new long[] { 0, 1 }, ((Tensor<long>)window.Targets["y"]).ToArray());
    }

    [TestMethod]
    public void Window_estimates_how_many_it_gives() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[1, 6], Gen.Int[1, 6]).Sample((count, size, stride) =>
        {
            var parameters = new WindowParams { Keys = ["x"], Size = size, Stride = stride };
            return parameters.Create().EstimateCount(count) == Run(parameters, Vectors([.. Enumerable.Repeat(1, count)])).Count;
        });

    [TestMethod]
    public void Errors_say_what_does_not_fit()
    {
        AssertError(new SplitSampleParams { Keys = ["z"] }, Vectors(1), "the sample has no input or target 'z'; it has x, y.");
        AssertError(new SplitSampleParams { Keys = ["x"], Axis = 1 }, Vectors(1), "'x' is float32[1]; it must be a tensor with an axis 1.");
        AssertError(new SplitSampleParams { Keys = ["y"] }, Vectors(1), "'y' is an int64 number; it must be a tensor with an axis 0.");
        AssertError(
            new SplitSampleParams { Keys = ["x", "w"] },
            [Vectors(3)[0].WithInput("w", Tensor.Create([4], [1]))],
            "'x' is float32[3], but 'w' is int32[1]: values that are cut in the same places have one length.");
        AssertError(
            new ConcatenateParams { Keys = ["x"] },
            [Vectors(1)[0], Vectors(1)[0].WithInput("x", Tensor.Create([2, 3], [2]))],
            "'x' is float32[1] in list:0, but int32[2] in list:0: samples can be joined where their types, and all axes but one, agree.");
        AssertError(
            new WindowParams { Keys = ["x"] },
            Vectors(1, 2),
            "'x' is float32[2] in list:1, and float32[1] in list:0: a window stacks numbers, or tensors of one shape.");
    }

    private static void AssertError(SequenceProcessorParams parameters, Sample[] samples, string expected) =>
        Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(() => Run(parameters, samples)).Message);

    private static List<Sample> Run(SequenceProcessorParams parameters, IReadOnlyList<Sample> samples, ulong seed = 1) =>
        [.. parameters.Create().Process(samples, new SampleRandom(seed, 0, -1, 0))];

    private static Sample[] Vectors(params int[] lengths)
    {
        var source = new VectorSource(lengths);
        return [.. Enumerable.Range(0, source.Count).Select(source.Read)];
    }

    private static long[] Numbers(IEnumerable<Sample> samples) => [.. samples.Select(sample => (long)sample.Targets["y"])];

    private static string Texts(IEnumerable<Sample> samples) =>
        string.Join(" | ", samples.Select(sample => string.Join(',', (Tensor<float>)sample.Inputs["x"])));
}
