using System.Linq.Expressions;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Inputs, outputs and modules that are put together in odd ways.</summary>
internal static class Wiring
{
    private const string Six = "x: float32[batch, 6]";

    public static void AddTo(HostileTable table)
    {
        table.Right("the input itself", x => x);
        table.Right("the input under another name", x => x.alias());
        table.Right("a constant", x => ones(2, 2));
        table.Right("a constant of the input's size", x => zeros_like(x));
        table.Right("a number", x => x.sum());
        table.Right("a number that is not the input's", x => tensor(3f));
        table.Right("an input without axes", x => x * 2, "x: float32[]");
        table.Right("one axis", x => x.cumsum(0), "x: float32[n]");
        table.Right("six axes", x => x.sum(new long[] { 1, 3 }), "x: float32[a, 2, b, 3, c, 2]");
        table.Right("fixed sizes alone", x => x.matmul(x.t()), "x: float32[2, 3]");
        table.Right("swallowed exceptions", x => { try { _ = x.view(-1, 1_000_003); } catch (Exception) { x = x + 1; } return x; });
        table.Refused("an exception at some sizes", x => { try { return x.view(-1, 2).sum(1, keepdim: true); } catch (Exception) { return x.sum(1, keepdim: true); } }, "x: float32[batch, time]", hasLine: false);
        table.Right("a goto", x => { var i = 0; again: x = x * 2; if (++i < 3) goto again; return x; });
        table.Right("a yield", x => Thrice(x).Last());
        table.Right("pattern matching", x => x is { ndim: 2, shape: [_, var t] } ? x * t : x);
        table.Right("a tuple swapped", x => { var (a, b) = (x + 1, x + 2); (a, b) = (b, a); return a / (b.abs() + 1); });
        table.Right("a function that makes functions", x => { Func<double, Func<Tensor, Tensor>> times = f => t => t * f; return times(2)(times(3)(x)); });
        table.Right("an expression tree over its own code", x => ((Expression<Func<Tensor, Tensor>>)(t => Twice(t))).Compile()(x));
        table.Either("an expression tree over TorchSharp", x => ((Expression<Func<Tensor, Tensor>>)(t => t.exp())).Compile()(x) + 1);
        table.Refused("reflection into TorchSharp", x => (Tensor)typeof(Tensor).GetMethod("exp")!.Invoke(x, [])!);
        table.Refused("a property by reflection", x => x * ((long[])typeof(Tensor).GetProperty("shape")!.GetValue(x)!).Length);
        table.Either("a delegate by reflection", x => typeof(Tensor).GetMethod("exp", Type.EmptyTypes)!.CreateDelegate<Func<Tensor, Tensor>>()(x) + 1);
        table.Refused("dynamic", x => (Tensor)((dynamic)x).exp());
        table.Refused("a dynamic operator", x => (Tensor)((dynamic)x + 1));
        table.Right<FunctionPointer>("a function pointer");
        table.Right<RefReturn>("a reference that is returned");
        table.Right<Spans>("spans");
        table.Right<StackSpan>("a span on the stack");
        table.Right<Covariant>("an overriding property");
        table.Right<DefaultInterface>("code in an interface");
        table.Right<StaticAbstract>("a static abstract method");
        table.Right<Awaits>("an async method that is done at once");
        table.Refused<AwaitsReally>("an async method that goes on elsewhere", hasLine: false);
        table.Right<LocalFunctions>("local functions that call each other");
        table.Right<Recursive>("recursion to a fixed depth");
        table.Right<GenericVirtual>("a generic virtual method");
        table.Right<MethodGroups>("method groups of TorchSharp's");
        table.Right<Disposes>("tensors disposed on the way");
        table.Right<Indexers>("an indexer of its own");
        table.Right<Conversions>("conversions of its own");
        table.Right<InOut>("parameters in and out");
        table.Right<Params>("params");
        table.Right<Events>("an event");
        table.Right<ModuleTwice>("a module under two names", Six);
        table.Right<SharedParameter>("a parameter under two names", Six);
        table.Right<Frozen>("a frozen parameter", Six);
        table.Refused<Unregistered>("a layer that nothing registers", Six);
        table.Refused<InDictionary>("layers in a dictionary", Six);
        table.Right<Nullables>("a layer that is null", Six);
        table.Right<ChosenLayer>("a layer that a setting chooses", Six);
        table.Right<Unused>("a layer that is not used", Six);
        table.Right<CallsForward>("forward instead of call", Six);
        table.Right<OverriddenForward>("a layer whose forward is overridden", Six);
        table.Right<BaseForward>("the forward of a base class", Six);
        table.Refused<MadeInForward>("a layer made in forward", Six);
        table.Right<ActivationInForward>("an activation made in forward", Six);
        table.Refused<OwnMadeInForward>("a module of its own made in forward", Six, hasLine: false);
        table.Refused<ParameterInForward>("a parameter made in forward", Six);
        table.Right<BufferInList>("buffers in a list", Six);
        table.Right<ConstantArrays>("arrays of numbers", Six);
        table.Right<TwoOutputs>("an output twice");
        table.Right<UnusedInput>("an input that is not used", "x: float32[batch, 6] | y: float32[batch, 6]");
        table.Right<SwappedInputs>("inputs in another order than they are used", "x: float32[batch, 6] | y: float32[other, 6]");
        table.Right<Broadcast>("sizes that broadcast", "x: float32[a, 1] | y: float32[1, b]");
        table.Either<BroadcastMaybe>("sizes that may broadcast", "x: float32[a, 3] | y: float32[b, 3]; b: 1..9");
        table.Refused<GivesNothing>("nothing as a result", hasLine: false);
        table.Refused<GivesNumber>("a number as a result", hasLine: false);
        table.Refused<Throws>("an exception of its own");
        table.Refused<ThrowsOnValues>("an exception on some values");
    }

