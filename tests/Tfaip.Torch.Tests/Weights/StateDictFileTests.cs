using Tfaip.Parameters;
using Tfaip.Torch.Weights;
using static TorchSharp.torch;

namespace Tfaip.Torch.Tests.Weights;

[TestClass]
public sealed class StateDictFileTests
{
    [TestMethod]
    public void What_TorchSharp_saves_is_read_back()
    {
        using var scope = NewDisposeScope();
        var saved = new Dictionary<string, Tensor>
        {
            ["weight"] = randn(3, 130),
            ["scalar"] = tensor(5L),
            ["empty"] = zeros(0, 4),
            ["mask"] = tensor(new[] { true, false }),
            ["half"] = randn(2).to(ScalarType.Float16),
            [new string('n', 200)] = tensor(new byte[] { 1, 255 }),
        };
        var read = StateDictFile.Read(new MemoryStream(Save(saved)), "w");
        CollectionAssert.AreEqual(saved.Keys, read.Keys.ToArray());
        foreach (var (name, tensor) in saved)
        {
            Assert.AreEqual(tensor.dtype, read[name].dtype);
            CollectionAssert.AreEqual(tensor.shape, read[name].shape);
            CollectionAssert.AreEqual(tensor.bytes.ToArray(), read[name].bytes.ToArray());
            read[name].Dispose();
        }
    }

    [TestMethod]
    [DataRow(new byte[] { }, "it ends within a tensor")]
    [DataRow(new byte[] { 1, 1, (byte)'a', 6, 1, 2, 0, 0, 0, 0 }, "it ends within a tensor")]
    [DataRow(new byte[] { 0, 7 }, "something follows its last tensor")]
    [DataRow(new byte[] { 1, 0 }, "a name in it is said to be 0 bytes long")]
    [DataRow(new byte[] { 1, 1, (byte)'a', 99, 0 }, "'a' has the element type 99, which is none that models have")]
    [DataRow(new byte[] { 1, 1, (byte)'a', 6, 100 }, "'a' is said to have 100 axes")]
    [DataRow(new byte[] { 1, 1, (byte)'a', 0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f }, "it has fewer bytes than the shape of 'a' needs")]
    [DataRow(new byte[] { 1, 1, (byte)'a', 0, 3, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f }, "it has "
        + "fewer bytes than the shape of 'a' needs")]
    [DataRow(new byte[] { 0xff, 0xff, 0xff, 0x7f }, "it is said to have 268435455 tensors; at most 262144 are read")]
    [DataRow(new byte[] { 2, 1, (byte)'a', 0, 0, 1, 1, (byte)'a', 0, 0, 1 }, "it names 'a' twice")]
    [DataRow(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, "a number in it is too long")]
    public void What_is_none_is_refused(byte[] bytes, string why)
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => StateDictFile.Read(new MemoryStream(bytes), "w.dat"));
        Assert.AreEqual($"w.dat: not a file that TorchSharp's Module.save has written: {why}.", error.Message);
    }

    [TestMethod]
    public void Cut_anywhere_it_is_refused_and_no_tensor_stays()
    {
        using var scope = NewDisposeScope();
        var bytes = Save(new() { ["a"] = randn(3, 2), ["b"] = arange(4) });
        var before = Tensor.TotalCount;
        for (var length = 0; length < bytes.Length; length++)
            Assert.ThrowsExactly<TfaipException>(() => StateDictFile.Read(new MemoryStream(bytes[..length]), "w"));
        Assert.AreEqual(before, Tensor.TotalCount);
    }

    private static byte[] Save(Dictionary<string, Tensor> tensors)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) nn.Module.save_state_dict(writer, tensors);
        return stream.ToArray();
    }
}
