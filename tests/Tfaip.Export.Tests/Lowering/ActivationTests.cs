using System.Linq.Expressions;
using TorchSharp;
using TorchSharp.Modules;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class ActivationTests
{
    [TestMethod]
    public void Functions_and_methods()
    {
        Expression<Func<Tensor, Tensor>>[] functions =
        [
            x => F.relu(x), x => F.relu6(x), x => F.leaky_relu(x, 0.2), x => x.leaky_relu(0.1), x => F.elu(x, 0.7), x => x.elu(),
            x => F.selu(x), x => F.celu(x, 1.3),
            x => F.gelu(x), x => x.gelu(), x => F.gelu(x, GELU.Approximate.tanh), x => F.silu(x), x => x.silu(), x => F.mish(x),
            x => F.sigmoid(x), x => torch.sigmoid(x),
            x => F.tanh(x), x => F.hardtanh(x, -0.4, 0.3), x => F.hardsigmoid(x), x => F.hardswish(x), x => F.softplus(x),
            x => F.softplus(x, 2, 1), x => F.softsign(x),
            x => F.logsigmoid(x), x => F.tanhshrink(x), x => F.glu(x, 1), x => F.softmax(x, 1), x => x.softmax(-1),
            x => torch.softmax(x, 0), x => F.log_softmax(x, -1),
            x => x.log_softmax(0), x => x.softmax(1, ScalarType.Float64),
        ];
        foreach (var function in functions) OpTest.Check(function, Normal(6));
    }

    [TestMethod]
    [DataRow(18)]
    [DataRow(20)]
    [DataRow(21)]
    public void Gelu_in_each_operator_set(int opset)
    {
        OpTest.Check(x => F.gelu(x), Normal(6), opset);
        OpTest.Check(x => F.gelu(x, GELU.Approximate.tanh), Normal(6), opset);
    }

    [TestMethod]
    public void Layers()
    {
        var prelu = nn.PReLU(4);
        nn.Module<Tensor, Tensor>[] layers =
        [
            nn.ReLU(), nn.ReLU6(), nn.LeakyReLU(0.3), nn.ELU(0.4), nn.SELU(), nn.CELU(0.8), nn.GELU(), nn.GELU(GELU.Approximate.tanh),
            nn.SiLU(), nn.Mish(),
            nn.Sigmoid(), nn.Tanh(), nn.Hardtanh(-0.3, 0.6), nn.Hardsigmoid(), nn.Hardswish(), nn.Softplus(2, 1), nn.Softsign(),
            nn.LogSigmoid(), nn.Tanhshrink(),
            nn.GLU(1), nn.Softmax(1), nn.LogSoftmax(-1), nn.Softmin(1), prelu, nn.Softmax2d(),
        ];
        foreach (var layer in layers)
        {
            using (layer) OpTest.Check(x => layer.call(x), Normal(4, 3, 2));
        }
    }

    [TestMethod]
    public void Hardtanh_does_what_TorchSharp_does()
    {
        // TorchSharp returns the input as it is, unless it works in place.
        using var layer = nn.Hardtanh(-0.3, 0.6, inplace: true);
        OpTest.Check(x => layer.call(x + 0), Normal(6));
        OpTest.Check(x => F.hardtanh(x + 0, -0.3, 0.6, true), Normal(6));
        OpTest.Check(x => F.hardtanh(x, -0.3, 0.6), Normal(6));
    }

    [TestMethod]
    public void A_layer_that_works_in_place_on_what_nothing_else_reads()
    {
        using var layer = nn.ReLU(inplace: true);
        OpTest.Check(x => layer.call(x + 1) * 2, Normal(4));
    }
}
