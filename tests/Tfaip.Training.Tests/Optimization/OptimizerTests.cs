using Tfaip.Training.Optimization.Groups;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Parameters;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Optimization;

/// <summary>
/// Optimizers against TorchSharp's own, step by step over the same gradients. Its RAdam multiplies by the learning rate twice, and some it
/// has not; for these there are the formulas of <see cref="ClosedFormTests"/> alone.
/// </summary>
[TestClass]
public sealed class OptimizerTests
{
    private static readonly (OptimizerParams Ours, Func<IEnumerable<Parameter>, optim.Optimizer> Theirs)[] Pairs =
    [
        (new AdamParams(), p => optim.Adam(p, 1e-3)),
        (new AdamParams { LearningRate = 0.02, Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-3 }, p => optim.Adam(p, 0.02, 0.8, 0.95, 1e-3)),
        (new AdamParams { WeightDecay = 0.1 }, p => optim.Adam(p, 1e-3, weight_decay: 0.1)),
        (new AdamParams { WeightDecay = 0.1, DecoupledWeightDecay = true }, p => optim.AdamW(p, 1e-3, weight_decay: 0.1)),
        (new SgdParams { LearningRate = 0.05 }, p => optim.SGD(p, 0.05)),
        (new SgdParams { LearningRate = 0.05, Momentum = 0.9 }, p => optim.SGD(p, 0.05, momentum: 0.9)),
        (new SgdParams { LearningRate = 0.05, Momentum = 0.9, Nesterov = true, WeightDecay = 0.01 }, p =>
            optim.SGD(p, 0.05, momentum: 0.9, nesterov: true, weight_decay: 0.01)),
        (new SgdParams { LearningRate = 0.05, WeightDecay = 0.01 }, p => optim.SGD(p, 0.05, weight_decay: 0.01)),
        (new AdamParams { WeightDecay = 0.1, Amsgrad = true }, p => optim.Adam(p, 1e-3, weight_decay: 0.1, amsgrad: true)),
        (new AdamWParams(), p => optim.AdamW(p, 1e-3, weight_decay: 0.01)),
        (new AdamaxParams { WeightDecay = 0.1 }, p => optim.Adamax(p, 1e-3, weight_decay: 0.1)),
        (new NAdamParams { WeightDecay = 0.1 }, p => optim.NAdam(p, 1e-3, weight_decay: 0.1)),
        (new RmspropParams { WeightDecay = 0.1 }, p => optim.RMSProp(p, 1e-3, weight_decay: 0.1)),
        (new RmspropParams { Momentum = 0.9, Centered = true }, p => optim.RMSProp(p, 1e-3, momentum: 0.9, centered: true)),
        (new AdagradParams { WeightDecay = 0.1, LearningRateDecay = 0.1 }, p => optim.Adagrad(p, 1e-3, lr_decay: 0.1, weight_decay: 0.1)),
    ];

    public static IEnumerable<object[]> Cases => Enumerable.Range(0, Pairs.Length).Select(i => new object[] { i });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Each_step_is_that_of_TorchSharp(int index)
    {
        var (ours, theirs) = Pairs[index];
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var first = Create();
        using var second = Create();
        second.load_state_dict(first.state_dict());
        using var set = new ParameterSet(first);
        using var optimizer = ours.Create(set);
        using var reference = theirs(second.parameters());

        for (var step = 0; step < 20; step++)
        {
            var (input, target) = (rand(7, 5), rand(7, 3));
            set.ZeroGradients();
            functional.mse_loss(first.call(input), target).backward();
            optimizer.Step(ours.LearningRate);
            reference.zero_grad();
            functional.mse_loss(second.call(input), target).backward();
            reference.step();
            foreach (var (name, value) in second.state_dict())
            {
                Assert.IsTrue(first.state_dict()[name].allclose(value, rtol: 2e-6, atol: 1e-7), $"{ours} step {step} {name}");
            }
        }
    }

    [TestMethod]
    public void Decoupled_decay_of_SGD_shrinks_the_weights_alone()
    {
        using var scope = NewDisposeScope();
        using var module = Create();
        using var set = new ParameterSet(module);
        var before = set.Groups[0].Values.clone();
        using var optimizer = new SgdParams { WeightDecay = 0.5, DecoupledWeightDecay = true, Momentum = 0.9 }.Create(set);

        optimizer.Step(0.1);

        Assert.IsTrue(set.Groups[0].Values.allclose(before * 0.95));
    }

