using Tfaip.Training.Reporting;
using Tfaip.Training.Reporting.Html;

namespace Tfaip.Training.Tests.Reporting.Html;

[TestClass]
public sealed class EpochAxisTests
{
    // Epochs of 10, 8 and 12 steps, and 3 of the fourth, which would have about 10; within the second one there was an evaluation.
    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(5, 0.5)]
    [DataRow(10, 1)]
    [DataRow(14, 1.5)]
    [DataRow(18, 2)]
    [DataRow(30, 3)]
    [DataRow(33, 3.3)]
    public void Epochs_end_where_they_ended(int step, double expected)
    {
        LoggedValue[] logged = [
            Training(1, 10), Training(2, 14), Training(2, 18), new(3, 30, "evaluation", "loss", 0), Training(3, 30), Training(4, 33)
        ];

        Assert.AreEqual(expected, new EpochAxis(logged, epochs: 3, stepsPerEpoch: 10).PlaceOf(step), 1e-12);
    }

    [TestMethod]
    public void Without_values_epochs_have_the_steps_that_are_expected() => Assert.AreEqual(2.5, new EpochAxis([], 3, 10).PlaceOf(25));

    private static LoggedValue Training(int epoch, long step) => new(epoch, step, "training", "loss", 0);
}
