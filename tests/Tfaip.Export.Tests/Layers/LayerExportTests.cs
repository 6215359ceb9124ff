using Tfaip.Export.Requests;
using Tfaip.Export.Tests.Tracing.Models;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Export.Verification;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Layers;

/// <summary>
/// The layers of TorchSharp's own unit tests are exported, and agree with TorchSharp at sizes that neither the exporter nor its
/// verification has seen.
/// </summary>
[TestClass]
public sealed class LayerExportTests
{
    public static IEnumerable<object[]> GroupNames => LayerRows.Groups.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(GroupNames))]
    public void Graphs_give_what_TorchSharp_gives(string group)
    {
        var failures = new List<string>();
        var rows = LayerRows.Groups[group]().ToArray();
        CollectionAssert.AllItemsAreUnique(rows.Select(row => row.Name).ToArray());
        foreach (var row in rows)
        {
            try
            {
                if (Difference(row) is { } difference) failures.Add($"{row.Name}: {difference}");
            }
            catch (Exception exception)
            {
                failures.Add($"{row.Name}: {exception.GetType().Name}: {exception.Message}");
            }
        }

        Assert.IsEmpty(failures, $"{failures.Count} of {rows.Length} rows:\n{string.Join('\n', failures)}");
    }

    [TestMethod]
    public void The_rest_is_refused_with_its_line()
    {
        foreach (var row in LayerRows.Refused)
        {
            using var scope = NewDisposeScope();
            manual_seed(3);
            var refusal = Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Export(row.Model()), row.Name);
            Assert.IsNotNull(refusal.Line, row.Name);
        }
    }

    private static string? Difference(LayerRow row)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        manual_seed(3);
        var model = row.Model();
        Randomise(model.Module);
        var result = OnnxExporter.Export(model);

        model.Module.eval();
        using var session = new OnnxSession(result.Onnx.ToArray());
        for (var trial = 0; trial < 2; trial++)
        {
            var inputs = RandomInputs.Create(model.Inputs, UnseenSizes.Of(model, trial), (ulong)(100 + trial));
            var expected = Zoo.Run(model, [.. inputs.Select(input => input.clone())]);
            var actual = session.Run(
                [.. model.Inputs.Zip(inputs, (spec, tensor) => (spec.Name, tensor))], [.. result.Outputs.Select(output => output.Name)]);
            if (expected.Length != actual.Count) return $"{actual.Count} outputs of {expected.Length}";
            for (var i = 0; i < expected.Length; i++)
            {
                if (TensorComparison.Compare(expected[i], actual[i], new Tolerance(1e-5, 1e-5)).Difference is { } difference)
                    return $"output {i}, trial {trial}: {difference}";
            }
        }

        return null;
    }

    // Fresh normalisations have weights of one, biases of zero and statistics that change nothing.
    private static void Randomise(nn.Module module)
    {
        foreach (var (name, parameter) in module.named_parameters())
        {
            if (parameter.dim() != 1 || parameter.shape[0] == 1) continue;
            nn.init.uniform_(parameter, name.EndsWith("weight", StringComparison.Ordinal) ? 0.5 : -1, 1.5);
        }

        foreach (var (name, buffer) in module.named_buffers())
        {
            if (name.EndsWith("running_mean", StringComparison.Ordinal)) nn.init.normal_(buffer);
            if (name.EndsWith("running_var", StringComparison.Ordinal)) nn.init.uniform_(buffer, 0.5, 1.5);
        }
    }
}
