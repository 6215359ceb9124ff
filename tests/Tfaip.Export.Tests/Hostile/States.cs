using System.Collections.Concurrent;
using System.Text;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>What a call leaves behind for the next one.</summary>
internal static class States
{
    public static void AddTo(HostileTable table)
    {
        table.Refused<Counter>("a counter");
        table.Refused<CounterThatDecides>("a counter that decides later");
        table.Refused<StaticCounter>("a static counter");
        table.Refused<StaticOfGeneric>("a static counter of a generic class");
        table.Refused<StaticElsewhere>("a static counter of another class");
        table.Refused<ThreadCounter>("a counter of the thread");
        table.Refused<PropertyCounter>("a counter in a property");
        table.Refused<NestedCounter>("a counter in another object");
        table.Refused<StructCounter>("a counter in a structure");
        table.Refused<ArrayCounter>("a counter in an array");
        table.Refused<ListGrows>("a list that grows");
        table.Refused<DictionaryCounter>("a counter in a dictionary");
        table.Refused<SetGrows>("a set that grows");
        table.Refused<QueueTurns>("a queue that turns");
        table.Refused<StackGrows>("a stack that grows");
        table.Refused<TextGrows>("a text that grows");
        table.Refused<BuilderGrows>("a text that grows in a builder");
        table.Refused<ConcurrentCounter>("a counter in a concurrent dictionary");
        table.Refused<BoxCounter>("a counter in a box");
        table.Refused<LinkedGrows>("a linked list that grows");
        table.Refused<BitsFlip>("a bit that flips");
        table.Right<Toggle>("a switch that is thrown");
        table.Right<LastInput>("the last input");
        table.Right<LastShape>("the last shape");
        table.Refused<RunningMean>("a running mean");
        table.Refused<HiddenState>("the state of a recurrent layer");
        table.Right<CachedMask>("a mask that is made once");
        table.Refused<CachedBySize>("masks by size");
        table.Refused<LazyLayer>("a layer that is made at the first call");
        table.Right<LazyValue>("a value that is made at the first call");
        table.Refused<ReplacesLayer>("a layer that is replaced");
        table.Refused<Registers>("a buffer that is registered");
        table.Refused<RegistersParameter>("a parameter that is registered");
        table.Refused<Hooks>("a hook that is registered");
        table.Refused<Trains>("the mode that is changed");
        table.Refused<TrainsPart>("the mode of a part that is changed");
        table.Refused<Moves>("weights that are converted");
        table.Refused<MutatesBase>("a field of the base class");
        table.Refused<MutatesCaptured>("a captured variable");
        table.Refused<EventRaised>("a handler that counts");
        table.Refused<ClosedEnumerator>("an enumerator that goes on");
        table.Refused<WeakCache>("a weak cache");
        table.Refused<WeakCounter>("a counter in a weak cache");
        table.Refused<LocalOfFlow>("a value of the flow of calls");
        table.Right<LocalState>("a counter that begins anew");
        table.Right<ReadsConfiguration>("settings that are only read");
        table.Right<CachesInConstructor>("a table that the constructor makes");
        table.Refused("a captured variable of a lambda", Counting(), hasLine: false);
        table.Right("a captured constant of a lambda", Constant());
    }

    private static Func<Tensor, Tensor> Counting()
    {
        var calls = 0;
        return x => ++calls > 1000 ? x : -x;
    }

    private static Func<Tensor, Tensor> Constant()
    {
        var factor = 3;
        return x => x * factor;
    }

    public abstract class Net() : nn.Module<Tensor, Tensor>("net") { protected int BaseCalls; }

    private static class Elsewhere { public static int Calls; }

    private static class Generic<T> { public static int Calls; }

    private sealed class Cell { public int Count; }

    private struct Pair { public int Second; }

    public sealed class Counter() : Net { private int calls; public override Tensor forward(Tensor x) => x * ++calls; }

    public sealed class CounterThatDecides() : Net { private int calls; public override Tensor forward(Tensor x) => ++calls > 1000 ? x : -x; }

    public sealed class StaticCounter() : Net { private static int _calls; public override Tensor forward(Tensor x) => ++_calls > 1000 ? x : -x; }

    public sealed class StaticOfGeneric() : Net { public override Tensor forward(Tensor x) => ++Generic<string>.Calls > 1000 ? x : -x; }

