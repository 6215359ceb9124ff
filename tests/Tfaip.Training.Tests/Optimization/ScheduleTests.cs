using Tfaip.Training.Optimization;

namespace Tfaip.Training.Tests.Optimization;

[TestClass]
public sealed class ScheduleTests
{
    [TestMethod]
    public void Constant_stays() => Assert.AreEqual(1, new ConstantScheduleParams().Factor(12345, 10, 3));

    // 0.99 to the number of whole threes of epochs: at epoch 30 ten of them, at epoch 99 thirty-three.
    [TestMethod]
    [DataRow(0, 1e-3)]
    [DataRow(2, 1e-3)]
    [DataRow(3, 9.9e-4)]
    [DataRow(30, 9.04382075e-4)]
    [DataRow(99, 7.17730533e-4)]
    public void Exponential_falls_by_stairs(int epoch, double expected)
    {
        var schedule = new ExponentialScheduleParams { Gamma = 0.99, EveryEpochs = 3 };

        Assert.AreEqual(expected, 1e-3 * schedule.Factor(epoch * 7L, 7, 100), 1e-12);
        Assert.AreEqual(expected, 1e-3 * schedule.Factor((epoch * 7L) + 6, 7, 100), 1e-12);
    }

    [TestMethod]
    [DataRow(0, 1.0)]
    [DataRow(25, 0.1 + (0.9 * 0.85355339059))]
    [DataRow(50, 0.55)]
    [DataRow(75, 0.1 + (0.9 * 0.14644660941))]
    [DataRow(100, 0.1)]
    [DataRow(101, 0.1)]
    public void Cosine_falls_on_half_a_wave(int epoch, double expected)
    {
        var schedule = new CosineScheduleParams { Minimum = 0.1 };

        Assert.AreEqual(expected, schedule.Factor(epoch * 7L, 7, 100), 1e-9);
        Assert.AreEqual(expected, schedule.Factor((epoch * 7L) + 6, 7, 100), 1e-9);
    }

    [TestMethod]
    public void Cosine_by_step_agrees_at_the_epochs_and_falls_between_them()
    {
        var (byEpoch, byStep) = (new CosineScheduleParams(), new CosineScheduleParams { Per = ScheduleUnit.Step });
        for (var step = 0; step < 70; step++)
        {
            if (step % 7 == 0) Assert.AreEqual(byEpoch.Factor(step, 7, 10), byStep.Factor(step, 7, 10), 1e-15);
            Assert.IsLessThan(byStep.Factor(step, 7, 10), byStep.Factor(step + 1, 7, 10));
        }
    }
}
