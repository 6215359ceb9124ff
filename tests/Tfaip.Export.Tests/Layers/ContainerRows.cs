using TorchSharp;
using TorchSharp.Modules;
using static Tfaip.Export.Tests.Layers.LayerRow;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Layers;

/// <summary>Sequences, their slices, and modules that users write.</summary>
internal static class ContainerRows
{
    private const string Wide = "x: float32[batch, 1000]";
    private const string Rows = "x: float32[batch, 10]";
    private const string Five = "x: float32[batch, 5]";
    private const string Signals = "x: float32[batch, 4, time]; time: 3..40";

    public static IEnumerable<LayerRow> All =>
    [
        Of("sequence with names", () => Sequential(("lin1", Linear(1000, 100)), ("relu1", ReLU())), Wide),
        Of("sequence in a sequence", () => Sequential(Sequential(("lin1", Linear(1000, 100)), ("relu1", ReLU())), Linear(100, 10)), Wide),
        Of("empty sequence", () => Sequential(), Wide),
        Of("sequence without names", () => Sequential(Linear(1000, 100), ReLU(), Linear(100, 10)), Wide),
        Of("sequence appended to", () => Sequential(Linear(1000, 100), ReLU()).append(Linear(100, 10)), Wide),
        Of(
            "sequence appended to, with names",
            () => Sequential(("lin1", Linear(1000, 100)), ("relu1", ReLU())).append("lin2", Linear(100, 10)),
            Wide),
        Of("sequence of a list", () => Sequential(new List<(string, Module<Tensor, Tensor>)>
        {
            ("lin1", Linear(1000, 100)),
            ("drop", Dropout(0.1)),
            ("lin2", Linear(100, 10))
        }), Wide),
        Of(
            "sequence with its loss",
            () => Sequential(("lin1", Linear(1000, 100)), ("relu1", ReLU()), ("lin2", Linear(100, 10))),
            (m, x) => [MSELoss().call(m.call(x[0]), x[1])],
            Wide,
            "y: float32[batch, 10]"),
        Of("slice of two", () => Five5()[(0, 2)], Rows),
        Of("slice from the second", () => Five5()[(1, null)], Rows),
        Of("slice of a range", () => Five5()[..^1], Rows),
        Of("slice up to the third", () => Five5()[..3], Rows),
        Of(
            "slice of a derived sequence",
            () => new Chain(("lin1", Linear(10, 10)), ("relu1", ReLU()), ("lin2", Linear(10, 10)), ("tanh1", Tanh()))[(1, 3)],
            Rows),
        Of(
            "derived sequence that walks its modules",
            () => new Chain(("lin1", Linear(10, 10)), ("relu1", ReLU())).append(Linear(10, 4)),
            Rows),
        Of(
            "sequence of two inputs",
            () => new Switch(("lin", Linear(20, 20)), ("bl", Bilinear(20, 30, 40))),
            (m, x) => [m.call(x[0], x[1])],
            "x: float32[batch, 20]",
            "y: float32[batch, 30]"),
        Of("class derived from a sequence", () => new Pair(Linear(1000, 100, false), Linear(100, 10, false)), Wide),
        Of(
            "derived sequences in a sequence",
            () => Sequential(new Pair(Linear(10, 100, false), Linear(100, 10, false)), new Pair(Linear(10, 7, false), Linear(7, 3, false))),
            Rows),
        Of("derived sequence with a buffer that is not saved", () => new Shifted(), Five),
        Of("branch by a field, one way", () => new Branch(true), Wide),
        Of("branch by a field, the other way", () => new Branch(false), Wide),
        Of("parameters in a list and a dictionary", () => new Collected(randn(2, 2)), "x: float32[batch, 2, 2]"),
        Of("parameters in a list and a dictionary, float64", () => new Collected(randn(2, 2)).to(float64), "x: float64[batch, 2, 2]"),
        Of("user's module in a sequence", () => Sequential(("test", new Collected(randn(2, 2)))), "x: float32[batch, 2, 2]"),
        Of("modules in a list and a dictionary", () => new Nested(randn(2, 2)), "x: float32[batch, 2, 2]"),
        Of("modules converted to float64", () => Sequential(Linear(10, 10), Linear(10, 25)).to(float64), "x: float64[batch, 10]"),
        Of("module without parameters", () => Sequential(("relu", ReLU()), ("double", new DoubleIt())), "x: float32[]"),
        Of("module that clones", () => Sequential(("t", new Copy()), ("d", Linear(10, 10))), Rows),
        Of("batch norm in a sequence", () => Sequential(BatchNorm1d(28)), "x: float32[batch, 28]"),
        Of(
            "convolution, norm and relu in place",
            () => Sequential(Conv1d(4, 6, 3, bias: false), BatchNorm1d(6), ReLU(inplace: true)),
            Signals),
        Of(
            "convolutions, flattened",
            () => Sequential(Conv2d(1, 32, 3), BatchNorm2d(32), ReLU(), Flatten(), LogSoftmax(1)),
            "x: float32[batch, 1, height, width]; batch: 1..9; height: 3..12; width: 3..12"),
        Of("modules out of a dictionary, squeezed in place", () => new Dictionaries(), "x: float32[batch, 1, height, 1]"),
        Of("flatten", () => Flatten(), "x: float32[batch, 3, 4, height, 6]"),
        Of("flatten from the third axis", () => Flatten(start_dim: 2), "x: float32[batch, 3, 4, height, 6]"),
        Of("flatten everything", () => Flatten(start_dim: 0), "x: float32[batch, 3, 4, height, 6]"),
        Of("unflatten", () => Unflatten(1, new long[] { 2, 5, 5 }), "x: float32[batch, 50]"),
    ];

