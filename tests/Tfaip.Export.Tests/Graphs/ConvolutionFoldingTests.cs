using CsCheck;
using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Verification;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tests.Graphs;

[TestClass]
public sealed class ConvolutionFoldingTests
{
    private const double Epsilon = 1e-3;

    [TestMethod]
    public void A_batch_normalisation_is_part_of_the_convolution_before_it() =>
        Gen.Select(Gen.Int[1, 4], Gen.Bool, Gen.Int[1, 3], Gen.Int[0, 1000]).Sample(
            (channels, hasBias, dimensions, seed) =>
            {
                using var scope = NewDisposeScope();
                manual_seed(seed);
                var weight = randn([channels, 2, .. Enumerable.Repeat(2L, dimensions)]);
                var bias = hasBias ? randn(channels) : null;
                Tensor[] statistics = [randn(channels), randn(channels), randn(channels), rand(channels) + 0.1];
                var x = randn([3, 2, .. Enumerable.Repeat(5L, dimensions)]);

                var graph = Build(weight, bias, statistics, dimensions);

                CollectionAssert.AreEqual(new[] { "Conv" }, Operations(graph));
                CollectionAssert.AreEqual(new[] { "conv.weight", "conv.bias" }, graph.Initializers.Select(value => value.Name).ToArray());
                Tensor convolved = dimensions switch
                {
                    1 => nn.functional.conv1d(x, weight, bias),
                    2 => nn.functional.conv2d(x, weight, bias),
                    _ => nn.functional.conv3d(x, weight, bias),
                };
                var expected = nn.functional.batch_norm(
                    convolved, statistics[2], statistics[3], statistics[0], statistics[1], training: false, eps: Epsilon);
                using var session = new OnnxSession(GraphSerializer.Serialize(graph));
                var difference = TensorComparison.Compare(expected, session.Run([("x", x)], ["y"])[0], new(1e-5, 1e-5)).Difference;
                Assert.IsNull(difference);
            },
            iter: 40,
            threads: 1);

    [TestMethod]
    public void A_convolution_that_is_read_elsewhere_stays()
    {
        using var scope = NewDisposeScope();
        var graph = Build(randn(3, 2, 2), null, [randn(3), randn(3), randn(3), rand(3) + 0.1], 1, isOutput: true);
        CollectionAssert.AreEqual(new[] { "Conv", "BatchNormalization" }, Operations(graph));
    }

    [TestMethod]
    public void Weights_that_two_convolutions_share_stay()
    {
        using var scope = NewDisposeScope();
        var builder = new GraphBuilder(18);
        var x = builder.Input("x", ScalarType.Float32, [new SymbolSize("n"), new FixedSize(2), new FixedSize(5)]);
        var weight = builder.Initializer("weight", randn(2, 2, 1));
        var statistics = Statistics(builder, [randn(2), randn(2), randn(2), rand(2) + 0.1]);
        var first = builder.Node("Conv", ScalarType.Float32, [x, weight]);
        var normed = builder.Node("BatchNormalization", ScalarType.Float32, [first, .. statistics], ("epsilon", Epsilon));
        var second = builder.Node("Conv", ScalarType.Float32, [normed, weight]);
        builder.Output(second, "y", [new SymbolSize("n"), new FixedSize(2), new FixedSize(5)]);
        CollectionAssert.AreEqual(new[] { "Conv", "BatchNormalization", "Conv" }, Operations(GraphOptimizer.Finish(builder)));
    }

    [TestMethod]
    public void Weights_that_would_not_be_finite_stay()
    {
        using var scope = NewDisposeScope();
        var graph = Build(randn(3, 2, 2), null, [full(3, 1e30f), randn(3), full(3, 1e30f), zeros(3)], 1);
        CollectionAssert.AreEqual(new[] { "Conv", "BatchNormalization" }, Operations(graph));
    }

    private static Graph Build(Tensor weight, Tensor? bias, Tensor[] statistics, int dimensions, bool isOutput = false)
    {
        IReadOnlyList<Size> shape = [new SymbolSize("n"), new FixedSize(2), .. Enumerable.Repeat(new FixedSize(5), dimensions)];
        IReadOnlyList<Size> result = [
            new SymbolSize("n"), new FixedSize(weight.shape[0]), .. Enumerable.Repeat(new FixedSize(4), dimensions)
        ];
        var builder = new GraphBuilder(18);
        foreach (var name in isOutput ? ["y", "z"] : new[] { "y" }) builder.Reserve(name);
        var x = builder.Input("x", ScalarType.Float32, shape);
        var weights = builder.Initializer("conv.weight", weight);
        var convolved = builder.Node(
            "Conv", ScalarType.Float32, [x, weights, bias is null ? null : builder.Initializer("conv.bias", bias)]);
        var normed = builder.Node(
            "BatchNormalization", ScalarType.Float32, [convolved, .. Statistics(builder, statistics)], ("epsilon", Epsilon));
        builder.Output(normed, "y", result);
        if (isOutput) builder.Output(convolved, "z", result);
        return GraphOptimizer.Finish(builder);
    }

    private static IEnumerable<GraphValue> Statistics(GraphBuilder builder, Tensor[] statistics) =>
        new[] { "scale", "shift", "mean", "variance" }.Zip(statistics, builder.Initializer);

    private static string[] Operations(Graph graph) => [.. graph.Nodes.Select(node => node.Operation)];
}
