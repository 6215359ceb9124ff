using Tfaip.Training.Optimization.Parameters;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Optimization.Parameters;

[TestClass]
public sealed class ParameterSetTests
{
    [TestMethod]
    public void The_module_keeps_its_state_dict_its_values_and_its_results()
    {
        using var scope = NewDisposeScope();
        using var module = new Shared();
        var before = module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        var input = rand(3, 5);
        var result = module.call(input);

        using var set = new ParameterSet(module);

        var after = module.state_dict();
        CollectionAssert.AreEqual(before.Keys, after.Keys);
        foreach (var (name, value) in before) Assert.IsTrue(value.equal(after[name]).all().item<bool>(), name);
        Assert.IsTrue(result.equal(module.call(input)).all().item<bool>());
    }

    [TestMethod]
    public void A_shared_parameter_counts_once_and_a_frozen_one_not_at_all()
    {
        using var module = new Shared();
        using var set = new ParameterSet(module);

        CollectionAssert.AreEqual((string[])["scale", "encoder.weight", "encoder.bias"], set.Names.ToArray());
        Assert.AreEqual(1 + 30, set.Count);
        Assert.HasCount(1, set.Groups);
    }

    [TestMethod]
    public void Element_types_have_flat_tensors_of_their_own()
    {
        using var module = Sequential(("a", Linear(3, 2)), ("b", Linear(3, 2, dtype: float64)));
        using var set = new ParameterSet(module);

        CollectionAssert.AreEqual(
            (ScalarType[])[ScalarType.Float32, ScalarType.Float64], set.Groups.Select(group => group.Values.dtype).ToArray());
        Assert.AreEqual(16, set.Count);
    }

    [TestMethod]
    public void Gradients_arrive_in_the_flat_tensor_as_they_would_without_it()
    {
        using var scope = NewDisposeScope();
        using var module = new Shared();
        var input = rand(3, 5);
        module.call(input).square().sum().backward();
        var expected = module.named_parameters().Where(p => p.parameter.requires_grad)
            .ToDictionary(p => p.name, p => p.parameter.grad!.clone());

        using var set = new ParameterSet(module);
        for (var step = 0; step < 2; step++)
        {
            set.ZeroGradients();
            module.call(input).square().sum().backward();
            foreach (var slot in set.Groups[0].Slots)
            {
                Assert.IsTrue(slot.ViewOf(set.Groups[0].Gradients).equal(expected[slot.Name]).all().item<bool>(), slot.Name);
            }
        }
    }

    [TestMethod]
    public void A_change_of_the_flat_tensor_is_a_change_of_the_module_and_loading_the_module_is_one_of_the_flat_tensor()
    {
        using var scope = NewDisposeScope();
        using var module = new Shared();
        var saved = module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        using var set = new ParameterSet(module);

        using (no_grad()) set.Groups[0].Values.fill_(2);
        Assert.IsTrue(module.state_dict()["encoder.bias"].eq(2).all().item<bool>());

        module.load_state_dict(saved);
        Assert.IsTrue(set.Groups[0].Slots[2].ViewOf(set.Groups[0].Values).equal(saved["encoder.bias"]).all().item<bool>());
    }

    [TestMethod]
    public void Rules_split_the_flat_tensors()
    {
        using var module = new Shared();
        using var set = new ParameterSet(module, name => name == "scale" ? new(0.1, 0) : ParameterRule.None);

        Assert.HasCount(2, set.Groups);
        Assert.AreEqual((0.1, 0.0), (set.Groups[0].LearningRateFactor, set.Groups[0].WeightDecay));
        Assert.AreEqual((1.0, null), (set.Groups[1].LearningRateFactor, set.Groups[1].WeightDecay));
        CollectionAssert.AreEqual((string[])["encoder.weight", "encoder.bias"], set.Groups[1].Slots.Select(slot => slot.Name).ToArray());
    }

    // These hold their parameters natively, some of them twice.
    [TestMethod]
    public void Layers_of_TorchSharp_compute_with_the_flat_tensor()
    {
        using var scope = NewDisposeScope();
        using var lstm = LSTM(3, 4, bidirectional: true);
        using var attention = MultiheadAttention(4, 2);
        using var all = new Both(lstm, attention);
        var input = rand(5, 2, 3);
        var query = rand(5, 2, 4);
        var (expected, expectedAttention) = (lstm.call(input).Item1, attention.call(query, query, query).Item1);

        using var set = new ParameterSet(all);

        Assert.IsTrue(expected.allclose(lstm.call(input).Item1));
        Assert.IsTrue(expectedAttention.allclose(attention.call(query, query, query).Item1));
        (lstm.call(input).Item1.sum() + attention.call(query, query, query).Item1.square().sum()).backward();
        Assert.IsTrue(set.Groups[0].Slots.All(slot => slot.ViewOf(set.Groups[0].Gradients).abs().sum().item<float>() > 0));
        using (no_grad()) set.Groups[0].Values.fill_(0);
        Assert.AreEqual(0, lstm.call(input).Item1.abs().sum().item<float>());
        Assert.AreEqual(0, attention.call(query, query, query).Item1.abs().sum().item<float>());
    }

    [TestMethod]
    public void A_weight_that_is_not_finite_is_seen()
    {
        using var module = new Shared();
        using var set = new ParameterSet(module);
        Assert.IsTrue(set.AreFinite());

        using (no_grad()) set.Groups[0].Slots[1].Parameter.fill_(float.PositiveInfinity);

        Assert.IsFalse(set.AreFinite());
    }

    [TestMethod]
    public void A_number_that_is_not_finite_is_found_anywhere_among_many()
    {
        using var module = nn.Linear(2100, 2100);
        using var set = new ParameterSet(module);
        Assert.IsTrue(set.AreFinite());
        using (no_grad()) module.weight[2099, 2099] = float.PositiveInfinity;
        Assert.IsFalse(set.AreFinite());
    }

    [TestMethod]
    public void Disposal_leaves_a_working_module()
    {
        using var scope = NewDisposeScope();
        using var module = new Shared();
        var input = rand(3, 5);
        var result = module.call(input);
        new ParameterSet(module).Dispose();

        Assert.IsTrue(result.equal(module.call(input)).all().item<bool>());
        Assert.IsNull(module.get_parameter("scale")!.grad);
    }

    private sealed class Both : Module
    {
        public Both(Module first, Module second)
            : base(nameof(Both))
        {
            register_module("first", first);
            register_module("second", second);
        }
    }

    private sealed class Shared : Module<Tensor, Tensor>
    {
        private readonly Linear encoder = Linear(5, 5);
        private readonly Linear decoder;
        private readonly Linear frozen = Linear(5, 2);
        private readonly Parameter scale = Parameter(ones(1));

        public Shared()
            : base(nameof(Shared))
        {
            decoder = encoder;
            RegisterComponents();
            foreach (var parameter in frozen.parameters()) parameter.requires_grad = false;
        }

        public override Tensor forward(Tensor input) => frozen.call(decoder.call(encoder.call(input) * scale));
    }
}