    private static Tensor Twice(Tensor x) => x * 2;

    private static IEnumerable<Tensor> Thrice(Tensor x) { for (var i = 0; i < 3; i++) yield return x = x.sin() * 2; }

    public abstract class Net() : nn.Module<Tensor, Tensor>("net");

    private interface IStep { Tensor Step(Tensor x) => x.cos(); }

    private interface INamed<TSelf> where TSelf : INamed<TSelf> { static abstract Tensor Apply(Tensor x); }

    private sealed class Cosine : INamed<Cosine> { public static Tensor Apply(Tensor x) => x.cos(); }

    public sealed unsafe class FunctionPointer() : Net { public override Tensor forward(Tensor x) { delegate*<Tensor, Tensor> f = &exp; delegate*<Tensor, Tensor> g = &Wiring.Twice; return g(f(x)); } }

    public sealed class RefReturn() : Net { private readonly Tensor[] cells = new Tensor[2]; private static ref Tensor At(Tensor[] all, int i) => ref all[i]; public override Tensor forward(Tensor x) { var own = new Tensor[2]; At(own, 1) = x * 2; ref var cell = ref At(own, 1); cell = cell + 1; return own[1] + cells.Length; } }

    public sealed class Spans() : Net { private static readonly long[] Sizes = [-1, 2, 3]; public override Tensor forward(Tensor x) => x[.., ..2].unsqueeze(2).expand(Sizes.AsSpan()) + 1; }

    public sealed class StackSpan() : Net { public override Tensor forward(Tensor x) { Span<long> axes = stackalloc long[] { 0, 1 }; return x.unsqueeze(0).sum(axes[1..], keepdim: true); } }

    public abstract class WithStep() : Net { protected virtual Tensor Step(Tensor x) => x + 1; public override Tensor forward(Tensor x) => Step(x); }

    public sealed class Covariant() : WithStep { protected override Tensor Step(Tensor x) => base.Step(x) * 2; }

    public sealed class DefaultInterface() : Net { private sealed class Plain : IStep; public override Tensor forward(Tensor x) { IStep step = new Plain(); return step.Step(x); } }

    public sealed class StaticAbstract() : Net { private static Tensor Run<T>(Tensor x) where T : INamed<T> => T.Apply(x); public override Tensor forward(Tensor x) => Run<Cosine>(x); }

    public sealed class Awaits() : Net { private static async Task<Tensor> Step(Tensor x) { x = x.exp(); await Task.CompletedTask; return x + 1; } public override Tensor forward(Tensor x) => Step(x).GetAwaiter().GetResult(); }

    public sealed class AwaitsReally() : Net { private static async Task<Tensor> Step(Tensor x) { await Task.Yield(); return x.exp(); } public override Tensor forward(Tensor x) => Step(x).GetAwaiter().GetResult(); }

