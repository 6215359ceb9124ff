using System.Buffers.Binary;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators.Idx;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Idx;

[TestClass]
public sealed class IdxParamsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Images_and_labels_are_read(bool isGzip)
    {
        var parameters = new IdxParams
        {
            Images = Write("images", Idx([2, 2, 3], 0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 255), isGzip),
            Labels = Write("labels", Idx([2], 7, 200), isGzip),
        };

        using var source = parameters.Open();

        Assert.AreEqual(2, source.Count);
        var sample = source.Read(1);
        var image = (Tensor<byte>)sample.Inputs["image"];
        CollectionAssert.AreEqual(new nint[] { 2, 3 }, image.Lengths.ToArray());
        CollectionAssert.AreEqual(new byte[] { 10, 11, 12, 13, 14, 255 }, image.ToArray());
        Assert.AreEqual(200L, sample.Targets["label"]);
        Assert.AreEqual("images:1", sample.Source);
    }

    [TestMethod]
    public void Labels_may_be_left_out_and_names_chosen()
    {
        using var source = new IdxParams { Images = Write("images", Idx([1, 1, 1], 9)), Input = "pixels" }.Open();

        Assert.IsTrue(source.Read(0).Inputs.ContainsKey("pixels"));
        Assert.IsEmpty(source.Read(0).Targets);
    }

    [TestMethod]
    public void An_empty_set_has_no_samples()
    {
        using var source = new IdxParams { Images = Write("images", Idx([0, 28, 28])), Labels = Write("labels", Idx([0])) }.Open();

        Assert.AreEqual(0, source.Count);
    }

    [TestMethod]
    public void MNIST_is_read()
    {
        using var source = new IdxParams
        {
            Images = SharedData.PathOf("mnist/t10k-images-idx3-ubyte.gz"),
            Labels = SharedData.PathOf("mnist/t10k-labels-idx1-ubyte.gz"),
        }.Open();

        // The test set's well-known beginning, and its count of every digit.
        Assert.AreEqual(10_000, source.Count);
        var labels = Enumerable.Range(0, source.Count).Select(i => (long)source.Read(i).Targets["label"]).ToList();
        CollectionAssert.AreEqual(new long[] { 7, 2, 1, 0, 4, 1, 4, 9, 5, 9 }, labels.Take(10).ToArray());
        CollectionAssert.AreEqual(
            new[] { 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009 },
            labels.GroupBy(label => label).OrderBy(group => group.Key).Select(group => group.Count()).ToArray());
        Assert.AreEqual("t10k-images-idx3-ubyte.gz:3", source.Read(3).Source);
    }

    [TestMethod]
    public void A_wrong_file_is_refused_with_what_is_wrong()
    {
        var good = Idx([2, 2, 3], new byte[12]);
        AssertWrong([], "it does not begin with the bytes 0 0 of the format, but with ");
        AssertWrong([1, .. good[1..]], "it does not begin with the bytes 0 0 of the format, but with 1 0");
        AssertWrong([0, 0, 0x0D, .. good[3..]], "its elements have the type 0x0D; images have 0x08, unsigned bytes");
        AssertWrong([0, 0, 8, 1, .. good[4..]], "it has 1 axes; images have 3");
        AssertWrong(good[..15], "it ends within its header, after 15 of 16 bytes");
        AssertWrong([.. good[..8], 0xFF, .. good[9..]], "the length of its axis 1 is negative, -16777214");
        AssertWrong(good[..^1], "it has 27 bytes, but its header, 2 x 2 x 3 elements, asks for 28");
        AssertWrong([.. good, 0], "it has 29 bytes, but its header, 2 x 2 x 3 elements, asks for 28");

        // (2^31 - 1)^3 + 16, so that no overflow hides it.
        AssertWrong(
            Idx([int.MaxValue, int.MaxValue, int.MaxValue]),
            "it has 16 bytes, but its header, 2147483647 x 2147483647 x 2147483647 elements, asks for 9903520300447984150353281039");
    }

    [TestMethod]
    public void Files_that_do_not_belong_together_are_refused()
    {
        var images = Write("images", Idx([2, 1, 1], 1, 2));
        var labels = Write("labels", Idx([3], 1, 2, 3));

        var error = Assert.ThrowsExactly<TfaipException>(() => new IdxParams { Images = images, Labels = labels }.Open());

        Assert.AreEqual($"{images} has 2 images, but {labels} has 3 labels; the two files do not belong together.", error.Message);
    }

    private void AssertWrong(byte[] bytes, string expected)
    {
        var path = Write("images", bytes);
        var error = Assert.ThrowsExactly<TfaipException>(() => new IdxParams { Images = path }.Open());
        Assert.AreEqual($"{path} is not a right IDX file: {expected}. Get the file again.", error.Message);
    }

    private string Write(string name, byte[] bytes, bool isGzip = false) => _folder.Write(name, isGzip ? TestFolder.Gzip(bytes) : bytes);

    private static byte[] Idx(int[] shape, params byte[] elements)
    {
        var bytes = new byte[4 + (4 * shape.Length) + elements.Length];
        bytes[2] = 8;
        bytes[3] = (byte)shape.Length;
        for (var i = 0; i < shape.Length; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + (4 * i)), shape[i]);
        elements.CopyTo(bytes, 4 + (4 * shape.Length));
        return bytes;
    }
}
