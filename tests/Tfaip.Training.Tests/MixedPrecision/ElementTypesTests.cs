using Tfaip.Training.MixedPrecision;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.MixedPrecision;

[TestClass]
public sealed class ElementTypesTests
{
    [TestMethod]
    public void A_tensor_becomes_a_view_of_the_memory_for_whoever_holds_it()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(3, 2);
        var weight = layer.weight!;
        var memory = arange(6, ScalarType.Float32).to(ScalarType.BFloat16).view(2, 3);

        ElementTypes.Change([(weight, memory)]);
        memory.add_(1);

        Assert.AreSame(weight, layer.weight);
        Assert.AreSame(weight, layer.named_parameters().First().parameter);
        Assert.AreEqual(ScalarType.BFloat16, weight.dtype);
        Assert.IsTrue(weight.requires_grad && weight.is_leaf);
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4, 5, 6 }, weight.to(ScalarType.Float32).data<float>().ToArray());
    }

    // LSTM is libtorch's own module: its parameters are known to native code alone.
    [TestMethod]
    public void A_native_module_computes_in_the_type_and_back_in_the_first()
    {
        using var scope = NewDisposeScope();
        using var module = LSTM(4, 3, bidirectional: true);
        var input = rand([5, 2, 4]);
        var (before, _, _) = module.call(input);
        before.sum().backward();
        var gradient = module.parameters().First().grad!.clone();
        var values = module.parameters().Select(parameter => ((Tensor)parameter, parameter.detach().clone())).ToList();

        ElementTypes.Change([.. values.Select(value => (value.Item1, value.Item2.to(ScalarType.BFloat16)))]);
        foreach (var parameter in module.parameters()) parameter.grad = null;
        var (rounded, _, _) = module.call(input.to(ScalarType.BFloat16));
        rounded.sum().backward();
        Assert.AreEqual((ScalarType.BFloat16, ScalarType.BFloat16), (rounded.dtype, module.parameters().First().grad!.dtype));

        ElementTypes.Change(values);
        foreach (var parameter in module.parameters()) parameter.grad = null;
        var (after, _, _) = module.call(input);
        after.sum().backward();
        Assert.IsTrue(after.equal(before).all().item<bool>());
        Assert.IsTrue(module.parameters().First().grad!.equal(gradient).all().item<bool>());
    }

    [TestMethod]
    public void Nothing_is_left_behind()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(3, 2);
        var weight = layer.weight!;
        var (rounded, full) = (zeros(2, 3, ScalarType.BFloat16), zeros(2, 3));
        var before = Tensor.TotalCount;

        for (var i = 0; i < 10; i++)
        {
            ElementTypes.Change([(weight, rounded)]);
            ElementTypes.Change([(weight, full)]);
        }

        Assert.AreEqual(before, Tensor.TotalCount);
    }
}
