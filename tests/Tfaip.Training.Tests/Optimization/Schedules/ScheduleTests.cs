using Tfaip.Training.Metrics;
using Tfaip.Training.Optimization.Schedules;

namespace Tfaip.Training.Tests.Optimization.Schedules;

/// <summary>Schedules against their formulas, golden values, and closed forms.</summary>
[TestClass]
public sealed class ScheduleTests
{
    private const int StepsPerEpoch = 7;

    private static readonly CosineScheduleParams Tail = new() { Minimum = 0.1, FinalEpochs = 50, Gamma = 0.99, EveryEpochs = 3 };
    private static readonly WarmupParams TenEpochs = new() { RiseEpochs = 10, Start = 0.1, Per = ScheduleUnit.Epoch };

    [TestMethod]
    public void Constant_stays() => Assert.AreEqual(1, Factor(new ConstantScheduleParams(), 3, 12));

    // 0.99 to the number of whole threes of epochs: at epoch 30 ten of them, at epoch 99 thirty-three.
    [TestMethod]
    [DataRow(0, 1e-3)]
    [DataRow(2, 1e-3)]
    [DataRow(3, 9.9e-4)]
    [DataRow(30, 9.04382075e-4)]
    [DataRow(99, 7.17730533e-4)]
    public void Row064_Exponential_falls_by_stairs(int epoch, double expected)
    {
        var schedule = new ExponentialScheduleParams { Gamma = 0.99, EveryEpochs = 3 };

        AssertRelative(expected, 1e-3 * Factor(schedule, 100, epoch), 1e-8);
        AssertRelative(expected, 1e-3 * Factor(schedule, 100, epoch, StepsPerEpoch - 1), 1e-8);
    }

    // The golden values are of a cosine with 3.14159 for π: the formula with that number gives them to their last digit, and the
    // schedule is the formula with π.
    [TestMethod]
    [DataRow(0, 0, 1e-3, 0)]
    [DataRow(0, 0, 9.9e-4, 3)]
    [DataRow(0, 0, 8.51457771e-4, 50)]
    [DataRow(0, 0, 8.42194685e-4, 51)]
    [DataRow(0, 0, 4.27802212e-4, 75)]
    [DataRow(0, 0, 7.24104308e-5, 99)]
    [DataRow(10, 0, 1e-4, 0)]
    [DataRow(10, 0, 5.5e-4, 5)]
    [DataRow(10, 0, 9.1e-4, 9)]
    [DataRow(10, 0, 1e-3, 10)]
    [DataRow(10, 0, 1e-3, 12)]
    [DataRow(10, 0, 9.9e-4, 13)]
    [DataRow(10, 0, 8.77521023e-4, 50)]
    [DataRow(10, 0, 4.45350811e-4, 75)]
    [DataRow(10, 0, 7.53807324e-5, 99)]
    [DataRow(10, 10, 1e-4, 0)]
    [DataRow(10, 10, 1e-3, 10)]
    [DataRow(10, 10, 1e-3, 22)]
    [DataRow(10, 10, 9.9e-4, 23)]
    [DataRow(10, 10, 4.58983067e-4, 75)]
    [DataRow(10, 10, 7.76881481e-5, 99)]
    public void Row064_Cosine_over_the_last_epochs_after_a_warmup(int warmup, int hold, double golden, int epoch)
    {
        var schedule = warmup == 0 ? Tail : Tail with { Warmup = TenEpochs with { HoldEpochs = hold } };

        AssertRelative(golden, Formula(epoch, warmup, hold, 3.14159), 1e-8);
        AssertRelative(Formula(epoch, warmup, hold, Math.PI), 1e-3 * Factor(schedule, 100, epoch), 1e-12);
    }

    // tfaip-style formula over 100 epochs with lr 1e-3: stairs of 0.99 every 3 epochs after the warm-up, a cosine to a tenth over the
    // last 50.
    private static double Formula(int epoch, int warmup, int hold, double pi)
    {
        var rate = epoch < warmup ? 1e-4 + (9e-4 / warmup * epoch) : 1e-3;
        var level = epoch <= warmup + hold ? rate : rate * Math.Pow(0.99, Math.Floor((epoch - warmup - hold) / 3.0));
        return epoch <= 50 ? level : level * (0.1 + (0.9 * (0.5 + (0.5 * Math.Cos((epoch - 50) / 50.0 * pi)))));
    }