    public sealed class LocalFunctions() : Net { public override Tensor forward(Tensor x) { return A(x, 3); static Tensor A(Tensor t, int n) => n == 0 ? t : B(t.sin(), n - 1); static Tensor B(Tensor t, int n) => n == 0 ? t : A(t.cos(), n - 1); } }

    public sealed class Recursive() : Net { private static Tensor Tree(Tensor x, int depth) => depth == 0 ? x : Tree(x * 2, depth - 1) - Tree(x + 1, depth - 1); public override Tensor forward(Tensor x) => Tree(x, 3); }

    public abstract class WithGeneric() : Net { protected virtual TResult Map<TResult>(Tensor x, Func<Tensor, TResult> f) => f(x.exp()); }

    public sealed class GenericVirtual() : WithGeneric { protected override TResult Map<TResult>(Tensor x, Func<Tensor, TResult> f) => f(x.cos()); public override Tensor forward(Tensor x) => Map(x, t => (t, t + 1)) is var (a, b) ? a * b : x; }

    public sealed class MethodGroups() : Net { private readonly Func<Tensor, Tensor>[] steps = [exp, torch.sin, torch.floor]; public override Tensor forward(Tensor x) { foreach (var step in steps) x = step(x.tanh()); Func<Tensor> last = x.cos; return last(); } }

    public sealed class Disposes() : Net { public override Tensor forward(Tensor x) { for (var i = 0; i < 3; i++) { using var scope = NewDisposeScope(); var y = x * 2; y.Dispose(); x = (x + 1).MoveToOuterDisposeScope(); } return x; } }

    public sealed class Indexers() : Net { private readonly double[] factors = [2, 3]; private Tensor this[Tensor x, int i] => x * factors[i]; public override Tensor forward(Tensor x) => this[this[x, 0], 1]; }

    private readonly record struct Wrapped(Tensor Value) { public static implicit operator Wrapped(Tensor x) => new(x * 2); public static explicit operator Tensor(Wrapped w) => w.Value + 1; public static Wrapped operator +(Wrapped a, Wrapped b) => new(a.Value - b.Value); }

    public sealed class Conversions() : Net { public override Tensor forward(Tensor x) { Wrapped a = x, b = x.cos(); return (Tensor)(a + b); } }

    public sealed class InOut() : Net { private static bool Try(in Tensor x, ref Tensor y, out Tensor z) { y = y + x; z = x.exp(); return true; } public override Tensor forward(Tensor x) { var y = x * 2; return Try(x, ref y, out var z) ? y + z : x; } }

    public sealed class Params() : Net { private static Tensor Sum(params ReadOnlySpan<Tensor> all) { var sum = all[0]; foreach (var t in all[1..]) sum = sum + t; return sum; } public override Tensor forward(Tensor x) => Sum(x, x.cos(), x * 2); }

    public sealed class Events() : Net { public override Tensor forward(Tensor x) { Func<Tensor, Tensor>? all = null; all += t => t + 1; all += t => t * 2; return all(x); } }

    public sealed class ModuleTwice : Net { private readonly Linear a; private readonly Linear b; public ModuleTwice() { a = b = nn.Linear(6, 6); RegisterComponents(); } public override Tensor forward(Tensor x) => b.call(a.call(x)); } // class ModuleTwice(

    public sealed class SharedParameter : Net { private readonly Parameter a; private readonly Parameter b; public SharedParameter() { a = b = new(ones(6) * 2); RegisterComponents(); } public override Tensor forward(Tensor x) => x * a + b; } // class SharedParameter(

    public sealed class Frozen : Net { private readonly Parameter a = new(ones(6), requires_grad: false); public Frozen() => RegisterComponents(); public override Tensor forward(Tensor x) => x * a; } // class Frozen(

    public sealed class Unregistered() : Net { private readonly Lazy<Linear> layer = new(nn.Linear(6, 2)); public override Tensor forward(Tensor x) => layer.Value.call(x); }

    public sealed class InDictionary() : Net { private readonly SortedDictionary<string, Linear> layers = new() { ["b"] = nn.Linear(6, 6), ["a"] = nn.Linear(6, 6) }; public override Tensor forward(Tensor x) { foreach (var (name, layer) in layers) x = layer.call(x) * name.Length; return x; } }