    private static Sequential Five5() =>
        Sequential(("lin1", Linear(10, 10)), ("relu1", ReLU()), ("lin2", Linear(10, 10)), ("tanh1", Tanh()), ("lin3", Linear(10, 10)));

    private sealed class Chain(params (string, Module)[] parts) : Sequential<Tensor, Tensor>(parts)
    {
        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var result = x.alias();
            foreach (var layer in modules()) result = ((Module<Tensor, Tensor>)layer).call(result);
            return result.MoveToOuterDisposeScope();
        }

        protected override Sequential<Tensor, Tensor> Slice(int start, int end) =>
            new Chain([.. named_children().Skip(start).Take(end - start)]);
    }

    private sealed class Switch(params (string, Module)[] parts) : Sequential<Tensor, Tensor, Tensor>(parts)
    {
        public override Tensor forward(Tensor x, Tensor y)
        {
            using var scope = NewDisposeScope();
            var result = x.alias();
            foreach (var layer in modules())
                result = layer is Bilinear bilinear ? bilinear.call(result, y) : ((Module<Tensor, Tensor>)layer).call(result);
            return result.MoveToOuterDisposeScope();
        }
    }

    private sealed class Pair(Module<Tensor, Tensor> one, Module<Tensor, Tensor> other) : Sequential(one, other);

    private sealed class Shifted : Sequential<Tensor, Tensor>
    {
        private readonly Tensor shift;

        public Shifted()
            : base(Linear(5, 5, false), Linear(5, 5, false))
        {
            RegisterComponents();
            shift = randn(5);
            register_buffer("shift", shift, false);
        }

        public override Tensor forward(Tensor input)
        {
            foreach (var child in children()) input = ((Module<Tensor, Tensor>)child).forward(input);
            return input + shift;
        }
    }

    private sealed class Branch : Module<Tensor, Tensor>
    {
        private readonly bool direct;
        private readonly Module<Tensor, Tensor> first = Linear(1000, 100, false);
        private readonly Module<Tensor, Tensor> short1 = Linear(100, 10, false);
        private readonly Module<Tensor, Tensor> long1 = Linear(100, 50, false);
        private readonly Module<Tensor, Tensor> long2 = Linear(50, 10, false);

        public Branch(bool direct)
            : base(nameof(Branch))
        {
            this.direct = direct;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var x = first.call(input);
            return direct ? short1.call(x) : long2.call(long1.call(x));
        }
    }

    private sealed class Collected : Module<Tensor, Tensor>
    {
        private readonly Parameter factor;
        private readonly ParameterList list = new();
        private readonly ParameterDict dictionary = new();

        public Collected(Tensor values)
            : base(nameof(Collected))
        {
            factor = Parameter(values.clone());
            list.append(Parameter(values + 1));
            dictionary.Add("first", Parameter(values * 2));
            dictionary.Add("second", Parameter(values - 3));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => (input * factor) + list[0] + dictionary["first"] - dictionary["second"];
    }

    private sealed class Nested : Module<Tensor, Tensor>
    {
        private readonly Collected one;
        private readonly ModuleList<Module<Tensor, Tensor>> list = new();
        private readonly ModuleDict<Module<Tensor, Tensor>> dictionary = new();

        public Nested(Tensor values)
            : base(nameof(Nested))
        {
            one = new Collected(values);
            list.append(new Collected(values + 0.5));
            dictionary.Add("first", new Collected(values - 0.5));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            for (var i = 0; i < list.Count; i++) input = list[i].call(input);
            return dictionary["first"].call(one.call(input));
        }
    }

    private sealed class DoubleIt() : Module<Tensor, Tensor>(nameof(DoubleIt))
    {
        public override Tensor forward(Tensor t) => t * 2;
    }

    private sealed class Copy() : Module<Tensor, Tensor>(nameof(Copy))
    {
        public override Tensor forward(Tensor t) => t.clone();
    }

    private sealed class Pointwise : Module<Tensor, Tensor>
    {
        private readonly Sequential layers = Sequential([("conv", Conv2d(
            1, 4, kernel_size: (1L, 1L), stride: (1L, 1L), padding: (0L, 0L), padding_mode: PaddingModes.Replicate, bias: false))]);

        public Pointwise()
            : base(nameof(Pointwise)) => RegisterComponents();

        public override Tensor forward(Tensor t) => layers.call(t).squeeze_(3);
    }

    private sealed class Dictionaries : Module<Tensor, Tensor>
    {
        private readonly Sequential layers;

        public Dictionaries()
            : base(nameof(Dictionaries))
        {
            var modules = ModuleDict<Module<Tensor, Tensor>>();
            modules.Add(("cnn-1", new Pointwise()));
            modules.Add(("copy-2", new Copy()));
            layers = Sequential(modules.values());
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => layers.call(input);
    }
}
