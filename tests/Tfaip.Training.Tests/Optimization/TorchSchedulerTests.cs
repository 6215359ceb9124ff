using Tfaip.Training.Optimization.Schedules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Optimization;

/// <summary>Schedules against those of TorchSharp, epoch by epoch or step by step.</summary>
[TestClass]
public sealed class TorchSchedulerTests
{
    private const int Epochs = 12;
    private const int StepsPerEpoch = 5;

    [TestMethod]
    public void Schedules_by_epoch_are_those_of_TorchSharp()
    {
        Compare(new StepScheduleParams { EveryEpochs = 4 }, o => optim.lr_scheduler.StepLR(o, 4));
        Compare(new MultiStepScheduleParams { Milestones = [2, 7] }, o => optim.lr_scheduler.MultiStepLR(o, [2, 7]));
        Compare(new ExponentialScheduleParams { Gamma = 0.9 }, o => optim.lr_scheduler.ExponentialLR(o, 0.9));
        Compare(new PolynomialScheduleParams { Power = 1 }, o => optim.lr_scheduler.PolynomialLR(o, Epochs));
        Compare(new LinearScheduleParams { Start = 1.0 / 3, End = 1, OverEpochs = 5 }, o => optim.lr_scheduler.LinearLR(o));
        Compare(new CosineScheduleParams(), o => optim.lr_scheduler.CosineAnnealingLR(o, Epochs));
    }

    [TestMethod]
    public void One_cycle_is_that_of_TorchSharp()
    {
        Compare(
            new OneCycleScheduleParams(),
            o => optim.lr_scheduler.OneCycleLR(o, 1, total_steps: Epochs * StepsPerEpoch, cycle_momentum: false),
            steps: Epochs * StepsPerEpoch);
        Compare(
            new OneCycleScheduleParams { Linear = true, RiseFraction = 0.45, StartDivisor = 10, FinalDivisor = 100 },
            o => optim.lr_scheduler.OneCycleLR(
                o,
                1,
                total_steps: Epochs * StepsPerEpoch,
                pct_start: 0.45,
                anneal_strategy: optim.lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear,
                cycle_momentum: false,
                div_factor: 10,
                final_div_factor: 100),
            steps: Epochs * StepsPerEpoch);
    }

    [TestMethod]
    public void A_plateau_is_that_of_TorchSharp()
    {
        using var parameter = new Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1);
        var theirs = optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.5, patience: 2, threshold: 0.02, cooldown: 2, eps: 0);
        var ours = new PlateauScheduleParams { Gamma = 0.5, Patience = 2, Threshold = 0.02, Cooldown = 2 }.Create(
            new(Epochs, StepsPerEpoch));
        var random = new Random(11);
        for (var i = 0; i < 50; i++)
        {
            var value = Math.Exp(-i / 20.0) + (0.2 * random.NextDouble());
            theirs.step(value);
            ours.Observe(value);
            Assert.AreEqual(optimizer.ParamGroups.First().LearningRate, ours.Factor(new(0, 0)), 1e-12, $"after {i}");
        }

        Assert.IsLessThan(0.5, ours.Factor(new(0, 0)));
    }

    private static void Compare(ScheduleParams ours, Func<optim.Optimizer, optim.lr_scheduler.LRScheduler> theirs, int steps = 0)
    {
        using var parameter = new Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1);
        var scheduler = theirs(optimizer);
        var schedule = ours.Create(new(Epochs, StepsPerEpoch));
        for (var i = 0; i < (steps == 0 ? Epochs : steps); i++)
        {
            var position = steps == 0 ? new SchedulePosition(i, 0) : new(i / StepsPerEpoch, i % StepsPerEpoch);
            Assert.AreEqual(optimizer.ParamGroups.First().LearningRate, schedule.Factor(position), 1e-9, $"{ours} at {i}");
            scheduler.step();
        }
    }
}
