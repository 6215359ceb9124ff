using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Fields that are written in forward: what carries nothing to the next call is right, what does is refused.</summary>
internal static class Fields
{
    public static void AddTo(HostileTable table)
    {
        table.Right<StoredAttention>("attention that is stored");
        table.Right<StoredInList>("maps that are stored in a list");
        table.Right<StoredTuple>("two results that are stored as a tuple");
        table.Right<StoredDelegate>("a function that is stored");
        table.Right<NotesSize>("a size that is noted");
        table.Right<NotesText>("a text about sizes that is noted");
        table.Right<AnchorsByShape>("anchors that are made again for another shape");
        table.Right<AnchorsDisposed>("anchors whose old ones are disposed");
        table.Right<AnchorsWithoutScope>("anchors that nothing takes out of a scope");
        table.Right<GridsByLevel>("grids in an array, one for each level");
        table.Right<RotaryGrows>("a table that grows to the longest length so far");
        table.Right<CausalMask>("a mask that is made again for another length");
        table.Right<LazyConstant>("a constant that is made at the first call");
        table.Right<LazyOfWeights>("a product of weights that is made at the first call", "x: float32[batch, 6]");
        table.Right<LazyActivation>("an activation that is made at the first call");
        table.Right<NestedCache>("anchors in another object");
        table.Right<StaticCache>("a constant in a static field");
        table.Right<KeepsLargest>("the largest size so far, which nothing reads");
        table.Right<SameAgain>("a tensor that is put back as it was");
        table.Right<SwitchedOn>("a switch that is thrown before it is read");
        table.Right<MaskUnused>("a cached length that is not read again");
        table.Refused<MeanOnce>("the mean of the first inputs");
        table.Refused<LimitOnce>("a limit of the first inputs that is seldom reached");
        table.Refused<FirstCallDiffers>("a first call that does something else");
        table.Refused<ChangedShape>("whether the shape is the last one");
        table.Refused<GrowingCache>("keys that are appended");
        table.Refused<WrittenCache>("keys that are written into a field");
        table.Refused<WrittenElement>("an element of a field that is written");
        table.Refused<CounterModulo>("a counter modulo two");
        table.Refused<CounterSaturates>("a counter that stops");
        table.Refused<UsesLast>("the inputs before these");
        table.Refused<UsesLastShape>("the length before this");
        table.Refused<StaleMask>("a mask that is not made again");
        table.Refused<StaleLength>("a table that is not made again and fits");
        table.Refused<LargestSize>("the largest size so far");
        table.Refused<AverageOfSizes>("an average of sizes");
        table.Refused<Accumulates>("a constant that grows");
        table.Refused<Halves>("a factor that gets smaller");
        table.Refused<NoiseOnce>("noise that is drawn at the first call");
        table.Refused<ActivationTurns>("activations that take turns");
        table.Refused<DisposesTable>("a table that the call disposes", hasLine: false);
        table.Refused<Swaps>("two tables that change places");
        table.Refused<CountsInCache>("how many lengths there were");
        table.Refused<StaticMean>("the mean of the first inputs in a static field");
        table.Refused<StoredState>("a state that goes on");
        table.Refused<LazyBuilder>("a counter in a builder that is made at the first call");
        table.Refused<LazyWeakTable>("a counter in a weak table that is made at the first call");
        table.Refused<LazyConcurrent>("a counter in a concurrent collection that is made at the first call");
        table.Refused<LazyWriter>("a counter in a writer that is made at the first call");
        table.Refused<LazyObject>("a counter in an object that is made at the first call");
        table.Right<BuilderMadeAnew>("a builder that is made at each call");
    }

    public abstract class Net() : nn.Module<Tensor, Tensor>("net");

    private sealed class Cache { public long Length; public Tensor? Table; }

    public sealed class StoredAttention() : Net { private Tensor? attention; public override Tensor forward(Tensor x) { attention = x.softmax(1); return attention * x; } }

    public sealed class StoredInList() : Net { private readonly List<Tensor> maps = []; public override Tensor forward(Tensor x) { maps.Clear(); maps.Add(x.sin()); maps.Add(maps[0] * 2); return maps[1] + x; } }

    public sealed class StoredTuple() : Net { private (Tensor, Tensor, long)? last; public override Tensor forward(Tensor x) { last = (x.sin(), x.cos(), x.shape[0]); return last.Value.Item1 - last.Value.Item2; } }

    public sealed class StoredDelegate() : Net { private Func<Tensor, Tensor>? last; public override Tensor forward(Tensor x) { last = t => t * 2; return last(x); } }

    public sealed class NotesSize() : Net { private long rows; public override Tensor forward(Tensor x) { rows = x.shape[0]; return x * 2; } }

    public sealed class NotesText() : Net { private string note = ""; public override Tensor forward(Tensor x) { note = $"{x.shape[0]} rows"; return note.Length > 3 ? x * 2 : x; } }

