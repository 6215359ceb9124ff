using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Normalisations over few elements or nearly equal ones, and attention with parts left out.</summary>
internal static class Normalisers
{
    private const string Rows = "x: float32[batch, time, 8]; time: 1..12";
    private const string Pictures = "x: float32[batch, 4, height, width]; height: 1..8; width: 1..8";

    public static void AddTo(HostileTable table)
    {
        table.Right("groups of one element", x => F.group_norm(x.unsqueeze(2), 8), "x: float32[batch, 8]");
        table.Right("groups of equal elements", x => F.group_norm(x[.., .., ..1, ..1].expand_as(x) * 1, 4), Pictures);
        table.Right<ConvolvedGroups>("groups behind a convolution", Pictures);
        table.Right<ConvolvedInstances>("instances behind a convolution", Pictures);
        table.Right("instances with a large part in common", x => F.instance_norm(x + 8), "x: float32[batch, 4, time] in -1..1; time: 4..12");
        table.Right("the batch's own statistics of equal elements", x => F.batch_norm(x[.., ..1].expand_as(x) * 1, null, null, training: true), "x: float32[batch, 4, 6]; batch: 2..9");
        table.Right("layers of equal elements", x => F.layer_norm(x[.., .., ..1].expand_as(x) * 1, [8]), Rows);
        table.Right("variance of equal elements", x => x[.., ..1].expand_as(x).contiguous().var(1));
        table.Right("deviation of equal elements far from zero", x => ((x[.., ..1] + 77).expand_as(x) * 1).std(1));
        table.Right("standardised by hand", x => (x - x.mean([1L], keepdim: true)) / (x.std(1, keepdim: true) + 1e-3));
        table.Right<WithoutBias>("attention without a bias", Rows);
        table.Right<WithoutBiasAndWidths>("attention without a bias, of other widths", Rows);
        table.Right<Padded>("attention with padded keys", Rows);
        table.Right<PaddedWithoutBias>("attention with padded keys and without a bias", Rows);
        table.Either<PaddedAll>("attention with all keys padded", Rows);
    }

    private sealed class ConvolvedGroups() : Over<Conv2d>(Conv2d(4, 6, 1))
    {
        public override Tensor forward(Tensor x) => F.group_norm(Layer.call(x), 6);
    }

    private sealed class ConvolvedInstances() : Over<Conv2d>(Conv2d(4, 6, 1))
    {
        public override Tensor forward(Tensor x) => F.instance_norm(Layer.call(x));
    }

    private sealed class WithoutBias() : Over<MultiheadAttention>(MultiheadAttention(8, 2, bias: false))
    {
        public override Tensor forward(Tensor x) => Layer.call(x, x, x).Item1;
    }

    private sealed class WithoutBiasAndWidths() : Over<MultiheadAttention>(MultiheadAttention(8, 4, bias: false, kdim: 3, vdim: 3))
    {
        public override Tensor forward(Tensor x) => Layer.call(x, x[.., .., ..3], x[.., .., 5..]).Item1;
    }

    private sealed class Padded() : Over<MultiheadAttention>(MultiheadAttention(8, 2))
    {
        public override Tensor forward(Tensor x)
        {
            var mask = (arange(x.shape[0]) > 0).expand(x.shape[1], x.shape[0]) & (x.sum([2L]).t() > 0);
            return Layer.call(x, x, x, mask, false, null).Item1;
        }
    }

    private sealed class PaddedWithoutBias() : Over<MultiheadAttention>(MultiheadAttention(8, 2, bias: false))
    {
        public override Tensor forward(Tensor x)
        {
            var mask = (x.sum([2L]).t() > 0).logical_and(arange(x.shape[0]) > 0);
            var (attended, weights) = Layer.call(x, x, x, mask, true, null);
            return attended.sum([2L]) + weights.sum([2L]).t();
        }
    }

    // A hostile class stands on one line.
    private sealed class PaddedAll() : Over<MultiheadAttention>(MultiheadAttention(8, 2)) { public override Tensor forward(Tensor x) => Layer.call(x, x, x, x.sum([2L]).t() < 1e9, false, null).Item1; }

    private abstract class Over<T> : Module<Tensor, Tensor>
        where T : Module
    {
        protected readonly T Layer;

        protected Over(T layer)
            : base("net")
        {
            Layer = layer;
            RegisterComponents();
        }
    }
}
