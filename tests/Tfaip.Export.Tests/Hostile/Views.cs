using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Tensors that are changed through their views and used afterwards, as the heads of detectors do it.</summary>
internal static class Views
{
    private const string Boxes = "x: float32[batch, anchors, 6]; anchors: 1..20";
    private const string Pictures = "x: float32[batch, 4, height, width]; height: 2..12; width: 2..12";

    private static readonly TensorIndex Even = TensorIndex.Slice(0, null, 2);
    private static readonly TensorIndex Odd = TensorIndex.Slice(1, null, 2);

    public static void AddTo(HostileTable table)
    {
        Strided(table);
        Chains(table);
        Orders(table);
        Kinds(table);
        Refused(table);
    }

    private static void Strided(HostileTable table)
    {
        table.Right("every second column assigned", x => { var y = x.clone(); y[.., Even] = zeros(1); return y; });
        table.Right("every second column of the last axis assigned", x => { var y = x * 1; y[.., .., Odd] = x[.., .., Even] * 2; return y; }, Boxes);
        table.Right("every second column multiplied through a view", x => { var y = x * 1; y[.., .., Even].mul_(3); return y; }, Boxes);
        table.Right("boxes scaled through two views", x => { var y = x.sigmoid(); y[.., .., Even].mul_(32); y[.., .., Odd].sub_(0.5); return y; }, Boxes);
        table.Right("key points decoded in place", x =>
        {
            var y = x.sigmoid();
            y[TensorIndex.Ellipsis, Even] = (y[TensorIndex.Ellipsis, Even] * 2 + arange(x.shape[1]).view(-1, 1)) * 8;
            y[TensorIndex.Ellipsis, Odd].mul_(2).add_(0.5);
            return y;
        }, Boxes);
        table.Right("rows assigned with a step", x => { var y = x.clone(); y[TensorIndex.Slice(null, null, 3)] = ones(1); return y + 1; });
        table.Right("a step over one axis of two", x => { var y = x.exp(); y[.., .., Even, Odd].zero_(); return y; }, Pictures);
        table.Right("a strided view kept and written later", x => { var y = x * 2; var v = y[.., Even]; var z = y.exp(); v.add_(1); return y + z; });
    }

    private static void Chains(HostileTable table)
    {
        table.Right("a view of a view", x => { var y = x * 2; y[..1][.., ..1].add_(5); return y; });
        table.Right("a view of a transposed view", x => { var y = x * 2; y.t()[0].add_(5); return y; });
        table.Right("a row of a permuted view", x => { var y = x * 2; y.permute(0, 2, 3, 1)[.., .., .., 1].mul_(3); return y; }, Pictures);
        table.Right("a part of flattened axes", x => { var y = x * 2; y.flatten()[..2].add_(5); return y; });
        table.Right("a reshaped view of a part", x => { var y = x * 2; y.view(-1, 2, 3)[.., 1].zero_(); return y; }, Boxes);
        table.Right("a row of an unsqueezed part", x => { var y = x * 2; y.narrow(1, 0, 1).unsqueeze(2).select(0, 0).add_(5); return y; });
        table.Right("a diagonal of a view", x => { var y = x[.., .., ..3].clone().expand(-1, -1, 3).clone(); y.diagonal(0, 1, 2).add_(1); return y; }, "x: float32[batch, 3, 3]");
        table.Right("the middle of a chain read afterwards", x => { var y = x * 2; var v = y[.., ..2]; var w = v[.., 0]; w.add_(3); return v.sum(1, true) + y; });
    }

    private static void Orders(HostileTable table)
    {
        table.Right("two views written in turn", x => { var y = x * 2; var (v, w) = (y[.., 0], y[.., 1]); v.add_(1); w.mul_(3); v.mul_(2); return y; });
        table.Right("two views of the same part", x => { var y = x * 2; var (v, w) = (y[.., ..2], y[.., 1..]); v.add_(1); w.mul_(3); return y + v.sum(); });
        table.Right("a view read after its base was written", x => { var y = x * 2; var v = y[.., 0]; y.add_(1); return v; });
        table.Right("a view written after its base", x => { var y = x * 2; var v = y[.., 0]; y.add_(1); v.mul_(5); return y; });
        table.Right("a view read after its sibling was written", x => { var y = x * 2; var (v, w) = (y.view(-1), y.t()); v.add_(1); return w + 1; });
        table.Right("a view read between two writes", x => { var y = x * 2; var v = y[.., 0]; v.add_(1); var z = y.exp(); v.add_(1); return z + y; });
        table.Right("written through a view and through the base", x => { var y = x * 2; var v = y[.., 0]; v.add_(1); y[.., 1] = v; v.zero_(); return y; });
        table.Right("parts swapped", x => { var y = x * 2; var a = y[.., 0].clone(); y[.., 0].copy_(y[.., 1]); y[.., 1].copy_(a); return y; });
        table.Right("a loop over the columns of a view", x => { var y = x * 1; for (var i = 0; i < 6; i++) y.select(2, i).add_(i); return y; }, Boxes);
        table.Right("a view that is given back", x => { var y = x * 2; var v = y[.., ..1]; y.add_(1); v.mul_(2); return v; });
    }

    private static void Kinds(HostileTable table)
    {
        table.Right("one of the parts of chunk", x => { var y = x * 2; y.chunk(3, 2)[1].zero_(); return y; }, Boxes);
        table.Right("all the parts of split", x => { var y = x * 2; var i = 0; foreach (var part in y.split(2, 2)) part.add_(i++); return y; }, Boxes);
        table.Right("one of unbind", x => { var y = x * 2; y.unbind(2)[4].mul_(7); return y; }, Boxes);
        table.Right("detached and written", x => { var y = x * 2; y.detach().add_(1); return y; });
        table.Right("a mask through a view", x => { var y = x * 2; y[.., ..2].masked_fill_(x[.., ..2] > 0, -1); return y; });
        table.Right("an activation in place on a view", x => { var y = x * 2; F.relu(y[.., 0], inplace: true); return y; });
        table.Right("an index assigned in a view", x => { var y = x * 2; y[.., ..2][.., 1] = ones(1); return y; });
        table.Right("bytes through a view", x => { var y = x + 1; y[.., 0].add_(200); return y; }, "x: uint8[batch, time] in 0..99; time: 2..20");
        table.Right("written over a whole axis by a free size", x => { var y = zeros(x.shape[0], x.shape[1] + 1); y.narrow(1, 1, x.shape[1]).copy_(x); return y; });
        table.Right("through a layer that flattens", x => { var y = x * 2; nn.Flatten().call(y).add_(1); return y; }, Boxes);
    }

    private static void Refused(HostileTable table)
    {
        table.Refused("the input changed through a strided view", x => { x[.., Even].mul_(2); return x; });
        table.Refused("a view of complex numbers", x => { var y = fft.rfft(x); view_as_real(y).add_(1); return y.abs(); });
        table.Either("a shape changed in place after a view", x => { var y = x.unsqueeze(0) * 2; var v = y[0]; y.squeeze_(0); v.add_(1); return y; });
        table.Either("windows that lie over each other", x => { var y = x * 2; y.unfold(1, 2, 1).mul_(2); return y; });
    }
}
