using Tfaip.Training.Callbacks;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Callbacks;

[TestClass]
public sealed class EarlyStoppingTests
{
    private static readonly Model.Monitor Accuracy = Model.Monitor.Max("accuracy");
    private static readonly Model.Monitor Loss = Model.Monitor.Min("loss");

    [TestMethod]
    public void Patience_counts_from_the_last_improvement()
    {
        var parameters = new EarlyStoppingParams { Patience = 2 };

        Assert.AreEqual(6, StopsAfter(parameters, Accuracy, [0.1, 0.1, 0.2, 0.3, 0.3, 0.2, 0.9]));
        Assert.AreEqual(4, StopsAfter(parameters, Loss, [2, 1, 1, 1, 0.5]));
        Assert.IsNull(StopsAfter(parameters, Accuracy, [0.1, 0.1, 0.2, 0.2, 0.3, 0.3]));
    }

    [TestMethod]
    public void An_improvement_is_more_than_min_delta()
    {
        var parameters = new EarlyStoppingParams { Patience = 2, MinDelta = 0.25 };

        // 0.25 more is not enough; the sum of small steps is, as the best stays what it was.
        Assert.AreEqual(3, StopsAfter(parameters, Accuracy, [0.25, 0.5, 0.5, 0.5]));
        Assert.IsNull(StopsAfter(parameters, Accuracy, [0.25, 0.375, 0.625, 0.625]));
        Assert.AreEqual(3, StopsAfter(parameters, Loss, [1, 0.75, 0.75]));
        Assert.IsNull(StopsAfter(parameters, Loss, [1, 0.75, 0.625, 0.625]));
    }

    [TestMethod]
    public void What_is_not_a_number_is_no_improvement()
    {
        Assert.AreEqual(2, StopsAfter(new() { Patience = 2 }, Loss, [double.NaN, double.NaN, 1]));
        Assert.IsNull(StopsAfter(new() { Patience = 2 }, Loss, [double.NaN, 1, double.NaN]));
    }

    [TestMethod]
    public void Without_patience_and_target_nothing_stops()
    {
        Assert.IsNull(StopsAfter(new(), Loss, [1, 1, 1, 1, 1, 1, 1]));
    }

    [TestMethod]
    public void The_reasons_say_what_was_measured_and_what_was_asked_for()
    {
        Assert.AreEqual(
            "accuracy is 0.96, and trainer.early_stopping.target is 0.95", Reason(new() { Target = 0.95 }, Accuracy, [0.5, 0.96]));
        Assert.AreEqual(
            "loss was not better than 0.25 in 3 measurements (trainer.early_stopping.patience)",
            Reason(new() { Patience = 3 }, Loss, [0.25, 0.5, 0.5, 0.5]));
        Assert.AreEqual(
            "loss was not better than 0.25 by more than 0.1 (min_delta) in 2 measurements (trainer.early_stopping.patience)",
            Reason(new() { Patience = 2, MinDelta = 0.1 }, Loss, [0.25, 0.2, 0.16]));
        Assert.AreEqual(
            "loss was not a number in 1 measurement (trainer.early_stopping.patience)", Reason(new() { Patience = 1 }, Loss, [double.NaN]));
    }

    [TestMethod]
    public void The_state_goes_on()
    {
        double[] values = [0.5, 0.4, 0.6, 0.6, 0.5, 0.6, 0.1];
        var parameters = new EarlyStoppingParams { Patience = 4, CountEvery = 1 };
        Assert.AreEqual(7, StopsAfter(parameters, Accuracy, values));
        for (var cut = 0; cut < values.Length; cut++)
        {
            var first = new EarlyStopping(parameters);
            foreach (var value in values[..cut]) first.Hear(Measured(Accuracy, value));
            var second = new EarlyStopping(parameters);
            second.Restore(first.Save());
            var run = new FakeControl();
            var stop = cut + values[cut..].Index()
                .First(entry => { second.On(Measured(Accuracy, entry.Item), run); return run.Reasons.Count > 0; }).Index + 1;
            Assert.AreEqual(7, stop, $"cut after {cut}");
        }
    }

    // The five cases of tfaip's own tests with their n_to_go as patience + 1; no value ever improves.
    [TestMethod]
    public void Row071_Only_every_second_measurement_counts() =>
        Assert.AreEqual(4, StopsAfter(new() { Patience = 2, CountEvery = 2 }, Accuracy, Same(0.4, 10)));

    [TestMethod]
    public void Row071_A_good_enough_value_stops_at_once() =>
        Assert.AreEqual(3, StopsAfter(new() { Target = 0.5 }, Accuracy, [0.3, 0.4, 0.5, 0.6, 0.7]));

    [TestMethod]
    public void Row071_Patience_is_up_after_so_many_measurements() =>
        Assert.AreEqual(4, StopsAfter(new() { Patience = 3 }, Accuracy, Same(0.4, 10)));

    [TestMethod]
    public void Row071_Nothing_counts_below_a_value_that_is_not_reached() =>
        Assert.IsNull(StopsAfter(new() { Patience = 1, CountFrom = 0.5, Target = 0.9 }, Accuracy, Same(0.4, 5)));

    [TestMethod]
    public void Row071_All_counts_from_a_value_that_is_reached() =>
        Assert.AreEqual(2, StopsAfter(new() { Patience = 1, CountFrom = 0.1, Target = 0.9 }, Accuracy, Same(0.4, 5)));

    [TestMethod]
    [DataRow(0.5, 2)]
    [DataRow(0.6, 3)]
    [DataRow(0.7, null)]
    public void Row072_A_maximum_stops_at_its_target(double target, int? expected) =>
        Assert.AreEqual(expected, StopsAfter(new() { Target = target }, Accuracy, [0.1, 0.5, 0.6]));

    [TestMethod]
    [DataRow(0.5, 2)]
    [DataRow(0.2, 3)]
    [DataRow(0.1, null)]
    public void Row072_A_minimum_stops_at_its_target(double target, int? expected) =>
        Assert.AreEqual(expected, StopsAfter(new() { Target = target }, Loss, [0.9, 0.5, 0.2]));

    [TestMethod]
    public void Nothing_counts_for_a_minimum_above_a_value()
    {
        var parameters = new EarlyStoppingParams { Patience = 2, CountFrom = 1 };

        Assert.AreEqual(7, StopsAfter(parameters, Loss, [5, 5, 5, 5, 1, 1, 1]));
    }

    private static double[] Same(double value, int count) => [.. Enumerable.Repeat(value, count)];

    private static int? StopsAfter(EarlyStoppingParams parameters, Model.Monitor monitor, double[] values) =>
        Feed(parameters, monitor, values, out _);

    private static string Reason(EarlyStoppingParams parameters, Model.Monitor monitor, double[] values)
    {
        Feed(parameters, monitor, values, out var reason);
        return reason!;
    }

    private static int? Feed(EarlyStoppingParams parameters, Model.Monitor monitor, double[] values, out string? reason)
    {
        var stopping = new EarlyStopping(parameters);
        var run = new FakeControl();
        foreach (var (index, value) in values.Index())
        {
            stopping.On(Measured(monitor, value), run);
            if (run.Reasons.Count == 0) continue;
            reason = run.Reasons[0];
            return index + 1;
        }

        reason = null;
        return null;
    }

    private static MonitorUpdated Measured(Model.Monitor monitor, double value) =>
        new(1, 1, monitor, value, false, new Dictionary<string, double>());
}
