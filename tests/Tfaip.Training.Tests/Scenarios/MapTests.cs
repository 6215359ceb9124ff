using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Scenarios;

[TestClass]
public sealed class MapTests
{
    [TestMethod]
    public void Tensors_keep_their_order_and_a_missing_one_is_named()
    {
        using var scope = NewDisposeScope();
        var map = new TensorMap { ["z"] = zeros(1), ["a"] = ones(1) };

        CollectionAssert.AreEqual((string[])["z", "a"], map.Keys.ToArray());
        Assert.AreEqual(
            "There is no tensor 'image'; there are: z, a.", Assert.ThrowsExactly<KeyNotFoundException>(() => map["image"]).Message);
        Assert.AreEqual(
            "There is no tensor 'image'; there are: none.",
            Assert.ThrowsExactly<KeyNotFoundException>(() => new TensorMap()["image"]).Message);
    }

    [TestMethod]
    public void The_total_is_the_sum_of_weighted_means()
    {
        using var scope = NewDisposeScope();
        var losses = new LossMap { { "a", tensor(2f) }, { "b", tensor((float[])[1, 2, 6]), 0.5 } };

        Assert.AreEqual(2 + (0.5 * 3), losses.Total().item<float>());
        CollectionAssert.AreEqual((float[])[2, 3], losses.Select(loss => loss.Mean.item<float>()).ToArray());
        Assert.ThrowsExactly<ArgumentException>(() => losses.Add("a", tensor(1f)));
        Assert.AreEqual(
            "The model's Loss gave no loss; add at least one.",
            Assert.ThrowsExactly<InvalidOperationException>(() => new LossMap().Total()).Message);
    }

    [TestMethod]
    public void A_monitor_prefers_its_direction_and_the_earlier_of_equals()
    {
        var (max, min) = (Model.Monitor.Max("accuracy"), Model.Monitor.Min("loss"));

        Assert.IsTrue(max.IsBetter(0.5, null) && max.IsBetter(0.6, 0.5) && min.IsBetter(0.4, 0.5));
        Assert.IsFalse(max.IsBetter(0.5, 0.5) || max.IsBetter(0.4, 0.5) || min.IsBetter(0.5, 0.5) || min.IsBetter(0.6, 0.5));
        Assert.IsFalse(max.IsBetter(double.NaN, null) || min.IsBetter(double.NaN, 1));
    }
}
