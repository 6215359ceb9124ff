using Tfaip.Training.Loop;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Loop;

[TestClass]
public sealed class LossWatchTests
{
    [TestMethod]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    public void On_the_cpu_a_loss_is_seen_at_once(double loss)
    {
        using var scope = NewDisposeScope();
        using var watch = new LossWatch(CPU);

        Assert.IsTrue(watch.Take(tensor(1f), 1));
        Assert.IsFalse(watch.Take(tensor(loss, ScalarType.Float32), 2));
        Assert.IsFalse(watch.Take(tensor(float.NaN), 3));

        Assert.AreEqual((2L, loss), watch.Found);
    }

    [TestMethod]
    [DataRow(1, 5)]
    [DataRow(40, 70)]
    [DataRow(64, 64)]
    [DataRow(65, 100)]
    public void On_a_device_the_first_one_is_found_when_it_is_looked_for(int first, int steps)
    {
        using var scope = NewDisposeScope();
        using var watch = new LossWatch(CPU, isDeferred: true);

        for (var step = 1; step <= steps; step++) watch.Take(tensor(step < first ? 1f : float.NaN), step);

        Assert.IsFalse(watch.Look());
        Assert.AreEqual((long)first, watch.Found!.Value.Step);
        Assert.AreEqual(double.NaN, watch.Found.Value.Loss);
    }

    [TestMethod]
    public void Losses_that_are_finite_leave_no_tensor_behind()
    {
        using var watch = new LossWatch(CPU, isDeferred: true);
        using var loss = tensor(1f);
        watch.Take(loss, 1);
        var before = Tensor.TotalCount;

        for (var step = 2; step < 300; step++) Assert.IsTrue(watch.Take(loss, step));

        Assert.IsTrue(watch.Look());
        Assert.AreEqual(before, Tensor.TotalCount);
    }
}
