using Tfaip.Training.Reporting.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Reporting.Models;

[TestClass]
public sealed class ModelLayersTests
{
    [TestMethod]
    public void Row035_Layers_are_listed_with_their_parameters()
    {
        using var net = new Net();
        foreach (var parameter in net.Features.parameters()) parameter.requires_grad = false;

        var layers = ModelLayers.Of(net);

        Assert.AreEqual(net.parameters().Sum(parameter => parameter.numel()), layers[0].Parameters);
        Assert.AreEqual(
            """
            Net                   182  102 trained
              Features: Sequential     80  frozen
                0: Conv2d          80  frozen
                1: ReLU             0
              Classify: Linear    102
            """.ReplaceLineEndings("\n").Replace(" ", ""),
            string.Join('\n', ModelLayers.Lines(layers)).Replace(" ", ""));
    }

    [TestMethod]
    public void A_parameter_that_two_modules_share_counts_once()
    {
        using var net = new Tied();

        // 5·4 weights, which the decoder shares, and the decoder's 5 biases.
        CollectionAssert.AreEqual(new long[] { 25, 20, 25 }, ModelLayers.Of(net).Select(layer => layer.Parameters).ToArray());
    }

    private sealed class Net : nn.Module
    {
        public readonly Sequential Features = nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU());
        public readonly Linear Classify = nn.Linear(16, 6);

        public Net()
            : base(nameof(Net)) => RegisterComponents();
    }

    private sealed class Tied : nn.Module
    {
        public readonly Linear Encode = nn.Linear(4, 5, hasBias: false);
        public readonly Linear Decode = nn.Linear(4, 5);

        public Tied()
            : base(nameof(Tied))
        {
            RegisterComponents();
            Decode.weight = Encode.weight;
        }
    }
}