    public sealed class AnchorsByShape() : Net { private long length; private Tensor? anchors; public override Tensor forward(Tensor x) { if (length != x.shape[1]) { length = x.shape[1]; anchors = (arange(length) + 0.5).DetachFromDisposeScope(); } return x + anchors!; } }

    public sealed class AnchorsDisposed() : Net { private long[] shape = []; private Tensor anchors = zeros(1); public override Tensor forward(Tensor x) { if (!shape.SequenceEqual(x.shape)) { anchors.Dispose(); shape = x.shape; anchors = arange(x.shape[1]).unsqueeze(0).DetachFromDisposeScope(); } return x * anchors; } }

    public sealed class AnchorsWithoutScope() : Net { private Tensor? anchors; public override Tensor forward(Tensor x) { if (anchors is null || anchors.shape[0] != x.shape[1]) { anchors = arange(x.shape[1]); } return x + anchors; } }

    public sealed class GridsByLevel() : Net { private readonly Tensor?[] grids = new Tensor?[2]; public override Tensor forward(Tensor x) { for (var i = 0; i < 2; i++) if (grids[i]?.shape[0] != x.shape[1]) grids[i] = (arange(x.shape[1]) * (i + 1)).DetachFromDisposeScope(); return x + grids[0]! - grids[1]!; } }

    public sealed class RotaryGrows() : Net { private Tensor? cosines; public override Tensor forward(Tensor x) { if (cosines is null || cosines.shape[0] < x.shape[1]) { cosines = arange(x.shape[1], float32).cos().DetachFromDisposeScope(); } return x * cosines[..(int)x.shape[1]]; } }

    public sealed class CausalMask() : Net { private Tensor? mask; public override Tensor forward(Tensor x) { var n = x.shape[1]; if (mask?.shape[1] != n) mask = ones(n, n).tril().DetachFromDisposeScope(); return x.matmul(mask); } }

    public sealed class LazyConstant() : Net { private Tensor? scale; public override Tensor forward(Tensor x) => x * (scale ??= tensor(2f).DetachFromDisposeScope()); }

    public sealed class LazyOfWeights : Net { private readonly Linear layer = nn.Linear(6, 6); private Tensor? product; public LazyOfWeights() => RegisterComponents(); public override Tensor forward(Tensor x) => x.matmul(product ??= (layer.weight!.t() * 2).DetachFromDisposeScope()); } // class LazyOfWeights(

    public sealed class LazyActivation() : Net { private nn.Module<Tensor, Tensor>? activation; public override Tensor forward(Tensor x) => (activation ??= nn.LeakyReLU(0.2)).call(x); }

    public sealed class NestedCache() : Net { private readonly Cache cache = new(); public override Tensor forward(Tensor x) { if (cache.Length != x.shape[1]) (cache.Length, cache.Table) = (x.shape[1], arange(x.shape[1]).DetachFromDisposeScope()); return x - cache.Table!; } }

    public sealed class StaticCache() : Net { private static Tensor? _scale; public override Tensor forward(Tensor x) => x * (_scale ??= tensor(3f).DetachFromDisposeScope()); }

    public sealed class KeepsLargest() : Net { private long largest; public override Tensor forward(Tensor x) { largest = Math.Max(largest, x.shape[1]); return x * 2; } }

    public sealed class SameAgain() : Net { private Tensor scale = full(1, 3.0); public override Tensor forward(Tensor x) { scale = scale.clone().DetachFromDisposeScope(); return x * scale; } }

    public sealed class SwitchedOn() : Net { private bool on; public override Tensor forward(Tensor x) { on = true; return on ? x : -x; } }

    public sealed class MaskUnused() : Net { private (long, long) shape; public override Tensor forward(Tensor x) { shape = (x.shape[0], x.shape[1]); return x / shape.Item2; } }

    public sealed class MeanOnce() : Net { private Tensor? mean; public override Tensor forward(Tensor x) { mean ??= x.mean().DetachFromDisposeScope(); return x - mean; } }

    public sealed class LimitOnce() : Net { private Tensor? over; public override Tensor forward(Tensor x) { over ??= (x.max() > 1e6).to(float32).DetachFromDisposeScope(); return x + over; } }

    public sealed class FirstCallDiffers() : Net { private bool later; public override Tensor forward(Tensor x) { if (later) return x; later = true; return x.clamp(max: 1e6); } }

    public sealed class ChangedShape() : Net { private long last; public override Tensor forward(Tensor x) { var changed = last != x.shape[1]; last = x.shape[1]; return changed ? x : -x; } }

    public sealed class GrowingCache() : Net { private Tensor? keys; public override Tensor forward(Tensor x) { keys = (keys is null ? x : cat([keys, x])).DetachFromDisposeScope(); return keys.sum(0); } }

    public sealed class WrittenCache() : Net { private readonly Tensor keys = zeros(4, 2); public override Tensor forward(Tensor x) { keys.narrow(0, 1, 1).copy_(x[..1, ..2]); return x[.., ..2].matmul(keys.t()); } }

