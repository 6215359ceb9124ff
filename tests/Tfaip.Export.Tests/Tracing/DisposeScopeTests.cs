using System.Reflection;
using Tfaip.Export.Requests;
using Tfaip.Export.Tests.Tracing.Models;
using Tfaip.Export.Tracing.Rules;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Tracing;

/// <summary>Scopes and lifetimes have no part in a graph.</summary>
[TestClass]
public sealed class DisposeScopeTests
{
    private static readonly TensorSpec Images = TensorSpec.Parse("x: float32[batch, 3, height, width]; height: 24..64; width: 24..64");

    [TestMethod]
    public void A_network_of_basic_blocks_is_right() =>
        AssertRight(new ResidualScopes.Network(new ResidualScopes.Basic(8, 8, 1), new ResidualScopes.Basic(8, 16, 2)));

    [TestMethod]
    public void A_network_of_bottlenecks_is_right() =>
        AssertRight(new ResidualScopes.Network(new ResidualScopes.Bottleneck(8, 8, 1, 1), new ResidualScopes.Bottleneck(16, 8, 4, 2)));

    [TestMethod]
    public void A_wrapped_network_is_right() =>
        AssertRight(new ResidualScopes.Wrapper(new ResidualScopes.Network(new ResidualScopes.Basic(8, 16, 2))));

    [TestMethod]
    public void A_network_behind_a_function_is_right()
    {
        var network = new ResidualScopes.Network(new ResidualScopes.Basic(8, 16, 2));
        AssertRight(new ExportableModel
        {
            Module = network,
            Inputs = [Images],
            Forward = inputs =>
            {
                using var scope = NewDisposeScope();
                return [scope.MoveToOuter(network.call(inputs[0]).softmax(1))];
            },
        });
    }

    [TestMethod]
    public void All_of_the_lifetime_helpers_are_known()
    {
        var helpers = typeof(DisposeScope).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Concat(typeof(Tensor).GetMethods().Where(method => method.Name.Contains("DisposeScope", StringComparison.Ordinal)))
            .Concat(typeof(torch).GetMethods().Where(method => method.Name.Contains("DisposeScope", StringComparison.Ordinal)))
            .ToArray();
        Assert.IsGreaterThan(30, helpers.Length);
        foreach (var helper in helpers)
        {
            Assert.IsTrue(LifetimeRules.IsNeutral(helper), helper.ToString());
            Assert.AreEqual(
                helper.Name is "get_DisposablesCount" or "get_DisposablesView", LifetimeRules.Counts(helper), helper.ToString());
        }
    }

    private static void AssertRight(nn.Module module) => AssertRight(new ExportableModel { Module = module, Inputs = [Images] });

    private static void AssertRight(ExportableModel model)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var result = OnnxExporter.Export(model);
        model.Module.eval();
        using var session = new OnnxSession(result.Onnx.ToArray());
        using var gradients = no_grad();
        foreach (var (batch, height, width) in new[] { (1, 24, 64), (3, 33, 47), (2, 64, 24) })
        {
            var x = randn(batch, 3, height, width);
            var expected = ModelCall.Run(model, [x.clone()]);
            Assert.IsNull(
                TensorComparison.Compare(expected[0], session.Run([("x", x)], ["output"])[0], new Tolerance(1e-5, 1e-5)).Difference,
                $"{batch}, {height}, {width}");
        }
    }
}
