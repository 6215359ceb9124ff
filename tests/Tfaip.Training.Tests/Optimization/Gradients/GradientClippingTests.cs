using Tfaip.Training.Optimization.Gradients;
using Tfaip.Training.Optimization.Parameters;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Optimization.Gradients;

[TestClass]
public sealed class GradientClippingTests
{
    [TestMethod]
    [DataRow(0.01, true)]
    [DataRow(0.01, false)]
    [DataRow(1e6, true)]
    [DataRow(1e6, false)]
    public void Row068_The_norm_over_all_is_that_of_PyTorch(double maximum, bool oneGroup)
    {
        using var scope = NewDisposeScope();
        using var module = Create();
        var input = rand(3, 5);
        module.call(input).square().sum().backward();
        var norm = nn.utils.clip_grad_norm_(module.parameters(), maximum);
        var expected = module.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!.clone());

        using var set = new ParameterSet(module, name => new(oneGroup || name.EndsWith("bias", StringComparison.Ordinal) ? 1 : 2, null));
        using var clipping = new GradientClipping(new() { Norm = maximum }, set);
        module.call(input).square().sum().backward();
        Assert.AreEqual(norm, clipping.ReadNorm(), norm * 1e-5, "read before anything is clipped");
        clipping.Clip();

        Assert.AreEqual(norm, clipping.ReadNorm(), norm * 1e-5, "still the norm before clipping");
        foreach (var group in set.Groups)
        {
            foreach (var slot in group.Slots)
                Assert.IsTrue(slot.ViewOf(group.Gradients).allclose(expected[slot.Name], 1e-5, 1e-9), slot.Name);
        }
    }

    [TestMethod]
    public void Row068_Each_number_is_clipped_by_value()
    {
        using var scope = NewDisposeScope();
        using var module = Create();
        using var set = new ParameterSet(module);
        using var clipping = new GradientClipping(new() { Value = 0.5 }, set);
        var gradients = set.Groups[0].Gradients;
        using (no_grad()) gradients.copy_(linspace(-2, 2, gradients.numel()));

        clipping.Clip();

        Assert.IsTrue(gradients.equal(linspace(-2, 2, gradients.numel()).clamp(-0.5, 0.5)).all().item<bool>());
    }

    [TestMethod]
    public void Row068_Each_tensor_is_clipped_by_its_own_norm()
    {
        using var scope = NewDisposeScope();
        using var module = Create();
        using var set = new ParameterSet(module);
        using var clipping = new GradientClipping(new() { TensorNorm = 1 }, set);
        var views = set.Groups[0].Slots.Select(slot => slot.ViewOf(set.Groups[0].Gradients)).ToList();
        double[] norms = [0.5, 3, 100, 0];
        using (no_grad())
        {
            foreach (var (view, norm) in views.Zip(norms)) view.fill_(norm / Math.Sqrt(view.numel()));
        }

        clipping.Clip();

        foreach (var (view, norm) in views.Zip(norms)) Assert.AreEqual(Math.Min(norm, 1), view.norm().item<float>(), 1e-5);
    }

    [TestMethod]
    public void Values_are_clipped_before_the_norm()
    {
        using var scope = NewDisposeScope();
        using var module = Create();
        using var set = new ParameterSet(module);
        using var clipping = new GradientClipping(new() { Value = 1, Norm = 1 }, set);
        var first = set.Groups[0].Slots[0].ViewOf(set.Groups[0].Gradients).flatten();
        using (no_grad())
        {
            first[0] = tensor(1000f);
            first[1] = tensor(1f);
        }

        clipping.Clip();

        Assert.AreEqual(Math.Sqrt(0.5), first[0].item<float>(), 1e-5);
        Assert.AreEqual(Math.Sqrt(0.5), first[1].item<float>(), 1e-5);
    }

    private static Sequential Create() => Sequential(Linear(5, 4), Linear(4, 3));
}
