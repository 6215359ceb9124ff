using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Scenarios;

[TestClass]
public sealed class ModelTests
{
    [TestMethod]
    public void Fields_and_properties_are_registered_under_their_names()
    {
        using var model = new NamedModel(new());

        model.Register();
        model.Register();

        CollectionAssert.AreEquivalent(
            (string[])["encoder.body.0.weight", "encoder.body.0.bias", "scale", "offset", "Head.weight", "Head.bias", "blocks.0.weight",
                "blocks.0.bias", "_hidden.weight", "_hidden.bias"],
            model.state_dict().Keys.ToArray());
        Assert.AreEqual(9, model.parameters().Count());
    }

    [TestMethod]
    public void A_plain_list_of_modules_is_refused()
    {
        using var model = new ListModel(new());

        Assert.AreEqual(
            "The field 'layers' of ListModel is a plain collection of modules, whose weights would be neither trained nor saved. "
            + "Make it a ModuleList (torch.nn.ModuleList) or a Sequential.",
            Assert.ThrowsExactly<TfaipException>(model.Register).Message);
    }

    [TestMethod]
    public void The_entry_of_the_export_takes_and_gives_tensors_in_order()
    {
        using var scope = NewDisposeScope();
        using var model = new TwoModel(new());

        var results = new ModelEntry(model, ["a", "b"], ["difference", "sum"]).Forward([tensor(5f), tensor(3f)]);

        Assert.AreEqual(2, results[0].item<float>());
        Assert.AreEqual(8, results[1].item<float>());
    }

    private abstract class Plain(ToyModelParams p) : Model<ToyModelParams>(p)
    {
        public override TensorMap Forward(TensorMap inputs) => inputs;

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) => [];
    }

    private class BaseModel(ToyModelParams p) : Plain(p)
    {
        private readonly Linear _hidden = Linear(2, p.Hidden);

        public int Size => (int)_hidden.out_features;
    }

    private sealed class NamedModel(ToyModelParams p) : BaseModel(p)
    {
        public readonly Encoder encoder = new();
        public readonly Parameter scale = Parameter(ones(1));
        public readonly Tensor offset = zeros(2);
        public readonly ModuleList<Linear> blocks = ModuleList(Linear(1, 1));

        public Linear Head { get; } = Linear(2, 2);
    }

    private sealed class Encoder : Module<Tensor, Tensor>
    {
        private readonly Sequential body = Sequential(Linear(2, 2), ReLU());

        public Encoder()
            : base(nameof(Encoder))
        {
        }

        public override Tensor forward(Tensor input) => body.call(input);
    }

    private sealed class ListModel(ToyModelParams p) : Plain(p)
    {
        public readonly List<Linear> layers = [Linear(1, 1)];
    }

    private sealed class TwoModel(ToyModelParams p) : Plain(p)
    {
        public override TensorMap Forward(TensorMap inputs) =>
            new() { ["sum"] = inputs["a"] + inputs["b"], ["difference"] = inputs["a"] - inputs["b"] };
    }
}