    public sealed class StaticElsewhere() : Net { public override Tensor forward(Tensor x) => ++Elsewhere.Calls > 1000 ? x : -x; }

    public sealed class ThreadCounter() : Net { [ThreadStatic] private static int _calls; public override Tensor forward(Tensor x) => ++_calls > 1000 ? x : -x; }

    public sealed class PropertyCounter() : Net { private int Calls { get; set; } public override Tensor forward(Tensor x) => ++Calls > 1000 ? x : -x; }

    public sealed class NestedCounter() : Net { private readonly Cell cell = new(); public override Tensor forward(Tensor x) => ++cell.Count > 1000 ? x : -x; }

    public sealed class StructCounter() : Net { private Pair pair; public override Tensor forward(Tensor x) => ++pair.Second > 1000 ? x : -x; }

    public sealed class ArrayCounter() : Net { private readonly int[] counts = new int[2]; public override Tensor forward(Tensor x) => ++counts[1] > 1000 ? x : -x; }

    public sealed class ListGrows() : Net { private readonly List<int> seen = []; public override Tensor forward(Tensor x) { seen.Add(1); return seen.Count > 1000 ? x : -x; } }

    public sealed class DictionaryCounter() : Net { private readonly Dictionary<string, int> counts = new() { ["a"] = 0 }; public override Tensor forward(Tensor x) => ++counts["a"] > 1000 ? x : -x; }

    public sealed class SetGrows() : Net { private readonly HashSet<int> seen = []; public override Tensor forward(Tensor x) { seen.Add(seen.Count); return seen.Count > 1000 ? x : -x; } }

    public sealed class QueueTurns() : Net { private readonly Queue<int> turns = new([1, 2, 3]); public override Tensor forward(Tensor x) { var turn = turns.Dequeue(); turns.Enqueue(turn); return turn > 1000 ? x : -x; } }

    public sealed class StackGrows() : Net { private readonly Stack<int> seen = new(); public override Tensor forward(Tensor x) { seen.Push(1); return seen.Count > 1000 ? x : -x; } }

    public sealed class TextGrows() : Net { private string text = ""; public override Tensor forward(Tensor x) { text += "a"; return text.Length > 1000 ? x : -x; } }

    public sealed class BuilderGrows() : Net { private readonly StringBuilder text = new(); public override Tensor forward(Tensor x) => text.Append('a').Length > 1000 ? x : -x; }

    public sealed class ConcurrentCounter() : Net { private readonly ConcurrentDictionary<string, int> counts = new(); public override Tensor forward(Tensor x) => counts.AddOrUpdate("a", 1, (_, n) => n + 1) > 1000 ? x : -x; }

    public sealed class BoxCounter() : Net { private readonly System.Runtime.CompilerServices.StrongBox<int> box = new(); public override Tensor forward(Tensor x) => ++box.Value > 1000 ? x : -x; }

    public sealed class LinkedGrows() : Net { private readonly LinkedList<int> seen = new(); public override Tensor forward(Tensor x) { seen.AddLast(1); return seen.Count > 1000 ? x : -x; } }

    public sealed class BitsFlip() : Net { private readonly System.Collections.BitArray bits = new(2000); public override Tensor forward(Tensor x) { bits.Set(5, !bits.Get(5)); return bits.Get(1999) ? x : -x; } }

    public sealed class Toggle() : Net { private bool on; public override Tensor forward(Tensor x) { on = true; return on ? x : -x; } }

    public sealed class LastInput() : Net { private Tensor? last; public override Tensor forward(Tensor x) { last = x; return x * 2; } }

    public sealed class LastShape() : Net { private long[] last = []; public override Tensor forward(Tensor x) { last = x.shape; return x * last.Length; } }

    public sealed class RunningMean() : Net { private Tensor mean = zeros(1); public override Tensor forward(Tensor x) { mean = (mean * 0.9) + (x.mean() * 0.1); return x - mean; } }

    public sealed class HiddenState() : Net { private readonly Linear cell = nn.Linear(2, 2); private Tensor state = zeros(1, 2); public override Tensor forward(Tensor x) { state = cell.call(x[.., ..2] + state[..1]).tanh(); return state; } }

