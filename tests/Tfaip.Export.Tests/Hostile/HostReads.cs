using System.Globalization;
using System.Linq.Expressions;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>The values of tensors come into .NET, in every way and place that there is.</summary>
internal static class HostReads
{
    private static float Total(Tensor t) => t.sum().ToSingle();

    public static void AddTo(HostileTable table)
    {
        table.Refused("item decides", x => x.sum().item<float>() > 0 ? x : -x);
        table.Refused("item scales", x => x * x.max().item<float>());
        table.Refused("item of a flag", x => (x > 3).any().item<bool>() ? x.relu() : x);
        table.Refused("ToSingle", x => x * x.mean().ToSingle());
        table.Refused("ToDouble", x => x + x.mean().ToDouble());
        table.Refused("ToInt64", x => x + x.argmax().ToInt64());
        table.Refused("ToInt32", x => x.roll(x.argmax().ToInt32(), 0));
        table.Refused("ToBoolean", x => x.isnan().any().ToBoolean() ? zeros_like(x) : x);
        table.Refused("ToScalar", x => x + x.max().ToScalar());
        table.Refused("cast to float", x => x * (float)x.mean());
        table.Refused("cast to double", x => x * (double)x.mean());
        table.Refused("cast to long", x => x + (long)x.argmax());
        table.Refused("cast to int", x => x + (int)x.argmax());
        table.Refused("cast to bool", x => (bool)(x > 0).all() ? x : -x);
        table.Refused("data", x => x * x.data<float>()[0]);
        table.Refused("data as an array", x => x * x.data<float>().ToArray().Max());
        table.Refused("data in LINQ", x => x * x.data<float>().Sum());
        table.Refused("data back into a tensor", x => tensor(x.cumsum(1).data<float>().ToArray()).view(x.shape));
        table.Refused("bytes", x => x * x.bytes[0]);
        table.Refused("one element", x => x * x[0, 0].item<float>());
        table.Refused("one element of an index", x => x * ((float)x[0, 0]));
        table.Refused("element by position", x => x * x.ReadCpuSingle(0));
        table.Refused("text", x => x.ToString(TorchSharp.TensorStringStyle.Numpy).Length > 40 ? x : -x);
        table.Refused("text of julia", x => x.jlstr().Length > 40 ? x : -x);
        table.Refused("text of numpy", x => x.npstr().Length > 40 ? x : -x);
        table.Refused("text of C#", x => x.cstr().Length > 40 ? x : -x);
        table.Refused("text as an object", x => ((object)x).ToString()!.Length > 1000 ? x : -x);
        table.Refused("text interpolated", x => $"{x.sum()}".Length > 1000 ? x : -x);
        table.Refused("text concatenated", x => ("sum " + x.sum()).Length > 1000 ? x : -x);
        table.Refused("text formatted", x => string.Format(CultureInfo.InvariantCulture, "{0}", x.sum()).Length > 1000 ? x : -x);
        table.Refused("text appended", x => new System.Text.StringBuilder().Append(x.sum()).Length > 1000 ? x : -x);
        table.Refused("converted", x => Convert.ToString(x.sum(), CultureInfo.InvariantCulture)!.Length > 1000 ? x : -x);
        table.Refused("compared as objects", x => x.Equals(x + 1) ? x : -x);
        table.Refused("compared closely", x => x.allclose(x + 1) ? x : -x);
        table.Refused("allclose of torch", x => allclose(x, x.abs()) ? x : -x);
        table.Refused("shapes by value", x => x.sum().ToString()!.Contains('-') ? x : -x);
        table.Refused("in a conditional access", x => x * (x?.mean().item<float>() ?? 1));
        table.Refused("in a switch", x => x.sum().item<float>() switch { > 1e6f => x, _ => -x });
        table.Refused("in a lambda of LINQ", x => x * Enumerable.Range(0, 1).Select(i => x[i].sum().item<float>()).First());
        table.Refused("in a local function", x => { float Sum() => x.sum().item<float>(); return x * Sum(); });
        table.Refused("in a loop over elements", x => { var sum = 0f; for (var i = 0; i < 2; i++) sum += x[0, i].item<float>(); return x * sum; });
        table.Refused("in a while over values", x => { var y = x.abs() + 1; while (y.max().item<float>() > 1) y = y / 2; return y; });
        table.Refused("in an await", x => x * Task.FromResult(x.sum().item<float>()).GetAwaiter().GetResult());
        table.Refused("caught", x => { try { return x * x.max().item<float>(); } catch (Exception) { return x; } });
        table.Refused("caught with a filter", x => { try { return x * x.max().item<float>(); } catch (Exception e) when (e.Message.Length > 0) { return x; } });
        table.Refused("in a finally", x => { var f = 1f; try { f = 2; } finally { f *= x.max().item<float>(); } return x * f; });
        table.Refused("under a lock", x => { lock (table) return x * x.max().item<float>(); });
        table.Refused("in a using", x => { using var s = x.sum(); return x * s.item<float>(); });
        table.Refused("as a key of a dictionary", x => x * new Dictionary<long, double> { [x.argmax().item<long>() * 0] = 2 }[0]);
        table.Refused("as a dynamic", x => ((dynamic)x).sum().item<float>() > 1e6f ? x : -x);
        table.Refused("by reflection", x => (float)typeof(TensorReaders).GetMethod("Sum")!.Invoke(null, [x])! > 1e6f ? x : -x, hasLine: false);
        table.Refused("by reflection into TorchSharp", x => typeof(Tensor).GetMethod("allclose")!.Invoke(x, [x + 1, 1e-5, 1e-8, false]) is true ? x : -x);
        table.Refused("by a delegate that is invoked late", x => (float)((Delegate)Total).DynamicInvoke(x)! > 1e6f ? x : -x, hasLine: false);
        table.Refused("by a compiled expression", x => ((Expression<Func<Tensor, bool>>)(t => t.allclose(t + 1))).Compile()(x) ? x : -x);
        table.Refused("length of what is not zero", x => x * x.nonzero().shape[0]);
        table.Refused("how many are chosen", x => x * x.masked_select(x > 0).shape[0]);
        table.Refused("how many differ", x => x / x.unique().output.shape[0]);
        table.Refused("is it not zero", x => (bool)x.sum().is_nonzero() ? x : -x);
        table.Refused("same values of torch", x => (bool)equal(x, x.abs()).all() ? x : -x);
        table.Refused("a norm as a number", x => x / (x.norm().item<float>() + 1));
        table.Refused("the largest as a size", x => x.narrow(1, 0, 1 + (x.argmax().item<long>() * 0)));
        table.Refused("a value as an index", x => x[.., (int)(x.argmax().item<long>() % 2)]);
        table.Refused("values as a shape", x => zeros(1 + (x.argmax().item<long>() * 0), 2) + 1);
        table.Refused<InProperty>("in a property");
        table.Refused<InIterator>("in an iterator");
        table.Refused<InAsync>("in an async method");
        table.Refused<InGeneric>("in a generic method");
        table.Refused<InInterface>("behind an interface");
        table.Refused<InOperator>("in an operator of its own");
        table.Refused<InStructure>("in a structure");
        table.Refused<InRefParameter>("by reference");
        table.Refused<Base.InBase>("in the base class");
        table.Refused<InConstructorOfOther>("in a constructor of another class");
        table.Refused<InIndexer>("in an indexer");
        table.Refused<InEvent>("in an event");
        table.Refused<InDispose>("while disposing");
    }

