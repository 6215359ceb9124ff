using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Weights that are in no state dict.</summary>
internal static class Weights
{
    private const string Six = "x: float32[batch, 6]";

    public static void AddTo(HostileTable table)
    {
        table.Refused<Forgotten>("RegisterComponents that is forgotten", Six);
        table.Refused<InArray>("layers in an array", Six);
        table.Refused<InDictionary>("layers in a dictionary that is not registered", Six);
        table.Refused<InHelper>("a layer in an object that is no module", Six);
        table.Refused<InStatic>("a layer in a static field", Six);
        table.Refused<InClosure>("a layer that a function holds", Six);
        table.Refused<ParameterForgotten>("a parameter that is not registered", Six);
        table.Refused<NormForgotten>("a normalisation that is not registered", "x: float32[batch, 6, time]; batch: 2..9; time: 2..9");
        table.Refused<InSequential>("a layer in a sequential that is not registered", Six);
        table.Right<Registered>("layers that are registered by hand", Six);
        table.Right<InModuleList>("layers in a module list", Six);
        table.Right<WithoutWeights>("layers without weights that are not registered", Six);
        table.Right<TensorTable>("a table of numbers that is no parameter", Six);
    }

    public abstract class Net() : nn.Module<Tensor, Tensor>("net");

    private sealed class Helper { public Linear Layer { get; } = nn.Linear(6, 2); }

    public sealed class Forgotten() : Net { private readonly Linear layer = nn.Linear(6, 2); public override Tensor forward(Tensor x) => layer.call(x); }

    public sealed class InArray : Net { private readonly Linear[] layers = [nn.Linear(6, 6)]; public InArray() => RegisterComponents(); public override Tensor forward(Tensor x) => layers[0].call(x); } // class InArray(

    public sealed class InDictionary : Net { private readonly Dictionary<string, Linear> layers = new() { ["a"] = nn.Linear(6, 6) }; public InDictionary() => RegisterComponents(); public override Tensor forward(Tensor x) => layers["a"].call(x); } // class InDictionary(

    public sealed class InHelper : Net { private readonly Helper helper = new(); public InHelper() => RegisterComponents(); public override Tensor forward(Tensor x) => helper.Layer.call(x); } // class InHelper(

    public sealed class InStatic : Net { private static readonly Linear Layer = nn.Linear(6, 2); public InStatic() => RegisterComponents(); public override Tensor forward(Tensor x) => Layer.call(x); } // class InStatic(

    public sealed class InClosure() : Net { private readonly Func<Tensor, Tensor> step = Make(); private static Func<Tensor, Tensor> Make() { var layer = nn.Linear(6, 2); return x => layer.call(x); } public override Tensor forward(Tensor x) => step(x); }

    public sealed class ParameterForgotten() : Net { private readonly Parameter scale = new(ones(6)); public override Tensor forward(Tensor x) => x * scale; }

    public sealed class NormForgotten() : Net { private readonly BatchNorm1d norm = Made(); private static BatchNorm1d Made() { var norm = nn.BatchNorm1d(6, affine: false); norm.eval(); return norm; } public override Tensor forward(Tensor x) => norm.call(x); }

    public sealed class InSequential() : Net { private readonly nn.Module<Tensor, Tensor>[] blocks = [nn.Sequential(nn.Linear(6, 2), nn.ReLU())]; public override Tensor forward(Tensor x) => blocks[0].call(x); }

    public sealed class Registered : Net { private readonly Linear[] layers = [nn.Linear(6, 6), nn.Linear(6, 2)]; public Registered() { for (var i = 0; i < 2; i++) register_module($"layer{i}", layers[i]); } public override Tensor forward(Tensor x) => layers[1].call(layers[0].call(x)); } // class Registered(

    public sealed class InModuleList : Net { private readonly ModuleList<Linear> layers = nn.ModuleList(nn.Linear(6, 6), nn.Linear(6, 2)); public InModuleList() => RegisterComponents(); public override Tensor forward(Tensor x) => layers[1].call(layers[0].call(x)); } // class InModuleList(

    public sealed class WithoutWeights() : Net { private readonly nn.Module<Tensor, Tensor>[] layers = [nn.ReLU(), nn.Softmax(1)]; public override Tensor forward(Tensor x) => layers[1].call(layers[0].call(x)); }

    public sealed class TensorTable() : Net { private readonly Tensor table = arange(6, float32); public override Tensor forward(Tensor x) => x + table; }
}