    public sealed class CachedMask() : Net { private Tensor? mask; public override Tensor forward(Tensor x) { mask ??= ones(2, 2).tril().DetachFromDisposeScope(); return x[.., ..2].matmul(mask); } }

    public sealed class CachedBySize() : Net { private readonly Dictionary<long, Tensor> masks = []; public override Tensor forward(Tensor x) { if (!masks.TryGetValue(x.shape[1], out var mask)) masks[x.shape[1]] = mask = arange(x.shape[1]).DetachFromDisposeScope(); return x + mask; } }

    public sealed class LazyLayer() : Net { private Linear? layer; public override Tensor forward(Tensor x) => (layer ??= nn.Linear(2, 2)).call(x[.., ..2]); }

    public sealed class LazyValue() : Net { private readonly Lazy<double> factor = new(() => 2.0); public override Tensor forward(Tensor x) => x * factor.Value; }

    public sealed class ReplacesLayer() : Net { private nn.Module<Tensor, Tensor> layer = nn.ReLU(); public override Tensor forward(Tensor x) { var y = layer.call(x); layer = nn.Tanh(); return y; } }

    public sealed class Registers() : Net { public override Tensor forward(Tensor x) { register_buffer("b", ones(1)); return x; } }

    public sealed class RegistersParameter() : Net { public override Tensor forward(Tensor x) { register_parameter("p", new Parameter(ones(1))); return x; } }

    public sealed class Hooks() : Net { private readonly Linear layer = nn.Linear(2, 2); public override Tensor forward(Tensor x) { layer.register_forward_hook((_, _, y) => y * 2); return layer.call(x[.., ..2]); } }

    public sealed class Trains() : Net { public override Tensor forward(Tensor x) { train(); return x * 2; } }

    public sealed class TrainsPart() : Net { private readonly nn.Module<Tensor, Tensor> part = nn.Dropout(0.5); public override Tensor forward(Tensor x) { part.train(true); return part.call(x); } }

    public sealed class Moves() : Net { private readonly Linear layer = nn.Linear(2, 2); public override Tensor forward(Tensor x) { layer.to(float64); return layer.call(x[.., ..2].to(float64)); } }

    public sealed class MutatesBase() : Net { public override Tensor forward(Tensor x) => ++BaseCalls > 1000 ? x : -x; }

    public sealed class MutatesCaptured() : Net { private readonly Func<int> next = Numbers(); private static Func<int> Numbers() { var n = 0; return () => ++n; } public override Tensor forward(Tensor x) => next() > 1000 ? x : -x; }

    public sealed class EventRaised() : Net { private int raised; private event Action? Called; public override Tensor forward(Tensor x) { if (Called is null) { Called += () => raised++; } Called?.Invoke(); return raised > 1000 ? x : -x; } }

    public sealed class ClosedEnumerator() : Net { private readonly IEnumerator<int> numbers = Enumerable.Range(0, 100000).GetEnumerator(); public override Tensor forward(Tensor x) { numbers.MoveNext(); return numbers.Current > 1000 ? x : -x; } }

    public sealed class WeakCache() : Net { private readonly System.Runtime.CompilerServices.ConditionalWeakTable<Net, string> cache = []; public override Tensor forward(Tensor x) => cache.GetValue(this, _ => "a").Length > 1000 ? x : -x; }

    public sealed class WeakCounter() : Net { private readonly System.Runtime.CompilerServices.ConditionalWeakTable<Net, Cell> cache = []; public override Tensor forward(Tensor x) => ++cache.GetOrCreateValue(this).Count > 1000 ? x : -x; }

    public sealed class LocalOfFlow() : Net { private readonly AsyncLocal<int> calls = new(); public override Tensor forward(Tensor x) => ++calls.Value > 1000 ? x : -x; }

    public sealed class LocalState() : Net { public override Tensor forward(Tensor x) { var cell = new Cell(); for (var i = 0; i < 3; i++) cell.Count += i; return x * cell.Count; } }

    public sealed class ReadsConfiguration() : Net { private readonly Dictionary<string, double[]> settings = new() { ["scale"] = [1, 2, 3] }; public override Tensor forward(Tensor x) => x * settings["scale"].Sum(); }

    public sealed class CachesInConstructor() : Net { private readonly Tensor table = arange(64, float32); public override Tensor forward(Tensor x) => x + table[..(int)x.shape[1]]; }
}