    // tfaip's way, where the decay of a step is wd · lr(step) / lr(0), is the decoupled decay of wd / lr(0).
    [TestMethod]
    public void Row067_Decoupled_decay_follows_the_learning_rate()
    {
        OptimizerParams[] all =
        [
            new AdamWParams { WeightDecay = 0.5 },
            new LionParams { WeightDecay = 0.5 },
            new AdaBeliefParams { WeightDecay = 0.5 },
            new AdamaxParams { WeightDecay = 0.5, DecoupledWeightDecay = true },
            new RmspropParams { WeightDecay = 0.5, DecoupledWeightDecay = true },
        ];
        foreach (var parameters in all)
        {
            using var scope = NewDisposeScope();
            using var module = Create();
            using var set = new ParameterSet(module);
            var before = set.Groups[0].Values.clone();
            using var optimizer = parameters.Create(set);

            foreach (var learningRate in (double[])[0.1, 0.1, 0.02]) optimizer.Step(learningRate);

            Assert.IsTrue(set.Groups[0].Values.allclose(before * (0.95 * 0.95 * 0.99)), $"{parameters}");
        }
    }

    [TestMethod]
    public void Row067_What_is_excluded_does_not_decay_and_groups_have_their_own_decay_and_learning_rate()
    {
        using var scope = NewDisposeScope();
        using var module = Create();
        var optimizer = new AdamWParams { WeightDecay = 0.5, WeightDecayExclude = [".*bias"] };
        ParameterGroupParams[] groups = [
            new() { Parameters = [@"2\.weight"], LearningRateFactor = 0.1, WeightDecay = 1 },
            new() { Parameters = [@"2\..*"], LearningRateFactor = 0 }
        ];
        using var set = new ParameterSet(
            module, new ParameterRules(groups, optimizer, module.named_parameters().Select(p => p.name).ToList()).Of);
        var before = module.named_parameters().ToDictionary(p => p.name, p => p.parameter.clone());
        using var adam = optimizer.Create(set);

        adam.Step(0.1);

        Dictionary<string, double> factors = new() { ["0.weight"] = 0.95, ["0.bias"] = 1, ["2.weight"] = 0.99, ["2.bias"] = 1 };
        foreach (var (name, parameter) in module.named_parameters())
            Assert.IsTrue(parameter.allclose(before[name] * factors[name]), name);

        foreach (var group in set.Groups) group.Gradients.fill_(1);
        var decayed = module.named_parameters().ToDictionary(p => p.name, p => p.parameter.clone());
        adam.Step(0.1);
        Assert.IsTrue(decayed["2.bias"].equal(module.get_parameter("2.bias")!).all().item<bool>(), "a factor of 0 moves nothing");
        Assert.IsFalse(decayed["0.bias"].equal(module.get_parameter("0.bias")!).any().item<bool>());
    }

    [TestMethod]
    public void The_state_is_named_by_parameter_and_carries_the_optimizer_over()
    {
        using var scope = NewDisposeScope();
        using var module = Create();
        using var set = new ParameterSet(module);
        using var first = new AdamParams().Create(set);
        foreach (var slot in set.Groups[0].Slots) slot.ViewOf(set.Groups[0].Gradients).fill_(0.5);
        first.Step(1e-3);
        CollectionAssert.AreEquivalent(
            (string[])["step", "exp_avg.0.weight", "exp_avg.0.bias", "exp_avg.2.weight", "exp_avg.2.bias", "exp_avg_sq.0.weight",
                "exp_avg_sq.0.bias", "exp_avg_sq.2.weight", "exp_avg_sq.2.bias"],
            first.State.Keys.ToArray());
        CollectionAssert.AreEqual((long[])[4, 5], first.State["exp_avg.0.weight"].shape);

        using var second = new AdamParams().Create(set);
        foreach (var (name, value) in first.State) second.State[name].copy_(value);
        var weights = set.Groups[0].Values.clone();
        first.Step(1e-3);
        var expected = set.Groups[0].Values.clone();
        using (no_grad()) set.Groups[0].Values.copy_(weights);
        second.Step(1e-3);

        Assert.IsTrue(set.Groups[0].Values.equal(expected).all().item<bool>());
    }

    private static Sequential Create() => Sequential(Linear(5, 4), Tanh(), Linear(4, 3));
}