    public sealed class WrittenElement() : Net { private readonly Tensor last = zeros(2); public override Tensor forward(Tensor x) { last[0] = x.sum(); return x + last[1]; } }

    public sealed class CounterModulo() : Net { private int turn; public override Tensor forward(Tensor x) { turn = (turn + 1) % 2; return turn > 5 ? x : -x; } }

    public sealed class CounterSaturates() : Net { private int calls; public override Tensor forward(Tensor x) { calls = Math.Min(calls + 1, 900); return calls > 899 ? x : -x; } }

    public sealed class UsesLast() : Net { private Tensor? last; public override Tensor forward(Tensor x) { var before = last ?? x; last = x.sum().DetachFromDisposeScope(); return x + (before.sum() * 0); } }

    public sealed class UsesLastShape() : Net { private long last = 3; public override Tensor forward(Tensor x) { var before = last; last = x.shape[1]; return x * before; } }

    public sealed class StaleMask() : Net { private Tensor? mask; public override Tensor forward(Tensor x) { mask ??= ones(x.shape[1], x.shape[1]).tril().DetachFromDisposeScope(); return x.matmul(mask); } }

    public sealed class StaleLength() : Net { private Tensor? table; public override Tensor forward(Tensor x) { table ??= arange(x.shape[1], float32).DetachFromDisposeScope(); return x / (table.max() + 1); } }

    public sealed class LargestSize() : Net { private long largest; public override Tensor forward(Tensor x) { largest = Math.Max(largest, x.shape[1]); return x * largest; } }

    public sealed class AverageOfSizes() : Net { private double average; public override Tensor forward(Tensor x) { average = (0.9 * average) + (0.1 * x.shape[1]); return average > 1e9 ? x : -x; } }

    public sealed class Accumulates() : Net { private Tensor table = ones(1); public override Tensor forward(Tensor x) { table = (table + 1).DetachFromDisposeScope(); return x * 2; } }

    public sealed class Halves() : Net { private double factor = 1; public override Tensor forward(Tensor x) { factor /= 2; return x + (factor < 1e-300 ? 1 : 0); } }

    public sealed class NoiseOnce() : Net { private Tensor? noise; public override Tensor forward(Tensor x) => x + (noise ??= rand(1)); }

    public sealed class ActivationTurns() : Net { private readonly nn.Module<Tensor, Tensor>[] steps = [nn.ReLU(), nn.Tanh()]; public override Tensor forward(Tensor x) { (steps[0], steps[1]) = (steps[1], steps[0]); return steps[0].call(x); } }

    public sealed class DisposesTable() : Net { private readonly Tensor scale = full(1, 3.0); public override Tensor forward(Tensor x) { using var mine = scale; return x * mine; } }

    public sealed class Swaps() : Net { private Tensor a = ones(1); private Tensor b = zeros(1); public override Tensor forward(Tensor x) { (a, b) = (b, a); return x + (a * b); } }

    public sealed class CountsInCache() : Net { private readonly Dictionary<long, Tensor> masks = []; public override Tensor forward(Tensor x) { masks[x.shape[1]] = ones(1).DetachFromDisposeScope(); return masks.Count > 1000 ? x : -x; } }

    public sealed class StaticMean() : Net { private static Tensor? _mean; public override Tensor forward(Tensor x) => x - (_mean ??= x.mean().DetachFromDisposeScope()); }

    public sealed class LazyBuilder() : Net { private System.Text.StringBuilder? text; public override Tensor forward(Tensor x) => (text ??= new()).Append('a').Length > 1000 ? x : -x; }

    public sealed class LazyWeakTable() : Net { private System.Runtime.CompilerServices.ConditionalWeakTable<object, Cache>? table; public override Tensor forward(Tensor x) => ++(table ??= []).GetOrCreateValue(this).Length > 1000 ? x : -x; }

    public sealed class LazyConcurrent() : Net { private System.Collections.Concurrent.ConcurrentQueue<int>? seen; public override Tensor forward(Tensor x) { (seen ??= new()).Enqueue(1); return seen.Count > 1000 ? x : -x; } }

    public sealed class LazyWriter() : Net { private StringWriter? text; public override Tensor forward(Tensor x) { (text ??= new(System.Globalization.CultureInfo.InvariantCulture)).Write('a'); return text.ToString().Length > 1000 ? x : -x; } }

    public sealed class LazyObject() : Net { private Cache? cache; public override Tensor forward(Tensor x) => ++(cache ??= new()).Length > 1000 ? x : -x; }

    public sealed class BuilderMadeAnew() : Net { private System.Text.StringBuilder text = new(); public override Tensor forward(Tensor x) { text = new("rows "); text.Append(x.shape[0]); return text.Length > 1 ? x * 2 : x; } }

    public sealed class StoredState() : Net { private Tensor? state; public override Tensor forward(Tensor x) { state = ((state ?? zeros(1)) * 0.5 + x.mean()).DetachFromDisposeScope(); return x + state; } }
}
