using Tfaip.Export.Tests.Tracing.Models;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Export.Verification;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests;

/// <summary>Every module of the zoo is exported, and agrees with TorchSharp at sizes that neither the exporter nor its verification has seen.</summary>
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
            var sizes = UnseenSizes(model, trial);
            var inputs = RandomInputs.Create(model.Inputs, sizes, (ulong)(100 + trial));
            var expected = Zoo.Run(model, [.. inputs.Select(input => input.clone())]);
            var actual = session.Run(
                [.. model.Inputs.Zip(inputs, (spec, tensor) => (spec.Name, tensor))], [.. result.Outputs.Select(output => output.Name)]);
            Assert.HasCount(expected.Length, actual);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.IsNull(TensorComparison.Compare(expected[i], actual[i], new Tolerance(1e-5, 1e-5)).Difference, $"output {i} at {trial}");
            }
        }
    }

    // Beyond all sizes that were recorded and verified, where the specification lets them be; else somewhere in its range.
    private static Dictionary<string, long> UnseenSizes(ExportableModel model, int trial)
    {
        var sizes = new Dictionary<string, long>();
        foreach (var symbol in model.Inputs.SelectMany(input => input.Shape).Select(size => size.Name).OfType<string>().Distinct())
        {
            var wanted = new[] { 37, 41, 52, 33, 45 }[trial] + (sizes.Count * 3);
            var range = model.Inputs.Select(input => input.Sizes.GetValueOrDefault(symbol)).FirstOrDefault(found => found is not null);
            var steps = range is null ? 0 : ((range.High - range.Low) / range.Step) + 1;
            sizes[symbol] = range is null ? wanted : range.Low + (((wanted - range.Low) / range.Step % steps + steps) % steps * range.Step);
        }

        return sizes;
    }
}