    [TestMethod]
    [DataRow(0, 2.5e-6)]
    [DataRow(199, 5e-4)]
    [DataRow(399, 1e-3)]
    [DataRow(1599, 5e-4)]
    public void Row064_Noam_rises_and_falls_with_the_root(int step, double expected)
    {
        var schedule = new NoamScheduleParams { RiseSteps = 400 }.Create(new(20, 100));

        AssertRelative(expected, 1e-3 * schedule.Factor(new(step / 100, step % 100)), 1e-9);
        var byEpochs = new NoamScheduleParams { RiseEpochs = 4 }.Create(new(20, 100));
        AssertRelative(expected, 1e-3 * byEpochs.Factor(new(step / 100, step % 100)), 1e-9);
    }

    [TestMethod]
    public void Row065_The_stairs_before_the_cosine_keep_their_minimum()
    {
        var schedule = Tail with { Gamma = 0.5, EveryEpochs = 1, GammaMinimum = 0.2 };

        Assert.AreEqual(0.5, Factor(schedule, 100, 1), 1e-15);
        for (var epoch = 3; epoch <= 50; epoch++) Assert.AreEqual(0.2, Factor(schedule, 100, epoch), 1e-15);
        Assert.AreEqual(0.2 * (0.1 + 0.45), Factor(schedule, 100, 75), 1e-15);
    }

    [TestMethod]
    public void Row065_A_cosine_longer_than_the_run_is_warned_of_and_falls_over_the_whole_run()
    {
        CollectionAssert.AreEqual(
            (string[])["trainer.schedule.final_epochs is 50, but the schedule has 10 epochs: the cosine falls over all of them."],
            Tail.Warnings(new(10, StepsPerEpoch)).ToArray());
        Assert.IsEmpty(Tail.Warnings(new(50, StepsPerEpoch)));

        var schedule = Tail with { Gamma = 1 };
        for (var epoch = 0; epoch <= 10; epoch++)
            Assert.AreEqual(Factor(new CosineScheduleParams { Minimum = 0.1 }, 10, epoch), Factor(schedule, 10, epoch), 1e-15);
    }

    [TestMethod]
    public void A_warmup_or_a_line_longer_than_the_run_is_warned_of()
    {
        CollectionAssert.AreEqual(
            (string[])[
                "trainer.schedule.warmup takes 11.43 epochs, but the run has 10: the schedule proper never begins.",
                "trainer.schedule.over_epochs is 5, but the schedule has 0.14 epochs: the line does not reach its end.",
            ],
            new LinearScheduleParams { OverEpochs = 5, Warmup = new() { RiseSteps = 80 } }.Warnings(new(10, StepsPerEpoch)).ToArray());
        CollectionAssert.AreEqual(
            (string[])["trainer.schedule.milestones begin with 30, but the schedule has 10 epochs: the learning rate never falls."],
            new MultiStepScheduleParams().Warnings(new(10, StepsPerEpoch)).ToArray());
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

        Assert.AreEqual(expected, Factor(schedule, 100, epoch), 1e-9);
        Assert.AreEqual(expected, Factor(schedule, 100, epoch, StepsPerEpoch - 1), 1e-9);
    }

    [TestMethod]
    public void Cosine_by_step_agrees_at_the_epochs_and_falls_between_them()
    {
        var byStep = new CosineScheduleParams { Per = ScheduleUnit.Step };
        var last = double.PositiveInfinity;
        for (var step = 0; step < 70; step++)
        {
            var factor = Factor(byStep, 10, step / 7, step % 7);
            if (step % 7 == 0) Assert.AreEqual(Factor(new CosineScheduleParams(), 10, step / 7), factor, 1e-15);
            Assert.IsLessThan(last, factor);
            last = factor;
        }
    }

    // More batches than expected, as sequence processors and bucketing can give, never reach into the next epoch.
    [TestMethod]
    public void A_step_beyond_the_expected_ones_counts_as_the_last()
    {
        var schedule = new PolynomialScheduleParams { Per = ScheduleUnit.Step };

        Assert.AreEqual(Factor(schedule, 10, 2, 6), Factor(schedule, 10, 2, 60));
    }

