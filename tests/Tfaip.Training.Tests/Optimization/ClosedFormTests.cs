using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Parameters;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Optimization;

/// <summary>Every optimizer against its formula, written down independently in double precision.</summary>
[TestClass]
public sealed class ClosedFormTests
{
    private const double Lr = 0.02;

    private static readonly (OptimizerParams Ours, ReferenceOptimizers.Rule Rule)[] Pairs =
    [
        (new SgdParams(), ReferenceOptimizers.Sgd(Lr, 0, 0, false)),
        (new SgdParams { Momentum = 0.9 }, ReferenceOptimizers.Sgd(Lr, 0.9, 0, false)),
        (new SgdParams { Momentum = 0.9, Dampening = 0.3 }, ReferenceOptimizers.Sgd(Lr, 0.9, 0.3, false)),
        (new SgdParams { Momentum = 0.9, Nesterov = true }, ReferenceOptimizers.Sgd(Lr, 0.9, 0, true)),
        (new AdamParams(), ReferenceOptimizers.Adam(Lr, 0.9, 0.999, 1e-8)),
        (new AdamParams { Beta1 = 0.7, Beta2 = 0.95, Epsilon = 0.01, WeightDecay = 0.1 }, ReferenceOptimizers.Penalised(
            0.1, ReferenceOptimizers.Adam(Lr, 0.7, 0.95, 0.01))),
        (new AdamParams { Amsgrad = true, Beta2 = 0.5 }, ReferenceOptimizers.Adam(Lr, 0.9, 0.5, 1e-8, amsgrad: true)),
        (new AdamWParams(), ReferenceOptimizers.Shrinking(1 - (Lr * 0.01), ReferenceOptimizers.Adam(Lr, 0.9, 0.999, 1e-8))),
        (new AdamWParams { Amsgrad = true, Beta2 = 0.5, WeightDecay = 0.2 }, ReferenceOptimizers.Shrinking(
            1 - (Lr * 0.2), ReferenceOptimizers.Adam(Lr, 0.9, 0.5, 1e-8, amsgrad: true))),
        (new AdamaxParams(), ReferenceOptimizers.Adamax(Lr, 0.9, 0.999, 1e-8)),
        (new NAdamParams(), ReferenceOptimizers.NAdam(Lr, 0.9, 0.999, 1e-8, 4e-3)),
        (new RAdamParams(), ReferenceOptimizers.RAdam(Lr, 0.9, 0.999, 1e-8)),
        (new RAdamParams { Beta2 = 0.9, WeightDecay = 0.1, DecoupledWeightDecay = true }, ReferenceOptimizers.Shrinking(
            1 - (Lr * 0.1), ReferenceOptimizers.RAdam(Lr, 0.9, 0.9, 1e-8))),
        (new RmspropParams(), ReferenceOptimizers.Rmsprop(Lr, 0.99, 1e-8, 0, false)),
        (new RmspropParams { Alpha = 0.8, Momentum = 0.9, Centered = true }, ReferenceOptimizers.Rmsprop(Lr, 0.8, 1e-8, 0.9, true)),
        (new AdagradParams(), ReferenceOptimizers.Adagrad(Lr, 0, 0, 1e-10)),
        (new AdagradParams { LearningRateDecay = 0.1, InitialAccumulator = 0.5 }, ReferenceOptimizers.Adagrad(Lr, 0.1, 0.5, 1e-10)),
        (new AdaBeliefParams(), ReferenceOptimizers.AdaBelief(Lr, 0.9, 0.999, 1e-16, true)),
        (new AdaBeliefParams { Rectify = false, Epsilon = 1e-8, WeightDecay = 0.1 }, ReferenceOptimizers.Shrinking(
            1 - (Lr * 0.1), ReferenceOptimizers.AdaBelief(Lr, 0.9, 0.999, 1e-8, false))),
        (new LambParams { WeightDecay = 0.01 }, ReferenceOptimizers.Lamb(Lr, 0.9, 0.999, 1e-6, 0.01)),
        (new LionParams { WeightDecay = 0.1 }, ReferenceOptimizers.Shrinking(1 - (Lr * 0.1), ReferenceOptimizers.Lion(Lr, 0.9, 0.99))),
    ];

    public static IEnumerable<object[]> Cases =>
        from i in Enumerable.Range(0, Pairs.Length)
        from isDouble in (bool[])[false, true]
        select new object[] { Pairs[i].Ours.GetType().Name, i, isDouble };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Row066_One_step_and_twenty_are_those_of_the_formula(string name, int index, bool isDouble)
    {
        var (ours, rule) = Pairs[index];
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var module = Create(isDouble ? ScalarType.Float64 : ScalarType.Float32);
        using var set = new ParameterSet(module);
        using var optimizer = ours.Create(set);
        var weights = set.Groups[0].Slots.Select(slot => Read(slot.Parameter)).ToList();
        var memory = weights.Select(w =>
            (Each: new[] { new double[w.Length], new double[w.Length], new double[w.Length] }, All: new[] { 1.0 })).ToList();
        var random = new Random(5);
        for (var step = 1; step <= 20; step++)
        {
            foreach (var (i, slot) in set.Groups[0].Slots.Index())
            {
                var gradient = weights[i].Select(_ => (double)(float)(random.NextDouble() - 0.3)).ToArray();
                using (no_grad()) slot.ViewOf(set.Groups[0].Gradients).copy_(tensor(gradient).view(slot.Shape.ToArray()));
                rule(weights[i], gradient, step, memory[i].Each, memory[i].All);
            }

            optimizer.Step(Lr);
            if (step is not (1 or 20)) continue;
            foreach (var (i, slot) in set.Groups[0].Slots.Index())
            {
                foreach (var (expected, actual) in weights[i].Zip(Read(slot.Parameter)))
                    Assert.AreEqual(
                        expected, actual, isDouble ? 1e-12 : 2e-6 + (Math.Abs(expected) * 1e-5), $"{name} {ours} step {step} {slot.Name}");
            }
        }

        Assert.IsTrue(set.AreFinite(), "the padding stays finite");
    }

    [TestMethod]
    public void LAMB_does_not_scale_what_is_excluded()
    {
        using var scope = NewDisposeScope();
        using var module = Create(ScalarType.Float64);
        using var set = new ParameterSet(module);
        using var optimizer = new LambParams { LayerAdaptationExclude = [".*bias"] }.Create(set);
        var before = set.Groups[0].Slots.Select(slot => slot.Parameter.clone()).ToList();
        using (no_grad()) set.Groups[0].Gradients.fill_(0.5);

        optimizer.Step(0.1);

        // With one gradient everywhere, Adam's direction is 1 everywhere.
        foreach (var (slot, old) in set.Groups[0].Slots.Zip(before))
        {
            var ratio = slot.Name.EndsWith("bias", StringComparison.Ordinal) ? 1 : old.norm().item<double>() / Math.Sqrt(slot.Length);
            Assert.IsTrue(slot.Parameter.allclose(old - (0.1 * ratio), 1e-5, 1e-6), slot.Name);
        }
    }

    private static double[] Read(Tensor tensor) => tensor.detach().to(ScalarType.Float64).flatten().data<double>().ToArray();

    // More numbers than a chunk of the kernel has lanes, and not a multiple of them.
    private static Sequential Create(ScalarType type) => Sequential(Linear(9, 7, dtype: type), Linear(7, 3, dtype: type));
}
