using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Scenarios;

[TestClass]
public sealed class TrainingProgressTests
{
    // Four epochs of 10 steps as expected; then of 8, or of 15, where batches depend on the samples: what is over of the run is never that
    // of another epoch.
    [TestMethod]
    [DataRow(0, 0, 0)]
    [DataRow(0, 5, 0.125)]
    [DataRow(2, 20, 0.5)]
    [DataRow(3, 40, 1)]
    [DataRow(1, 8, 0.25)]
    [DataRow(2, 16, 0.5)]
    [DataRow(0, 15, 0.25)]
    [DataRow(3, 60, 1)]
    public void The_part_that_is_over_is_that_of_the_epoch(int epoch, int step, double expected) =>
        Assert.AreEqual(expected, new TrainingProgress(epoch, step, 4, 10).Fraction, 1e-12);
}
