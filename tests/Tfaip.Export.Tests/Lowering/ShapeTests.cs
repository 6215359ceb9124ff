using System.Linq.Expressions;
using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class ShapeTests
{
    [TestMethod]
    public void Of_a_free_first_axis()
    {
        Expression<Func<Tensor, Tensor>>[] functions =
        [
            x => x.reshape(x.shape[0], 12), x => x.view(-1, 4), x => x.view(3, -1), x => x.reshape(2, x.shape[0], 6), x => x.flatten(),
            x => x.flatten(1), x => x.flatten(0, 1),
            x => torch.flatten(x, 1, 2), x => x.unflatten(2, 2, 2), x => x.unsqueeze(1).squeeze(1), x => x.unsqueeze(-1),
            x => torch.unsqueeze(x, 0), x => x.transpose(0, 1),
            x => x.transpose(-1, -2), x => x.permute(2, 0, 1), x => x.permute(-1, 1, 0), x => x.mT, x => x.swapaxes(0, 2),
            x => x.unsqueeze(1).expand(-1, 5, -1, -1),
            x => x.repeat(1, 2, 3), x => x.repeat(2, 1, 1, 1), x => x.tile(new long[] { 2, 1 }), x => x.flip(1), x => x.flip(0, 2),
            x => x.contiguous().clone().detach(), x => x.ravel(),
            x => x.movedim(new long[] { 0 }, new long[] { -1 }), x => torch.moveaxis(x, new long[] { 2, 0 }, new long[] { 0, 1 }),
            x => x.sum(2L).t(), x => x.sum(2L).T,
            x => x.reshape(x.shape[0] * x.shape[1], x.shape[2]), x => x.view(x.shape[0], x.shape[1], 1, x.shape[2]),
        ];
        foreach (var function in functions) OpTest.Check(function, Normal(3, 4));
    }

    [TestMethod]
    public void As_another_tensor()
    {
        OpTest.Check((a, b) => a.view_as(b), Normal(3, 4), Normal(12));
        OpTest.Check((a, b) => a.expand_as(b), Normal(1), Normal(5));
        OpTest.Check((a, b) => a.broadcast_to(b.shape[0], 3, 4), n => randn(4), Normal(12));
    }

    [TestMethod]
    public void Layers()
    {
        using var flatten = nn.Flatten();
        using var unflatten = nn.Unflatten(1, [3, 4]);
        using var identity = nn.Identity();
        OpTest.Check(x => flatten.call(x), Normal(3, 4));
        OpTest.Check(x => unflatten.call(x), Normal(12));
        OpTest.Check(x => identity.call(x), Normal(12));
    }

    [TestMethod]
    public void Several_free_axes_that_move()
    {
        // No axis stays and two are free: the shape is computed.
        OpTest.Check(x => x.reshape(x.shape[2], x.shape[0], 2), n => randn(n, 2, n + 1));
        OpTest.Check(x => x.reshape(1, x.shape[0], 2, x.shape[2]), n => randn(n, 2, n + 1));
    }

    [TestMethod]
    public void Joining_and_splitting()
    {
        OpTest.Check((a, b) => torch.cat(new[] { a, b }, 1), Normal(3), Normal(2));
        OpTest.Check((a, b) => torch.cat(new[] { a, b }, -2), Normal(3), Normal(3));
        OpTest.Check((a, b) => torch.cat(new[] { a, b }, 0), Normal(3), Whole(ScalarType.Int64, 0, 5, 3));
        OpTest.Check((a, b) => torch.stack(new[] { a, b }, -1), Normal(3), Normal(3));
        OpTest.Check((a, b) => torch.hstack(new[] { a, b }), Normal(3), Normal(2));
        OpTest.Check((a, b) => torch.vstack(new[] { a, b }), Normal(3), Normal(3));
        OpTest.CheckAll(x => x.split(2, 1), Normal(5));
        OpTest.CheckAll(x => x.split(new long[] { 1, 3, 1 }, 1), Normal(5));
        OpTest.CheckAll(x => torch.chunk(x, 3, -1), Normal(6, 7));
        OpTest.CheckAll(x => x.unbind(1), Normal(4));
        OpTest.CheckAll(x => x.t().repeat(1, 2).chunk(2, 1), Normal(3));
    }
}