    [TestMethod]
    public void Stairs_lines_and_powers_are_what_they_say()
    {
        for (var epoch = 0; epoch < 20; epoch++)
        {
            Assert.AreEqual(Math.Pow(0.1, epoch / 6), Factor(new StepScheduleParams { EveryEpochs = 6 }, 20, epoch), 1e-15);
            Assert.AreEqual(
                epoch < 3 ? 1 : epoch < 11 ? 0.5 : 0.25,
                Factor(new MultiStepScheduleParams { Milestones = [3, 11], Gamma = 0.5 }, 20, epoch),
                1e-15);
            Assert.AreEqual(
                Math.Pow(0.9, epoch / 4.0),
                Factor(new ExponentialScheduleParams { Gamma = 0.9, EveryEpochs = 4, Staircase = false }, 20, epoch),
                1e-12);
            Assert.AreEqual(
                Math.Max(0.8, Math.Pow(0.9, epoch)),
                Factor(new ExponentialScheduleParams { Gamma = 0.9, Minimum = 0.8 }, 20, epoch),
                1e-12);
            Assert.AreEqual(
                0.2 + (0.8 * Math.Pow(1 - (epoch / 20.0), 2)),
                Factor(new PolynomialScheduleParams { Power = 2, Minimum = 0.2 }, 20, epoch),
                1e-12);
            Assert.AreEqual(
                epoch < 8 ? 0.25 + (0.5 * epoch / 8) : 0.75,
                Factor(new LinearScheduleParams { Start = 0.25, End = 0.75, OverEpochs = 8 }, 20, epoch),
                1e-12);
        }
    }

    [TestMethod]
    public void Cosines_with_restarts_begin_again_where_they_should()
    {
        var schedule = new CosineRestartsScheduleParams { FirstEpochs = 2, Multiplier = 3, Minimum = 0.5 };
        foreach (var (epoch, begin, length) in ((int, int, int)[])[
            (0, 0, 2), (1, 0, 2), (2, 2, 6), (5, 2, 6), (7, 2, 6), (8, 8, 18), (17, 8, 18)
        ])
        {
            Assert.AreEqual(0.5 + (0.25 * (1 + Math.Cos(Math.PI * (epoch - begin) / length))), Factor(schedule, 30, epoch), 1e-12);
        }

        Assert.AreEqual(Factor(schedule with { Multiplier = 1 }, 30, 1), Factor(schedule with { Multiplier = 1 }, 30, 17), 1e-12);
    }

    [TestMethod]
    public void An_offset_holds_the_beginning_and_leaves_the_rest_of_the_run()
    {
        var schedule = new PolynomialScheduleParams
        {
            OffsetEpochs = 4,
            Warmup = new() { RiseEpochs = 2, Start = 0, Per = ScheduleUnit.Epoch }
        };
        double[] expected = [0, 0, 0, 0, 0, 0.5, 1, 0.75, 0.5, 0.25];

        CollectionAssert.AreEqual(expected, Enumerable.Range(0, 10).Select(epoch => Factor(schedule, 10, epoch)).ToArray());
    }

    [TestMethod]
    public void A_warmup_in_steps_rises_by_steps()
    {
        var schedule = new ConstantScheduleParams { Warmup = new() { RiseSteps = 10, Start = 0.5 } };

        for (var step = 0; step < 30; step++)
            Assert.AreEqual(Math.Min(1, 0.5 + (0.05 * step)), Factor(schedule, 10, step / 7, step % 7), 1e-12);
    }

    // With PyTorch's step numbers the turn is at 0.5 · 2 - 1 = 0, where it divides by zero.
    [TestMethod]
    public void One_cycle_whose_first_step_is_the_turn_begins_at_the_top()
    {
        var schedule = new OneCycleScheduleParams { RiseFraction = 0.5, CycleMomentum = true }.Create(new(1, 2));

        Assert.AreEqual(1, schedule.Factor(new(0, 0)));
        Assert.AreEqual(1 / 25e4, schedule.Factor(new(0, 1)), 1e-18);
        Assert.AreEqual(0.85, schedule.Momentum(new(0, 0)));
        Assert.AreEqual(0.95, schedule.Momentum(new(0, 1))!.Value, 1e-15);
    }

