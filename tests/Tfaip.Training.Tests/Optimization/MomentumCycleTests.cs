using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Parameters;
using Tfaip.Training.Optimization.Schedules;
using Tfaip.Training.Tests.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Optimization;

/// <summary>
/// The momentum of the schedule one_cycle against PyTorch's OneCycleLR. The golden values were printed by PyTorch 1.13.1 (float64), with
/// <code>
/// p = torch.nn.Parameter(torch.tensor([1.0, -2.0], dtype=torch.float64))
/// optimizer = ADAM_OR_OTHER([p], lr=0.1, ...)
/// scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=20)   # cycle_momentum=True is the default
/// for i in range(20):
///     p.grad = torch.tensor([0.5 - 0.1*i, 0.2 + 0.03*i*i - 0.01*i**3], dtype=torch.float64)
///     optimizer.step()   # param_groups[0]: lr, momentum or betas[0] of this step
///     if i &lt; 19: scheduler.step()
/// </code>
/// </summary>
[TestClass]
public sealed class MomentumCycleTests
{
    private const int Epochs = 5;
    private const int StepsPerEpoch = 4;

    private static readonly OneCycleScheduleParams Cycle = new() { CycleMomentum = true };

    private static readonly double[] OnCosines =
    [
        0.95, 0.9404508497187474, 0.9154508497187474, 0.8845491502812526, 0.8595491502812526, 0.85, 0.8512536043909088, 0.854951556604879,
        0.8609084258765984, 0.8688255099070633, 0.878305813044122, 0.8888739533021842, 0.8999999999999999, 0.9111260466978157,
        0.9216941869558779,
        0.9311744900929366, 0.9390915741234015, 0.945048443395121, 0.9487463956090911, 0.95,
    ];

    // anneal_strategy='linear', pct_start=0.45, base_momentum=0.6, max_momentum=0.9
    private static readonly double[] OnLines =
    [
        0.9, 0.8625, 0.825, 0.7875, 0.75, 0.7125, 0.675, 0.6375, 0.6, 0.6272727272727272, 0.6545454545454545, 0.6818181818181818,
        0.7090909090909091, 0.7363636363636363, 0.7636363636363637, 0.7909090909090909, 0.8181818181818182, 0.8454545454545455,
        0.8727272727272728, 0.9,
    ];

    // The weights after the 1st, the 10th and the 20th step.
    private static readonly (OptimizerParams Ours, double[] Golden)[] Weights =
    [
        (new SgdParams
        {
            Momentum = 0.5
        }, [0.998, -2.0008, 0.591753824754609, -0.7099111861639739, 1.1816004803071403, 10.880418682563517]),
        (new SgdParams
        {
            Momentum = 0.5,
            Nesterov = true
        }, [0.9961, -2.00156, 0.6928786425417022, 0.012089404983477211, 1.433269737568712, 14.69395615615456]),
        (new SgdParams(), [0.998, -2.0008, 0.591753824754609, -0.7099111861639739, 1.1816004803071403, 10.880418682563517]),
        (new AdamParams(), [0.99600000008, -2.0039999998, 0.8478118274768297, -1.8854758791715351, 1.0728021062495412, -1.60311471204426]),
        (new AdamWParams(), [0.99596000008, -2.0039199998, 0.841971145164379, -1.871503603001618, 1.0643291211525008, -1.5841215672651763]),
        (new AdamaxParams(), [
            0.99600000008, -2.0039999998, 0.8890763008067915, -2.0205195210379445, 1.0155552850876302, -1.9081128612664524
        ]),
        (new RAdamParams(), [0.998, -2.0008, 0.9524860148644149, -2.0189382316698636, 0.9667327626876253, -2.0014359997546043]),
        (new RmspropParams(), [
            0.9600000079999984, -2.03999998000001, -6.238647231148529, -4.47691681382107, -1.932172766703742, 5.195680036330385
        ]),
    ];