    private static class TensorReaders
    {
        public static float Sum(Tensor x) => x.sum().item<float>();
    }

    public abstract class Net() : nn.Module<Tensor, Tensor>("net");

    private interface IScale { float Of(Tensor x); }

    public sealed class InProperty() : Net { private Tensor? seen; private float Sum => seen!.sum().item<float>(); public override Tensor forward(Tensor x) { seen = x; var y = x * Sum; seen = null; return y; } }

    public sealed class InIterator() : Net { private static IEnumerable<float> Each(Tensor x) { for (var i = 0; i < 2; i++) yield return x[0, i].item<float>(); } public override Tensor forward(Tensor x) => x * Each(x).Sum(); }

    public sealed class InAsync() : Net { private static async Task<float> Sum(Tensor x) { await Task.CompletedTask; return x.sum().item<float>(); } public override Tensor forward(Tensor x) => x * Sum(x).GetAwaiter().GetResult(); }

    public sealed class InGeneric() : Net { private static T Of<T>(Tensor x) where T : unmanaged => x.sum().item<T>(); public override Tensor forward(Tensor x) => x * Of<float>(x); }

    public sealed class InInterface() : Net { private sealed class Scale : IScale { public float Of(Tensor x) => x.sum().item<float>(); } public override Tensor forward(Tensor x) { IScale scale = new Scale(); return x * scale.Of(x); } }

    public sealed class InOperator() : Net { private readonly record struct Box(Tensor Value) { public static implicit operator float(Box box) => box.Value.sum().item<float>(); } public override Tensor forward(Tensor x) => x * (float)new Box(x); }

    public sealed class InStructure() : Net { private struct Cell(Tensor value) { public readonly float Sum() => value.sum().item<float>(); } public override Tensor forward(Tensor x) => x * new Cell(x).Sum(); }

    public sealed class InRefParameter() : Net { private static void Sum(ref Tensor x, out float sum) => sum = x.sum().item<float>(); public override Tensor forward(Tensor x) { Sum(ref x, out var sum); return x * sum; } }

    public abstract class Base() : Net { protected static float Sum(Tensor x) => x.sum().item<float>(); public sealed class InBase() : Base { public override Tensor forward(Tensor x) => x * Sum(x); } }

    public sealed class InConstructorOfOther() : Net { private sealed class Stats { public Stats(Tensor x) => Sum = x.sum().item<float>(); public float Sum { get; } } public override Tensor forward(Tensor x) => x * new Stats(x).Sum; }

    public sealed class InIndexer() : Net { private float this[Tensor x] => x.sum().item<float>(); public override Tensor forward(Tensor x) => x * this[x]; }

    public sealed class InEvent() : Net { public override Tensor forward(Tensor x) { var sum = 0f; Action<Tensor> handler = t => sum = t.sum().item<float>(); handler += t => sum += 1; handler(x); return x * sum; } }

    public sealed class InDispose() : Net { private sealed class Guard(Tensor x) : IDisposable { public float Sum; public void Dispose() => Sum = x.sum().item<float>(); } public override Tensor forward(Tensor x) { var guard = new Guard(x); using (guard) _ = x.shape; return x * guard.Sum; } }
}