    [TestMethod]
    public void A_plateau_lowers_the_learning_rate_after_its_patience()
    {
        var schedule = new PlateauScheduleParams { Gamma = 0.5, Patience = 1, Threshold = 0, Cooldown = 1 }.Create(new(30, StepsPerEpoch));
        (double Value, double Factor)[] course = [
            (5, 1), (4, 1), (4, 1), (6, 0.5), (6, 0.5), (6, 0.5), (6, 0.25), (3, 0.25), (double.NaN, 0.25), (double.NaN, 0.125)
        ];
        foreach (var (value, factor) in course)
        {
            schedule.Observe(value);
            Assert.AreEqual(factor, schedule.Factor(new(0, 0)));
        }
    }

    [TestMethod]
    [DataRow(false, MonitorMode.Min, 8.99, 9.01)]
    [DataRow(true, MonitorMode.Min, 9.89, 9.91)]
    [DataRow(false, MonitorMode.Max, 11.01, 10.99)]
    [DataRow(true, MonitorMode.Max, 10.11, 10.09)]
    public void A_plateau_wants_values_better_by_the_threshold(bool absolute, MonitorMode mode, double better, double same)
    {
        foreach (var (value, factor) in ((double, double)[])[(better, 1), (same, 0.1)])
        {
            var schedule = new PlateauScheduleParams { Patience = 0, Threshold = 0.1, AbsoluteThreshold = absolute }.Create(
                new(30, StepsPerEpoch, mode));
            schedule.Observe(10);
            schedule.Observe(value);
            Assert.AreEqual(factor, schedule.Factor(new(0, 0)));
        }
    }

    [TestMethod]
    public void A_plateau_goes_on_from_its_state()
    {
        var parameters = new PlateauScheduleParams { Patience = 2, Cooldown = 1, Minimum = 0.05 };
        var random = new Random(4);
        var (whole, current) = (parameters.Create(new(30, StepsPerEpoch)), parameters.Create(new(30, StepsPerEpoch)));
        for (var i = 0; i < 60; i++)
        {
            var value = random.NextDouble();
            whole.Observe(value);
            current.Observe(value);
            var restored = parameters.Create(new(30, StepsPerEpoch));
            restored.Restore(current.Save()!.Value);
            current = restored;
            Assert.AreEqual(whole.Factor(new(0, 0)), current.Factor(new(0, 0)));
        }

        Assert.AreEqual(0.05, whole.Factor(new(0, 0)), "60 random values fall often enough to reach the minimum");
    }

    // Where the warm-up is a fraction of an epoch, for all fractions of all lengths.
    [TestMethod]
    public void Stairs_and_restarts_come_at_the_very_step_after_a_warmup_of_a_fraction_of_an_epoch()
    {
        for (var steps = 1; steps <= 60; steps++)
        {
            for (var rise = 0; rise <= steps; rise++)
            {
                foreach (var warmup in (WarmupParams[])[
                    new() { RiseEpochs = (double)rise / steps, Start = 1 }, new() { RiseSteps = rise, Start = 1 }
                ])
                {
                    var stairs = new StepScheduleParams
                    {
                        Per = ScheduleUnit.Step,
                        EveryEpochs = 1,
                        Gamma = 0.5,
                        Warmup = warmup,
                        OffsetEpochs = 1
                    }.Create(new(6, steps));
                    var restarts = new CosineRestartsScheduleParams
                    {
                        Per = ScheduleUnit.Step,
                        FirstEpochs = 1,
                        Warmup = warmup,
                        OffsetEpochs = 1
                    }.Create(new(6, steps));
                    for (var fall = 1; fall <= 3; fall++)
                    {
                        var at = (steps * (fall + 1)) + rise;
                        var (before, now) = (Place(at - 1, steps), Place(at, steps));
                        Assert.AreEqual(
                            (Math.Pow(0.5, fall - 1), Math.Pow(0.5, fall)),
                            (stairs.Factor(before), stairs.Factor(now)),
                            $"{rise} of {steps} steps, fall {fall}");
                        Assert.AreEqual(1, restarts.Factor(now), $"{rise} of {steps} steps, restart {fall}");
                    }
                }
            }
        }

        static SchedulePosition Place(int step, int stepsPerEpoch) => new(step / stepsPerEpoch, step % stepsPerEpoch);
    }

    private static double Factor(ScheduleParams schedule, int epochs, int epoch, int step = 0) =>
        schedule.Create(new(epochs, StepsPerEpoch)).Factor(new(epoch, step));

    private static void AssertRelative(double expected, double actual, double tolerance) =>
        Assert.AreEqual(expected, actual, Math.Abs(expected) * tolerance);
}
