using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Tensors that are changed in place, and others over the same memory.</summary>
internal static class Memory
{
    public static void AddTo(HostileTable table)
    {
        table.Refused("the input changed", x => x.add_(1));
        table.Refused("the input changed by an operator", x => { x.mul_(2); return x; });
        table.Refused("the input changed through an alias", x => x.alias().add_(1));
        table.Refused("the input changed through a view", x => x.view(-1).add_(1));
        table.Refused("the input changed through its transpose", x => x.t().mul_(2));
        table.Refused("the input changed through a slice", x => x[.., 0].zero_());
        table.Refused("the input changed through a part", x => x.chunk(2, 1)[0].zero_());
        table.Refused("the input changed through detach", x => x.detach().add_(1));
        table.Refused("the input changed through contiguous", x => x.contiguous().add_(1));
        table.Refused("the input changed through to", x => x.to(float32).add_(1));
        table.Refused("the input changed through reshape", x => x.reshape(x.shape).add_(1));
        table.Refused("the input changed through an index", x => { x[0, 0] = tensor(1f); return x; });
        table.Refused("the input changed through a mask", x => { x[x > 0] = tensor(1f); return x; });
        table.Refused("the input changed by a layer", x => nn.ReLU(inplace: true).call(x));
        table.Refused("the input changed by a function", x => F.relu(x, inplace: true));
        table.Refused("the input changed by a copy", x => x.copy_(x.abs()));
        table.Refused("the input changed by a fill", x => x.fill_(1));
        table.Refused("the input changed through flatten", x => x.flatten().clamp_(0, 1));
        table.Refused("the input changed through squeeze", x => x.squeeze(0).exp_());
        table.Refused("the input changed through expand", x => x.unsqueeze(0).neg_());
        table.Refused("the input changed after it was used", x => { var y = x.exp(); x.zero_(); return y; });
        table.Either("a squeeze in place", x => { var y = x.unsqueeze(0) * 2; y.squeeze_(0); return y; });
        table.Right("its own changed", x => (x * 2).add_(1));
        table.Right("its own changed twice", x => { var y = x.clone(); y.add_(1); y.mul_(y); return y; });
        table.Right("its own changed, the old one used before", x => { var y = x * 2; var z = y.exp(); y.zero_(); return y + z; });
        table.Right("its own changed by an index", x => { var y = x.clone(); y[.., 0] = zeros(1); return y; });
        table.Right("its own changed by a slice", x => { var y = x.clone(); y[.., ..1] = x[.., 1..2]; return y; });
        table.Right("its own changed by a compound assignment", x => { var y = x.clone(); y[.., 0] += 1; return y; });
        table.Either("its own changed by a mask", x => { var y = x * 1; y[y > 0] = tensor(-1f); return y; });
        table.Right("its own masked", x => (x * 1).masked_fill_(x > 0, -1));
        table.Either("its own copied into", x => zeros_like(x).copy_(x));
        table.Either("its own copied into, of another type", x => zeros_like(x, dtype: int32).copy_(x));
        table.Right("its own changed and given back by a name", x => { var y = x * 2; var z = y; z.add_(1); return y; });
        table.Either("its own changed through an alias", x => { var y = x * 2; y.alias().add_(1); return y; });
        table.Either("its own changed through detach", x => { var y = x * 2; y.detach().add_(1); return y; });
        table.Either("its own changed through contiguous", x => { var y = x * 2; y.contiguous().add_(1); return y; });
        table.Either("its own changed through to", x => { var y = x * 2; y.to(float32).add_(1); return y; });
        table.Either("its own changed through reshape", x => { var y = x * 2; y.reshape(-1).add_(1); return y; });
        table.Either("its own changed through a view", x => { var y = x * 2; y.view(-1).add_(1); return y; });
        table.Either("its own changed through a slice", x => { var y = x * 2; y[.., 0].zero_(); return y; });
        table.Either("its own changed through select", x => { var y = x * 2; y.select(1, 0).add_(5); return y; });
        table.Either("its own changed through narrow", x => { var y = x * 2; y.narrow(1, 0, 2).add_(5); return y; });
        table.Either("its own changed through a part", x => { var y = x * 2; foreach (var part in y.split(1, 0)[..1]) part.zero_(); return y; });
        table.Either("its own changed through unbind", x => { var y = x.narrow(1, 0, 2) * 2; y.unbind(1)[0].zero_(); return y; });
        table.Either("its own changed through a transpose", x => { var y = x * 2; y.t().add_(1); return y; });
        table.Either("its own changed through permute", x => { var y = x * 2; y.permute(1, 0).relu_(); return y; });
        table.Either("its own changed through a view of a view", x => { var y = x * 2; y.view(-1).view(x.shape).select(0, 0).zero_(); return y.sum(1, keepdim: true); });
        table.Either("its own changed through an index of a view", x => { var y = x * 2; y.t()[0] = zeros(1); return y; });
        table.Either("its own changed through diagonal", x => { var y = zeros(3, 3) + x.sum(); y.diagonal().zero_(); return y; });
        table.Either("its own changed through real", x => { var y = x * 2; y.unsqueeze(1).expand(-1, 1, -1).add_(1); return y; });
        table.Either("a view made before the change", x => { var y = x * 2; var v = y[.., 0]; y.add_(1); return v; });
        table.Either("a transpose made before the change", x => { var y = x * 2; var v = y.t(); y.relu_(); return v; });
        table.Either("a view that was copied before the change", x => { var y = x * 2; var v = y[.., 0].clone(); y.add_(1); return v; });
        table.Either("both ends of a view", x => { var y = x * 2; var v = y.view(-1); v.add_(1); return v.sum() + y; });
        table.Either("swapped in place", x => { var y = x * 1; var first = y[.., 0].clone(); y[.., 0] = y[.., 1]; y[.., 1] = first; return y; });
        table.Either("swapped in place, and wrong", x => { var y = x * 1; var first = y[.., 0]; y[.., 0] = y[.., 1]; y[.., 1] = first; return y; });
        table.Either("accumulated into a row", x => { var y = zeros(2, x.shape[1]); y[0] += x.sum(0, keepdim: false); y[1] -= x.mean(new long[] { 0 }); return y; });
        table.Either("filled by a loop", x => { var y = zeros(x.shape[0], 2); for (var i = 0; i < 2; i++) y[.., i] = x[.., i] * i; return y; });
        table.Either("scattered into", x => zeros(x.shape[0], 3).scatter_(1, zeros(new[] { x.shape[0], 1L }, int64), x.narrow(1, 0, 1)));
        table.Either("added at positions", x => zeros_like(x).index_add_(1, tensor(new long[] { 0 }), x.narrow(1, 1, 1), 1));
        table.Either("filled at positions", x => (x * 1).index_fill_(1, tensor(new long[] { 0 }), 7));
        table.Either("put at positions", x => (x * 1).index_put_(tensor(7f), tensor(new long[] { 0 }), tensor(new long[] { 1 })));
        table.Either("triangle in place", x => (x * 1).tril_());
        table.Refused("memory replaced", x => { var y = zeros_like(x); y.set_(x); return y; });
        table.Refused("bytes written", x => { var y = zeros_like(x); y.bytes = new byte[y.numel() * 4]; return y + x; });
        table.Refused("the handle", x => x.Handle == 0 ? x : -x);
        table.Refused("into a given tensor", x => { var y = empty(x.shape[0]); x.amax([1], false, y); return y; });
        table.Either("into a given tensor, as a function", x => { var y = empty(x.shape); x.exp(); return y.zero_() + x; });
        table.Refused("an uninitialised tensor", x => empty(x.shape) * 0 + x, hasLine: false);
        table.Refused("an uninitialised tensor like the input", x => empty_like(x) * 0 + x, hasLine: false);
        table.Refused<ChangesParameter>("a parameter changed");
        table.Refused<ChangesParameterView>("a parameter changed through a view");
        table.Refused<ChangesBuffer>("a buffer changed");
        table.Refused<ChangesHidden>("a tensor that nothing registers changed");
        table.Refused<ChangesStatic>("a static tensor changed");
        table.Refused<ChangesInList>("a tensor in a list changed");
        table.Right<ReadsBufferView>("a view of a buffer read");
        table.Refused<GivesGradient>("a gradient");
        table.Refused<RunsBackward>("a backward pass");
    }

