using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Execution;

[TestClass]
public sealed class CollationTests
{
    [TestMethod]
    public void Tensors_are_stacked_along_a_new_first_axis()
    {
        var batch = Collation.Collate(
            [Named("a", Tensor.Create([1, 2, 3], [1, 3])), Named("b", Tensor.Create([4, 5, 6], [1, 3]))], index: 7, withTargets: true);

        var x = (Tensor<int>)batch.Inputs["x"];
        CollectionAssert.AreEqual(new nint[] { 2, 1, 3 }, x.Lengths.ToArray());
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 5, 6 }, x.ToArray());
        Assert.AreEqual(7, batch.Index);
        Assert.AreEqual(2, batch.Count);
        Assert.AreEqual("b", batch.Samples[1].Source);
    }

    [TestMethod]
    public void Numbers_of_every_type_become_one_axis_and_keep_their_type()
    {
        AssertScalars(1f, 2f);
        AssertScalars(1d, 2d);
        AssertScalars((Half)1, (Half)2);
        AssertScalars((byte)1, (byte)2);
        AssertScalars((sbyte)1, (sbyte)-2);
        AssertScalars((short)1, (short)2);
        AssertScalars(1, 2);
        AssertScalars(1L, 2L);
        AssertScalars(true, false);
    }

    [TestMethod]
    public void A_tensor_that_is_a_view_is_stacked_by_its_own_elements()
    {
        var view = Tensor.Create([1, 2, 3, 4, 5, 6], [2, 3]).Slice([0..2, 1..3]);

        var batch = Collation.Collate([Named("a", view)], 0, withTargets: false);

        CollectionAssert.AreEqual(new[] { 2, 3, 5, 6 }, ((Tensor<int>)batch.Inputs["x"]).ToArray());
    }

    [TestMethod]
    public void Strings_and_bytes_stay_with_the_samples()
    {
        var sample = Named("a", 1f).WithInput("path", "x.png").WithInput("bytes", new byte[] { 1 }).WithTarget("text", "hallo");

        var batch = Collation.Collate([sample], 0, withTargets: true);

        CollectionAssert.AreEqual(new[] { "x" }, batch.Inputs.Keys.ToArray());
        Assert.IsEmpty(batch.Targets);
        Assert.AreSame(sample, batch.Samples[0]);
    }

    [TestMethod]
    public void Targets_are_left_out_where_nobody_asks_for_them() =>
        Assert.IsEmpty(Collation.Collate([Named("a", 1f).WithTarget("y", 1L)], 0, withTargets: false).Targets);

    [TestMethod]
    public void Samples_that_do_not_agree_are_named()
    {
        const string Advice = ": the samples of a batch must agree. Bring them to one type and shape with a "
            + "processor, or set batch_size to 1.";
        AssertError(
            [Named("a", Vector(2)), Named("b", Vector(2)), Named("c", Vector(3))],
            "The input 'x' of c is float32[3], that of a is float32[2]" + Advice);
        AssertError(
            [Named("a", Vector(2)), Named("b", Tensor.Create(new double[2], [2]))],
            "The input 'x' of b is float64[2], that of a is float32[2]" + Advice);
        AssertError([Named("a", Vector(1)), Named("b", 1f)], "The input 'x' of b is a float32 number, that of a is float32[1]" + Advice);
        AssertError([Named("a", 1L), Named("b", "1")], "The input 'x' of b is a string, that of a is an int64 number" + Advice);
        AssertError([Named("a", "1"), Named("b", 1L)], "The input 'x' of b is an int64 number, that of a is a string" + Advice);
        AssertError(
            [Named("a", 1f).WithTarget("y", 1L), Named("b", 1f).WithTarget("y", 1f)],
            "The target 'y' of b is a float32 number, that of a is an int64 number" + Advice);
    }

    [TestMethod]
    public void Missing_values_and_other_types_are_named()
    {
        AssertError([Named("a", 1f).WithInput("z", 1f), Named("b", 1f)], "b has no input 'z', but a of the same batch has one.");
        AssertError([Named("a", 1f), Named("b", 1f).WithInput("z", 1f)], "a has no input 'z', but b of the same batch has one.");
        AssertError([Named("a", 1f).WithTarget("y", 1L), Named("b", 1f)], "b has no target 'y', but a of the same batch has one.");
        AssertError(
            [Named("a", new float[2])],
            "The input 'x' of a is an object of type Single[], which cannot be stacked into a batch; it must be a tensor or a number of "
            + "one of the types float32, float64, float16, uint8, int8, int16, int32, int64, bool.");
    }

    [TestMethod]
    public void Split_is_the_way_back() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 2]).Sample((count, height, width, rank) =>
        {
            nint[] shape = [height, width];
            var random = new Random(count);
            var tensors = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, rank == 0 ? 1 : shape.Take(rank)
                .Aggregate(1, (a, b) => a * (int)b)).Select(_ => random.NextDouble()).ToArray()).ToArray();
            var samples = tensors.Select(elements => Named("a", rank == 0 ? elements[0] : Tensor.Create(elements, shape.AsSpan(0, rank))))
                .ToArray();

            var parts = Collation.Split(Collation.Collate(samples, 0, withTargets: false).Inputs, count);

            return parts.Count == count && Enumerable.Range(0, count).All(i => rank == 0
                ? parts[i]["x"].Equals(tensors[i][0])
                : parts[i]["x"] is Tensor<double> part && part.Lengths.SequenceEqual(shape.AsSpan(0, rank))
                    && part.SequenceEqual(tensors[i]));
        });

    [TestMethod]
    public void Split_refuses_what_is_not_a_batch()
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => Collation.Split(new Dictionary<string, object> { ["y"] = Vector(3) }, 4));
        Assert.AreEqual(
            "The output 'y' has the shape [3], but the batch has 4 samples: the first axis must be the batch axis.", error.Message);

        error = Assert.ThrowsExactly<TfaipException>(() => Collation.Split(new Dictionary<string, object> { ["y"] = 1f }, 1));
        Assert.AreEqual("The output 'y' is a float32 number; a batch has tensors, with the batch axis first.", error.Message);
    }

    private static void AssertScalars<T>(T first, T second)
        where T : notnull
    {
        var stacked = (Tensor<T>)Collation.Collate([Named("a", first), Named("b", second)], 0, withTargets: false).Inputs["x"];

        CollectionAssert.AreEqual(new nint[] { 2 }, stacked.Lengths.ToArray());
        CollectionAssert.AreEqual(new[] { first, second }, stacked.ToArray());
    }

    private static void AssertError(Sample[] samples, string expected) =>
        Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(() => Collation.Collate(samples, 0, withTargets: true)).Message);

    private static Sample Named(string source, object x) => new Sample().WithInput("x", x).WithMeta(Sample.SourceKey, source);

    private static Tensor<float> Vector(int length) => Tensor.Create(new float[length], [length]);
}
