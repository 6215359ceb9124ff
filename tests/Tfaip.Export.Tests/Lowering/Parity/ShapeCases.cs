using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>Shapes, axes, joining, splitting, element types and tensors made of sizes.</summary>
internal static class ShapeCases
{
    public static IEnumerable<ParityCase> All =>
    [
        .. Cases.Of(
            Normal(3, 4),
            x => x.reshape(x.shape[0], 12), x => torch.reshape(x, new long[] { -1, 4 }), x => x.view(-1, 4), x => x.flatten(1), x => torch.flatten(x, 1, 2), x => x.unflatten(2, 2, 2),
            x => torch.unflatten(x, 2, new long[] { 2, -1 }), x => x.unsqueeze(1).squeeze(1), x => torch.unsqueeze(x, -1), x => torch.squeeze(x.unsqueeze(0), 0), x => x.transpose(0, 1), x => torch.transpose(x, 1, 2),
            x => x.permute(2, 0, 1), x => torch.permute(x, new long[] { 1, 0, 2 }), x => x.mT, x => x.mH, x => x.adjoint(), x => torch.adjoint(x), x => x.sum(1L).H, x => x.sum(1L).T, x => x.sum(1L).t(), x => torch.t(x.sum(1L)),
            x => x.swapaxes(0, 2), x => torch.swapaxes(x, 0, 2), x => x.swapdims(0, 2), x => torch.swapdims(x, 0, 2), x => x.unsqueeze(1).expand(-1, 5, -1, -1), x => x.broadcast_to(2, x.shape[0], 3, 4),
            x => torch.broadcast_to(x, new long[] { 2, x.shape[0], 3, 4 }), x => x.repeat(1, 2, 3), x => x.tile(new long[] { 2, 1 }), x => torch.tile(x, new long[] { 2, 1 }), x => x.flip(1), x => torch.flip(x, new long[] { 0, 2 }),
            x => x.fliplr(), x => torch.fliplr(x), x => x.flipud(), x => torch.flipud(x), x => x.ravel(), x => torch.ravel(x), x => x.movedim(new long[] { 0 }, new long[] { -1 }), x => torch.movedim(x, new long[] { 0 }, new long[] { -1 }),
            x => x.moveaxis(new long[] { 2, 0 }, new long[] { 0, 1 }), x => torch.moveaxis(x, new long[] { 2, 0 }, new long[] { 0, 1 }), x => x.contiguous().clone().detach(), x => torch.clone(x), x => (x + 0).detach_(), x => x.alias(), x => x.cpu(),
            x => x.transpose_(0, 1), x => x.unsqueeze_(1), x => torch.unsqueeze_(x, 1), x => (x + 0).unsqueeze(0).squeeze_(0), x => torch.squeeze_(x.unsqueeze(0), 0)),
        .. Cases.OfTwo(Normal(3, 4), Normal(12), (x, y) => x.view_as(y), (x, y) => y.sum(1L, true).expand_as(y)),
        .. Cases.Overloads("atleast_1d atleast_2d atleast_3d", [n => randn(n)], inPlace: false).Where(one => !one.ToString().StartsWith("x => atleast", StringComparison.Ordinal)),
        .. Cases.Overloads("atleast_3d", [Normal(3)], inPlace: false).Where(one => !one.ToString().StartsWith("x => atleast", StringComparison.Ordinal)),
        .. Enumerable.Range(-2, 6).SelectMany(k => Cases.Overloads("rot90", [Normal(3, 4)], new { k = (long)k, dims = (1L, 2L) })),
        .. Cases.Overloads("rot90", [Normal(3, 4)]),
        .. Cases.Overloads("roll", [Normal(3, 4)], new { shifts = 2, dims = 1 }),
        .. Cases.Overloads("roll", [Normal(3, 4)], new { shifts = -7 }),
        .. Cases.Overloads("roll", [Normal(3, 4)], new { shifts = (1L, -5L), dims = (0L, -1L) }),
        .. Cases.Overloads("roll", [Normal(3, 4)], new { shifts = (1L, -5L, 0L), dims = (0L, -1L, 1L) }),
        .. Cases.Overloads("roll", [Normal(3, 4)], new { shifts = new long[] { 4 }, dims = new long[] { 1 } }),
        .. Cases.Of(Normal(3, 4), x => x.roll(x.shape[0] + 1, 0L), x => x.roll(new long[] { 4, 1 }, new long[] { 0, 1 })),
        .. Cases.Overloads("fftshift ifftshift", [Normal(3, 4)]),
        .. Cases.Overloads("fftshift ifftshift", [Normal(5)], new { dim = new long[] { -1 } }),
        .. Cases.Overloads("channel_shuffle", [Normal(6, 2, 3)], new { groups = 3 }),
        .. Cases.Overloads("pixel_shuffle", [Normal(8, 3, 2)], new { upscale_factor = 2 }),
        .. Cases.Overloads("pixel_shuffle", [n => randn(9, n, 2)], new { upscale_factor = 3 }),
        .. Cases.Overloads("pixel_unshuffle", [Normal(2, 6, 4)], new { downscale_factor = 2 }),
        .. Cases.Overloads("pixel_unshuffle", [n => randn(2, 3, 2 * n, 4)], new { downscale_factor = 2 }),
        .. Cases.Layers(Normal(8, 4, 6), nn.PixelShuffle(2), nn.PixelUnshuffle(2), nn.ChannelShuffle(4), nn.Flatten(), nn.Flatten(2), nn.Unflatten(1, [2, 4])),
        .. Cases.Overloads("repeat_interleave", [Normal(3, 4)], new { repeats = 3, dim = 1L }),
        .. Cases.Overloads("repeat_interleave", [Normal(3, 4)], new { repeats = 2 }),

        .. Cases.Overloads("cat concat concatenate stack", [Normal(3), Normal(3)], new { dim = 1, axis = 1 }),
        .. Cases.Overloads("hstack vstack row_stack column_stack dstack", [Normal(3), Normal(3)]),
        .. Cases.Overloads("hstack vstack row_stack column_stack dstack", [n => randn(n), n => randn(n)]),
        .. Cases.Overloads("cat", [Normal(3), Whole(ScalarType.Int64, 0, 5, 2)], new { dim = 1 }),
        .. Cases.Overloads("broadcast_tensors", [Normal(1), n => randn(4)]),
        .. Cases.Overloads("cartesian_prod", [n => randn(n), n => randn(3), n => randn(n)]),
        .. Cases.Overloads("combinations", [n => randn(4) * n], new { r = 2 }),
        .. Cases.Overloads("combinations", [n => randn(4) * n], new { r = 3, with_replacement = true }),
        Grid("ij"), Grid("xy"),
        .. Cases.Several(
            Normal(5, 6),
            x => x.split(2, 1), x => torch.split(x, new long[] { 1, 3, 1 }, 1), x => x.chunk(3, -1), x => torch.chunk(x, 2, 1), x => x.unbind(1), x => torch.unbind(x, 1), x => x.tensor_split(2, 1), x => torch.tensor_split(x, new long[] { 1, 2 }, 2),
            x => x.hsplit(new long[] { 1, 3 }), x => torch.hsplit(x, new long[] { 1, 3 }), x => x.dsplit(3), x => torch.dsplit(x, 2), x => torch.dsplit(x, new long[] { 1, 2 })),
        .. Cases.Several(n => randn(6, n), x => x.vsplit(2), x => torch.vsplit(x, new long[] { 1, 3 }), x => x.hsplit(new long[] { 0 })),

        .. Cases.Of(
            n => randn(n, 5) * 3,
            x => x.to(ScalarType.Float64), x => x.to_type(ScalarType.Int64), x => x.@float(), x => x.@double(), x => x.@long(), x => x.@int(), x => x.@bool(), x => x.@short(), x => x.@char(), x => x.abs().@byte(), x => x.half(),
            x => x.bfloat16().@float(), x => x.type(ScalarType.Int32), x => x.to(CPU), x => x.to(ScalarType.Float64, CPU), x => x.type_as(x), x => FloatTensor(x), x => DoubleTensor(x), x => IntTensor(x), x => LongTensor(x), x => ShortTensor(x),
            x => BoolTensor(x), x => ByteTensor(x.abs())),
        .. Cases.Of(
            Normal(3),
            x => x + zeros(x.shape[0], 1), x => x * ones(x.shape[0], 3), x => full(x.shape[0], 2, 1.5), x => zeros_like(x), x => x.zeros_like(), x => ones_like(x), x => x.ones_like(), x => full_like(x, 3), x => x.full_like(2.5),
            x => x.new_ones(x.shape[0]), x => x.new_zeros(2, 3), x => x.new_full(x.shape[0], 2, 1.5), x => arange(x.shape[0]), x => arange(0, 2 * x.shape[0], 2), x => eye(x.shape[0]), x => eye(x.shape[0], 3), x => eye(3, x.shape[0]),
            x => linspace(0, 1, x.shape[0] + 1), x => linspace(-3, 5, 7) + x.sum(), x => logspace(0, 2, x.shape[0]), x => x.fill_(2), x => x.zero_(), x => x.clone().copy_(x.sum(0L)), x => x + hann_window(3), x => x + hamming_window(3),
            x => x + blackman_window(3), x => x + bartlett_window(3), x => x + kaiser_window(3), x => x.sum() + tril_indices(3, 3), x => x.sum() + triu_indices(3, 4, 1), x => x + fft.fftfreq(3), x => x.sum() + fft.rfftfreq(3)),
    ];

    private static ParityCase Grid(string indexing)
    {
        System.Linq.Expressions.Expression<Func<Tensor, Tensor, Tensor[]>> function = (x, y) => torch.meshgrid(new[] { x, y }, indexing);
        return new(function, n => [randn(n), randn(3)]);
    }
}