    public abstract class Net() : nn.Module<Tensor, Tensor>("net");

    public sealed class ChangesParameter() : Net { private readonly Parameter scale = new(ones(1)); public override Tensor forward(Tensor x) { using var _ = no_grad(); scale.add_(1); return x * scale; } }

    public sealed class ChangesParameterView() : Net { private readonly Parameter scale = new(ones(2, 2)); public override Tensor forward(Tensor x) { using var _ = no_grad(); scale[0].zero_(); return x * scale.sum(); } }

    public sealed class ChangesBuffer() : Net { private readonly Tensor count = zeros(1); public override Tensor forward(Tensor x) { count.add_(1); return x * count; } }

    public sealed class ChangesHidden() : Net { private readonly Tensor[] counts = [zeros(1)]; public override Tensor forward(Tensor x) { counts[0].add_(x.mean()); return x * counts[0]; } }

    public sealed class ChangesStatic() : Net { private static readonly Tensor Count = zeros(1).DetachFromDisposeScope(); public override Tensor forward(Tensor x) { Count.add_(1); return x * Count; } }

    public sealed class ChangesInList() : Net { private readonly List<Tensor> counts = [zeros(1)]; public override Tensor forward(Tensor x) { counts[^1].mul_(2).add_(1); return x * counts[0]; } }

    public sealed class ReadsBufferView() : Net { private readonly Tensor table = arange(6, float32).view(2, 3); public override Tensor forward(Tensor x) => x * table[0, 1] + table.t()[2].sum(); }

    public sealed class GivesGradient() : Net { private readonly Parameter scale = new(ones(1)); public override Tensor forward(Tensor x) => scale.grad is null ? x : x + scale.grad; }

    public sealed class RunsBackward() : Net { private readonly Parameter scale = new(ones(1)); public override Tensor forward(Tensor x) { (x * scale).sum().backward(); return x; } }
}
