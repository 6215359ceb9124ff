using Tfaip.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Scenarios;

/// <summary>Modules and parameters that nobody registered, and modules that stay in training mode.</summary>
[TestClass]
public sealed class ComponentCheckTests
{
    private const string Lost = "that is not registered, so that it would be neither trained nor saved, and eval() would not reach it.";
    private const string Constructor = "Call RegisterComponents() at the end of the constructor of";
    private const string Container =
        "Make the field a ModuleList, ModuleDict or Sequential, or register each with register_module or register_parameter.";

    private static readonly Dictionary<string, (Func<Module<Tensor, Tensor>> Create, string Message)> Wrong = new()
    {
        ["forgotten"] = (() => new Forgotten(), $"The field 'inner' of Forgotten holds a Linear {Lost} {Constructor} Forgotten, when its "
            + "fields are set."),
        ["parameter"] = (() => new ForgottenParameter(), $"The field 'scale' of ForgottenParameter holds a parameter {Lost} {Constructor} "
            + "ForgottenParameter, when its fields are set."),
        ["dropout"] = (() => new ForgottenDropout(), $"The field 'dropout' of ForgottenDropout holds a Dropout {Lost} {Constructor} "
            + "ForgottenDropout, when its fields are set."),
        ["list"] = (() => new Listed(), $"The field 'blocks' of Listed holds a Linear in a list {Lost} {Container}"),
        ["array"] = (() => new InArray(), $"The field 'blocks' of InArray holds a Linear in an array {Lost} {Container}"),
        ["dictionary"] = (() => new InDictionary(), $"The field 'heads' of InDictionary holds a Linear in a dictionary {Lost} {Container}"),
        ["tuple"] = (() => new InTuple(), $"The field 'pair' of InTuple holds a Linear in a tuple {Lost} {Container}"),
        ["object"] = (() => new InObject(), $"The field 'helper' of InObject holds a Linear in an object of Helper {Lost} {Container}"),
        ["base class"] = (() => new Derived(), $"The field 'inner' of Forgotten holds a Linear {Lost} {Constructor} Forgotten, when its "
            + "fields are set."),
        ["training mode"] = (
            () => new Stubborn(),
            "The module 'body' (Stubborn) stays in training mode after eval() of the model, so that evaluation and the exported graph "
            + "would compute as in training. "
            + "Where a module overrides train, it must call base.train and pass the mode on to all modules that it holds."),
    };

    public static IEnumerable<object[]> AllWrong => Wrong.Keys.Select(name => (object[])[name]);

    [TestMethod]
    [DynamicData(nameof(AllWrong))]
    public void A_model_with_such_a_module_is_refused_before_training(string name)
    {
        using var folder = new TemporaryFolder();
        var (create, message) = Wrong[name];

        Assert.AreEqual(
            message, Assert.ThrowsExactly<TfaipException>(() => new ToyRun(folder.Path, model: p => new Outer(p, create()))).Message);
    }

    [TestMethod]
    public void What_is_registered_in_any_way_is_right()
    {
        foreach (var create in (Func<Module<Tensor, Tensor>>[])[
            () => new Registered(), () => Sequential(Linear(4, 4), new Registered(), Dropout(0.1)), () => new Stateless()
        ])
        {
            using var folder = new TemporaryFolder();
            using var run = new ToyRun(folder.Path, model: p => new Outer(p, create()));
        }
    }

    private sealed class Outer(ToyModelParams p, Module<Tensor, Tensor> body) : Model<ToyModelParams>(p)
    {
        private readonly Module<Tensor, Tensor> body = body;
        private readonly Linear head = Linear(4, 2);

        public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = head.call(body.call(inputs["x"])) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) => new() { { "loss", outputs["logits"] } };
    }

    private abstract class Block() : Module<Tensor, Tensor>("block")
    {
        public override Tensor forward(Tensor input) => input.alias();
    }

    // Whoever registers a module has it register its fields; but for one that has its own way.
    private abstract class Unregistered : Block
    {
        protected override void RegisterComponents()
        {
        }
    }

    private class Forgotten : Unregistered
    {
        private readonly Linear inner = Linear(4, 4);

        public Forgotten() => GC.KeepAlive(inner);
    }

    private sealed class Derived : Forgotten
    {
        private readonly Linear own = Linear(4, 4);

        public Derived() => register_module("own", own);
    }

    private sealed class ForgottenParameter : Unregistered
    {
        private readonly Parameter scale = Parameter(ones(4));

        public ForgottenParameter() => GC.KeepAlive(scale);
    }

    private sealed class ForgottenDropout : Unregistered
    {
        private readonly Dropout dropout = Dropout(0.5);

        public ForgottenDropout() => GC.KeepAlive(dropout);
    }

    private sealed class Listed : Block
    {
        private readonly List<Linear> blocks = [Linear(4, 4)];

        public Listed()
        {
            RegisterComponents();
            GC.KeepAlive(blocks);
        }
    }

    private sealed class InArray : Block
    {
        private readonly Linear[] blocks = [Linear(4, 4)];

        public InArray() => GC.KeepAlive(blocks);
    }

    private sealed class InDictionary : Block
    {
        private readonly Dictionary<string, Linear> heads = new() { ["a"] = Linear(4, 4) };

        public InDictionary() => GC.KeepAlive(heads);
    }

    private sealed class InTuple : Block
    {
        private readonly (Linear, int) pair = (Linear(4, 4), 1);

        public InTuple() => GC.KeepAlive(pair);
    }

    private sealed class InObject : Block
    {
        private readonly Helper helper = new(Linear(4, 4));

        public InObject() => GC.KeepAlive(helper.Inner);
    }

    private sealed record Helper(Linear Inner);

    private sealed class Stubborn : Block
    {
        public override void train(bool mode = true)
        {
        }
    }

    private sealed class Registered : Block
    {
        private readonly Linear inner = Linear(4, 4);
        private readonly ModuleList<Linear> more = ModuleList(Linear(4, 4));
        private readonly Linear[] same;
        private readonly int[] sizes = [1, 2];
        private readonly Func<Tensor, Tensor> activation = input => functional.relu(input);

        public Registered()
        {
            RegisterComponents();
            same = [inner];
            GC.KeepAlive((more, same, sizes, activation));
        }
    }

    // What has no weights and computes alike in training needs no registration.
    private sealed class Stateless : Block
    {
        private readonly ReLU[] activations = [ReLU()];

        public Stateless() => GC.KeepAlive(activations);
    }
}
