using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Scopes that free tensors, and how tensors leave them.</summary>
internal static class Lifetimes
{
    public static void AddTo(HostileTable table)
    {
        table.Right("moved out by its scope", x => { using var scope = NewDisposeScope(); return scope.MoveToOuter(x * 2); });
        table.Right("two moved out by their scope", x => { Tensor a, b; using (var scope = NewDisposeScope()) (a, b) = scope.MoveToOuter(x * 2, x + 1); return a - b; });
        table.Right("three moved out by their scope", x => { Tensor a, b, c; using (var scope = NewDisposeScope()) (a, b, c) = scope.MoveToOuter(x * 2, x + 1, x.sin()); return a - b + c; });
        table.Right("an array moved out by its scope", x => { Tensor[] both = [x.sin(), x.cos()]; using (var scope = NewDisposeScope()) { both = [both[0] * 2, both[1] * 3]; scope.MoveToOuter(both); } return both[0] + both[1]; });
        table.Right("a list moved out by its scope", x => { var all = new List<Tensor>(); using (var scope = NewDisposeScope()) { all.Add(x * 2); scope.MoveToOuter((IEnumerable<IDisposable>)all); } return all[0] + 1; });
        table.Right("moved to another scope", x => { using var outer = NewDisposeScope(); Tensor y; using (var inner = NewDisposeScope()) y = inner.MoveToOther(outer, x * 2); return outer.MoveToOuter(y + 1); });
        table.Right("detached by its scope", x => { using var scope = NewDisposeScope(); return scope.Detach(x * 2); });
        table.Right("two detached by their scope", x => { Tensor a, b; using (var scope = NewDisposeScope()) (a, b) = scope.Detach(x.sin(), x.cos()); return a * b; });
        table.Right("attached to a scope", x => { var y = (x * 2).DetachFromDisposeScope(); using var scope = NewDisposeScope(); scope.Attach(y); return scope.MoveToOuter(y + 1); });
        table.Right("all but one disposed", x => { using var scope = NewDisposeScope(); var a = x * 2; var b = a + 1; scope.DisposeEverythingBut(b); return b.MoveToOuterDisposeScope(); });
        table.Right("everything disposed", x => { var y = x * 2; using (var scope = NewDisposeScope()) { _ = x + 1; scope.DisposeEverything(); } return y; });
        table.Right("the current scope", x => { using var scope = NewDisposeScope(); var y = CurrentDisposeScope!.MoveToOuter(x.sin()); return y; });
        table.Right("a wrapped scope", x => WrappedTensorDisposeScope(() => { var y = x * 2; return y + 1; }));
        table.Right("scopes within scopes", x => { for (var i = 0; i < 3; i++) { using var outer = NewDisposeScope(); using var inner = NewDisposeScope(); x = outer.MoveToOuter(inner.MoveToOuter(x.sin() * 2)); } return x; });
        table.Right("whether a scope has it", x => { using var scope = NewDisposeScope(); var y = x * 2; return scope.Contains(y) ? y.MoveToOuterDisposeScope() : x; });
        table.Right("a layer made and disposed", x => { var relu = nn.ReLU(); var y = relu.call(x); relu.Dispose(); return y; });
        table.Right("a layer made in a using", x => { using var tanh = nn.Tanh(); return tanh.call(x); });
        table.Refused("how many a scope has", x => { using var scope = NewDisposeScope(); return scope.DisposablesCount > 1000 ? x * 1 : (-x).MoveToOuterDisposeScope(); });
        table.Refused("how many tensors the thread has", x => DisposeScopeManager.Statistics.ThreadTotalLiveCount < 0 ? x : -x);
        table.Refused("how many tensors were made", x => DisposeScopeManager.Statistics.TensorStatistics.CreatedInScopeCount < 0 ? x : -x);
        table.Refused<DisposesLayer>("a layer of its own disposed", "x: float32[batch, 6]");
    }

    public sealed class DisposesLayer : nn.Module<Tensor, Tensor> { private readonly TorchSharp.Modules.Linear layer = nn.Linear(6, 2); public DisposesLayer() : base("net") => RegisterComponents(); public override Tensor forward(Tensor x) { var y = layer.call(x); layer.Dispose(); return y; } } // class DisposesLayer(
}
