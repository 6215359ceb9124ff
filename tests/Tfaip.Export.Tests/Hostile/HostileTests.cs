using System.Globalization;
using Tfaip.Export.Requests;
using Tfaip.Export.Verification;
using Tfaip.Torch;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>
/// Modules that would be wrong in a graph if they were merely recorded: each is refused with its line, or right. None is silently wrong.
/// </summary>
[TestClass]
public sealed class HostileTests
{
    private static readonly Dictionary<string, HostileCase> Cases = AllCases().ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    public static IEnumerable<object[]> Names => Cases.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Is_refused_with_its_line_or_right(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        var hostile = Cases[name];
        var model = hostile.Model();
        ExportResult result;
        try
        {
            result = OnnxExporter.Export(model);
        }
        catch (ExportException refusal)
        {
            Assert.AreNotEqual(Verdict.Right, hostile.Verdict, refusal.Message);
            Assert.DoesNotContain("This is a fault of the exporter", refusal.Message);
            if (hostile.Line > 0)
                Assert.AreEqual(
                    (Path.GetFileName(hostile.File), hostile.Line), (Path.GetFileName(refusal.File), refusal.Line), refusal.Message);
            return;
        }

        Assert.AreNotEqual(Verdict.Refused, hostile.Verdict, $"it was exported, on line {hostile.Line}");
        AssertRight(model, result);
    }

    [TestMethod]
    public void There_are_two_hundred() => Assert.IsGreaterThanOrEqualTo(200, Cases.Count);

    private static IEnumerable<HostileCase> AllCases()
    {
        var table = new HostileTable();
        HostReads.AddTo(table);
        Surroundings.AddTo(table);
        Memory.AddTo(table);
        States.AddTo(table);
        Shapes.AddTo(table);
        Numerics.AddTo(table);
        Wiring.AddTo(table);
        Views.AddTo(table);
        Normalisers.AddTo(table);
        Extremes.AddTo(table);
        Fields.AddTo(table);
        Lifetimes.AddTo(table);
        Weights.AddTo(table);
        SizeBranches.AddTo(table);
        Logging.AddTo(table);
        return table.Cases;
    }

    // At sizes and on values that are none of the exporter's own, each twice.
    private static void AssertRight(ExportableModel model, ExportResult result)
    {
        model.Module.eval();
        using var session = new OnnxSession(result.Onnx.ToArray());
        using var gradients = no_grad();
        var compared = 0;
        for (var trial = 0; trial < 16; trial++)
        {
            var inputs = model.Inputs.Select((spec, i) => Input(spec, trial, i)).ToArray();
            IReadOnlyList<Tensor> expected;
            try
            {
                ModelCall.Run(model, [.. inputs.Select(input => input.clone())]);
                expected = ModelCall.Run(model, [.. inputs.Select(input => input.clone())]);
            }
            catch (System.Runtime.InteropServices.ExternalException)
            {
                // A size that the module itself does not take.
                continue;
            }

            var actual = session.Run(
                [.. model.Inputs.Zip(inputs, (spec, tensor) => (spec.Name, tensor))], [.. result.Outputs.Select(output => output.Name)]);
            Assert.HasCount(expected.Count, actual);
            for (var i = 0; i < actual.Count; i++)
            {
                var tolerance = new Tolerance(1e-4, 1e-5).ScaledTo(expected[i]);
                if (TensorComparison.Compare(expected[i], actual[i], tolerance).Difference is not null)
                    tolerance = tolerance with { Absolute = tolerance.Absolute + Noise(model, inputs, expected[i], i) };
                Assert.IsNull(
                    TensorComparison.Compare(expected[i], actual[i], tolerance).Difference,
                    $"silently wrong, output {i}, trial {trial}, shape [{string.Join(", ", inputs[0].shape)}]");
            }

            compared++;
        }

        Assert.IsGreaterThanOrEqualTo(3, compared);
    }

    // What the module's own answer changes by when last bits of its inputs change: large numbers before a softmax, say.
    private static double Noise(ExportableModel model, IReadOnlyList<Tensor> inputs, Tensor expected, int output)
    {
        if (!expected.is_floating_point()) return 0;
        var nearby = ModelCall.Run(model, [.. inputs.Select(
            (input, i) => input.is_floating_point() ? input * (1 + ((rand_like(input) - 0.5) * 2.4e-7)) : input.clone())]);
        return 4 * (nearby[output] - expected).abs().nan_to_num(0, 0, 0).max().to(ScalarType.Float64).item<double>();
    }

    private static Tensor Input(Tfaip.Processors.Samples.TensorSpec spec, int trial, int index)
    {
        var shape = spec.Shape.Select(size =>
        {
            if (size.Length is { } length) return length;
            var range = spec.Sizes.GetValueOrDefault(size.Name!);
            var wanted = new[] { 5, 12, 2, 27, 764, 3, 118, 9 }[(trial + size.Name!.Length) % 8];
            if (spec.Shape.Count(free => free.Name is not null) > 2) wanted %= 8;
            return range is null ? wanted : range.Low + (wanted / range.Step % (((range.High - range.Low) / range.Step) + 1) * range.Step);
        }).ToArray();
        var type = TorchTypes.Of(spec.Type);
        using var generator = new Generator(Convert.ToUInt64(1000 + trial + (17 * index), CultureInfo.InvariantCulture));
        if (!TorchTypes.IsFloat(type))
        {
            var (low, high) = spec.Values ?? (0, 1);
            return randint((long)low, (long)high + 1, shape, ScalarType.Int64, generator: generator).to(type);
        }

        if (spec.Values is var (least, most)) return ((rand(shape, generator: generator) * (most - least)) + least).to(type);
        var normal = randn(shape, generator: generator);
        var values = (trial % 8) switch
        {
            1 => normal * 30,
            2 => -normal.abs(),
            3 => normal.abs() + 0.5,
            4 => zeros_like(normal),
            5 => normal * 1e-3,
            6 => normal.round(),
            7 => normal + 100,
            _ => normal,
        };
        return values.to(type);
    }
}