    // What PyTorch has not, or 1.13.1 has wrong (its NAdam multiplies by the momentum of the step twice): formulas, with the beta1 of
    // each step.
    private static readonly (OptimizerParams Ours, Func<double, double, ReferenceOptimizers.Rule> Rule)[] Papers =
    [
        (new AdamParams(), (lr, b1) => ReferenceOptimizers.Adam(lr, b1, 0.999, 1e-8)),
        (new NAdamParams(), (lr, b1) => ReferenceOptimizers.NAdam(lr, b1, 0.999, 1e-8, 4e-3)),
        (new AdaBeliefParams(), (lr, b1) => ReferenceOptimizers.AdaBelief(lr, b1, 0.999, 1e-16, true)),
        (new LambParams { WeightDecay = 0.01 }, (lr, b1) => ReferenceOptimizers.Lamb(lr, b1, 0.999, 1e-6, 0.01)),
        (new LionParams(), (lr, b1) => ReferenceOptimizers.Lion(lr, b1, 0.99)),
    ];

    [TestMethod]
    public void The_momentum_is_that_of_PyTorch()
    {
        AssertMomentum(OnCosines, Cycle);
        AssertMomentum(OnLines, Cycle with { Linear = true, RiseFraction = 0.45, BaseMomentum = 0.6, MaxMomentum = 0.9 });
    }