    public sealed class Nullables() : Net { private readonly Linear? layer = Environment.NewLine.Length > 5 ? nn.Linear(6, 6) : null; private readonly nn.Module<Tensor, Tensor>? other = nn.Tanh(); public override Tensor forward(Tensor x) => other?.call(layer?.call(x) ?? x) ?? x; }

    public sealed class ChosenLayer : Net { private readonly bool deep = true; private readonly Linear layer = nn.Linear(6, 6); public ChosenLayer() => RegisterComponents(); public override Tensor forward(Tensor x) => deep ? layer.call(x) : x; } // class ChosenLayer(

    public sealed class Unused : Net { private readonly Linear layer = nn.Linear(3, 2); public Unused() => RegisterComponents(); public override Tensor forward(Tensor x) => x + (layer.training ? 1 : 2); } // class Unused(

    public sealed class CallsForward : Net { private readonly Linear layer = nn.Linear(6, 2); public CallsForward() => RegisterComponents(); public override Tensor forward(Tensor x) => layer.forward(x); } // class CallsForward(

    public class Doubling : Net { private readonly Linear layer = nn.Linear(6, 6); public Doubling() => RegisterComponents(); public override Tensor forward(Tensor x) => layer.call(x) * 2; }

    public sealed class OverriddenForward() : Net { private sealed class Shifted : Doubling { public override Tensor forward(Tensor x) => x + 5; } private readonly Doubling inner = new Shifted(); public override Tensor forward(Tensor x) => inner.call(x); }

    public sealed class BaseForward() : Doubling { public override Tensor forward(Tensor x) => base.forward(x) + 1; }

    public sealed class MadeInForward() : Net { public override Tensor forward(Tensor x) => nn.Linear(6, 2).call(x); }

    public sealed class ActivationInForward() : Net { public override Tensor forward(Tensor x) => nn.Sequential(nn.ReLU(), nn.Softmax(1)).call(x); }

    public sealed class OwnMadeInForward() : Net { public override Tensor forward(Tensor x) => new Doubling().call(x); }

    public sealed class ParameterInForward() : Net { public override Tensor forward(Tensor x) => x * new Parameter(ones(1)); }

    public sealed class BufferInList() : Net { private readonly List<Tensor> tables = [arange(6, float32), ones(6)]; public override Tensor forward(Tensor x) => x * tables[0] + tables[1]; }

    public sealed class ConstantArrays() : Net { private readonly float[] weights = [1, 2, 3, 4, 5, 6]; public override Tensor forward(Tensor x) => x * tensor(weights) + from_array(new float[,] { { 1, 2, 3, 4, 5, 6 } }); }

    public sealed class TwoOutputs() : nn.Module<Tensor, (Tensor, Tensor, Tensor)>("net") { public override (Tensor, Tensor, Tensor) forward(Tensor x) { var y = x.exp(); return (y, x, y); } }

    public sealed class UnusedInput() : nn.Module<Tensor, Tensor, Tensor>("net") { public override Tensor forward(Tensor x, Tensor y) => x + 1; }

    public sealed class SwappedInputs() : nn.Module<Tensor, Tensor, Tensor>("net") { public override Tensor forward(Tensor x, Tensor y) => y.matmul(x.t()); }

    public sealed class Broadcast() : nn.Module<Tensor, Tensor, Tensor>("net") { public override Tensor forward(Tensor x, Tensor y) => x * y; }

    public sealed class BroadcastMaybe() : nn.Module<Tensor, Tensor, Tensor>("net") { public override Tensor forward(Tensor x, Tensor y) => x.sum(0, keepdim: true) + y; }

    public sealed class GivesNothing() : nn.Module<Tensor, Tensor?>("net") { public override Tensor? forward(Tensor x) => null; }

    public sealed class GivesNumber() : nn.Module<Tensor, (Tensor, int)>("net") { public override (Tensor, int) forward(Tensor x) => (x, 3); }

    public sealed class Throws() : Net { public override Tensor forward(Tensor x) => x.ndim == 2 ? throw new InvalidOperationException("never mind") : x.exp(); }

    public sealed class ThrowsOnValues() : Net { public override Tensor forward(Tensor x) => x.isnan().any().item<bool>() ? throw new InvalidOperationException("NaN") : x.exp(); }
}
