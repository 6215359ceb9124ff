using Tfaip.Export.Tests.Tracing.Models;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Export.Verification;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests;

/// <summary>
/// Every module of the zoo is exported, and agrees with TorchSharp at sizes that neither the exporter nor its verification has seen.
/// </summary>
[TestClass]
public sealed class OnnxExporterZooTests
{
    public static IEnumerable<object[]> Names => Zoo.All.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Agrees_at_sizes_not_seen(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var model = Zoo.All[name]();
        var result = OnnxExporter.Export(model);
        Assert.IsGreaterThanOrEqualTo(3, result.Verification.Sizes.Count);

        model.Module.eval();
        using var session = new OnnxSession(result.Onnx.ToArray());
        using var gradients = no_grad();
        foreach (var trial in Enumerable.Range(0, 5))
        {
            var sizes = UnseenSizes.Of(model, trial);
            var inputs = RandomInputs.Create(model.Inputs, sizes, (ulong)(100 + trial));
            var expected = Zoo.Run(model, [.. inputs.Select(input => input.clone())]);
            var actual = session.Run(
                [.. model.Inputs.Zip(inputs, (spec, tensor) => (spec.Name, tensor))], [.. result.Outputs.Select(output => output.Name)]);
            Assert.HasCount(expected.Length, actual);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.IsNull(
                    TensorComparison.Compare(expected[i], actual[i], new Tolerance(1e-5, 1e-5)).Difference, $"output {i} at {trial}");
            }
        }
    }
}