    [TestMethod]
    public void The_momentum_is_that_of_TorchSharp()
    {
        using var parameter = new Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1, momentum: 0.5);
        var theirs = optim.lr_scheduler.OneCycleLR(optimizer, 1, total_steps: Epochs * StepsPerEpoch);
        var group = (SGD.ParamGroup)optimizer.ParamGroups.First();
        foreach (var expected in OnCosines)
        {
            Assert.AreEqual(expected, group.Options.momentum!.Value, 1e-12);
            theirs.step();
        }
    }

    [TestMethod]
    public void Without_cycle_momentum_and_in_other_schedules_the_optimizers_own_holds()
    {
        foreach (var schedule in (ScheduleParams[])[
                new OneCycleScheduleParams(), new ConstantScheduleParams(), new PlateauScheduleParams()
        ])
            Assert.IsNull(schedule.Create(new(Epochs, StepsPerEpoch)).Momentum(new(2, 1)));
    }

    [TestMethod]
    public void The_momentum_waits_for_warmup_and_offset_as_the_learning_rate_does()
    {
        var schedule = (Cycle with { OffsetEpochs = 2, Warmup = new() { RiseSteps = 4 } }).Create(new(Epochs + 3, StepsPerEpoch));
        for (var i = 0; i < 12; i++) Assert.AreEqual(0.95, schedule.Momentum(new(i / 4, i % 4)));
        for (var i = 0; i < OnCosines.Length; i++) Assert.AreEqual(OnCosines[i], schedule.Momentum(new(3 + (i / 4), i % 4))!.Value, 1e-12);
    }

    [TestMethod]
    public void Each_optimizer_moves_as_PyTorchs_with_a_momentum_that_changes()
    {
        foreach (var (parameters, golden) in Weights)
        {
            var actual = new List<double>();
            Train(parameters.WithMomentum(Cycle.MaxMomentum)!, (step, weights) =>
            {
                if (step is 0 or 9 or 19) actual.AddRange(weights);
            });
            foreach (var (expected, value) in golden.Zip(actual)) Assert.AreEqual(expected, value, 1e-12, $"{parameters}");
            Assert.HasCount(golden.Length, actual);
        }
    }

    [TestMethod]
    public void The_others_move_by_its_formula_with_a_beta1_that_changes()
    {
        var schedule = Cycle.Create(new(Epochs, StepsPerEpoch));
        foreach (var (parameters, rule) in Papers)
        {
            var (expected, memory, all) = ((double[])[1, -2], Enumerable.Range(0, 3).Select(_ => new double[2]).ToArray(), (double[])[1]);
            Train(parameters, (step, weights) =>
            {
                rule(RateOf(schedule, step), OnCosines[step])(expected, GradientOf(step), step + 1, memory, all);
                foreach (var (theirs, ours) in expected.Zip(weights)) Assert.AreEqual(theirs, ours, 1e-12, $"{parameters} step {step}");
            });
        }
    }

    // The kernel for float32 on the CPU is another path than tensor operations for float64.
    [TestMethod]
    public void Adam_in_one_pass_has_the_beta1_of_the_step()
    {
        var golden = Weights.Single(pair => pair.Ours is AdamParams).Golden;
        Train(new AdamParams(), ScalarType.Float32, (step, weights) =>
        {
            if (step != 19) return;
            Assert.AreEqual(golden[4], weights[0], 1e-6);
            Assert.AreEqual(golden[5], weights[1], 1e-6);
        });
    }

    [TestMethod]
    public void An_optimizer_without_a_momentum_is_refused_where_the_cycle_is_asked_for()
    {
        AssertError(
            """
            config.yaml:4:47: trainer.schedule.cycle_momentum: adagrad has no momentum that could cycle. Leave cycle_momentum out, or choose an optimizer that has one: sgd, rmsprop, lion, or one of Adam's family, where it is beta1.
            """,
            """
            scenario: Toy.csproj
            trainer:
              optimizer: adagrad
              schedule: {type: one_cycle, cycle_momentum: true}
            """);
    }

    [TestMethod]
    public void Momenta_the_wrong_way_round_are_refused()
    {
        AssertError(
            """
            config.yaml:3:68: trainer.schedule.base_momentum: 0.95 is above max_momentum, 0.85: the momentum is lowest where the learning rate is highest. Exchange the two.
            """,
            """
            scenario: Toy.csproj
            trainer:
              schedule: {type: one_cycle, cycle_momentum: true, base_momentum: 0.95, max_momentum: 0.85}
            """);
    }

    [TestMethod]
    public void Momenta_without_a_cycle_are_warned_of()
    {
        CollectionAssert.AreEqual(
            (string[])["trainer.schedule.base_momentum and max_momentum change nothing without cycle_momentum: true."],
            new OneCycleScheduleParams { BaseMomentum = 0.8 }.Warnings(new(Epochs, StepsPerEpoch)).ToArray());
        Assert.IsEmpty(new OneCycleScheduleParams().Warnings(new(Epochs, StepsPerEpoch)));
        Assert.IsEmpty((Cycle with { BaseMomentum = 0.8 }).Warnings(new(Epochs, StepsPerEpoch)));
    }

    private static void AssertMomentum(double[] golden, OneCycleScheduleParams parameters)
    {
        var schedule = parameters.Create(new(Epochs, StepsPerEpoch));
        for (var i = 0; i < golden.Length; i++)
            Assert.AreEqual(golden[i], schedule.Momentum(new(i / StepsPerEpoch, i % StepsPerEpoch))!.Value, 1e-12, $"step {i}");
    }

    private static void AssertError(string expected, string config)
    {
        var definition = new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData)]);
        var error = Assert.ThrowsExactly<ConfigurationException>(() => definition.Bind(YamlReader.Read(config, "config.yaml")));
        Assert.AreEqual(expected, error.Message);
    }

    private static double RateOf(Schedule schedule, int step) => 0.1 * schedule.Factor(new(step / StepsPerEpoch, step % StepsPerEpoch));

    private static double[] GradientOf(int step) => [0.5 - (0.1 * step), 0.2 + (0.03 * step * step) - (0.01 * step * step * step)];

    private static void Train(OptimizerParams parameters, Action<int, double[]> after) => Train(parameters, ScalarType.Float64, after);

    private static void Train(OptimizerParams parameters, ScalarType type, Action<int, double[]> after)
    {
        using var scope = NewDisposeScope();
        using var module = Linear(2, 1, hasBias: false, dtype: type);
        using (no_grad()) module.weight.copy_(tensor((double[])[1, -2]).view(1, 2));
        using var set = new ParameterSet(module);
        using var optimizer = parameters.Create(set);
        var schedule = Cycle.Create(new(Epochs, StepsPerEpoch));
        var slot = set.Groups[0].Slots[0];
        for (var step = 0; step < Epochs * StepsPerEpoch; step++)
        {
            using (no_grad()) slot.ViewOf(set.Groups[0].Gradients).copy_(tensor(GradientOf(step)).view(1, 2));
            optimizer.Step(RateOf(schedule, step), schedule.Momentum(new(step / StepsPerEpoch, step % StepsPerEpoch)));
            after(step, slot.Parameter.detach().to(ScalarType.Float64).flatten().data<double>().ToArray());
        }
    }
}
