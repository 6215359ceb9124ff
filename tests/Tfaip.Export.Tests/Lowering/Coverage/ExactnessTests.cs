using Tfaip.Export.Requests;
using Tfaip.Export.Tests.Lowering.NotFinite;
using Tfaip.Export.Tests.Lowering.Parity;
using Tfaip.Export.Verification;
using Tfaip.Torch;
using Tfaip.Torch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Coverage;

/// <summary>
/// The table of where graphs are exact says what is so: it is tried with NaN, infinities and minus zero, and in every type.
/// </summary>
[TestClass]
public sealed class ExactnessTests
{
    private static readonly ScalarType[] Types = [float32, float64, float16, int64, int32, uint8, @bool];

    // They may differ, and need not: libtorch takes GELU from a kernel for the processor, some of which give infinities what ONNX Runtime
    // gives, and a gate is one that infinities pass or stop by the sign of its weights.
    private static readonly string[] NotEverywhere = ["GELU", "gelu", "GRUCell"];

    private static readonly HashSet<string> Methods = [.. typeof(Tensor).GetMethods().Select(method => method.Name)];

    [TestMethod]
    public void Operations_that_treat_what_is_not_finite_otherwise_are_those_of_the_table()
    {
        var byOption = Names(row => row.ByOption);
        var never = Names(row => row.Never);
        manual_seed(7);
        var (seen, wrong) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        var cases = ParityTests.Groups.Values.SelectMany(group => group()).Where(IsOwn);

        // Overloads of one method are alike: some of them show what it does.
        foreach (var (one, names) in cases.Select(one => (one, Names(one))).GroupBy(entry => string.Join(' ', entry.Item2))
            .SelectMany(same => same.Take(6)))
        {
            if (Poisoning.Differences(one, exact: false) is not { Count: > 0 } plain) continue;
            var exact = Poisoning.Differences(one, exact: true)!;
            var known = names.Where(exact.Count > 0 ? never.Contains : name => byOption.Contains(name) || never.Contains(name)).ToArray();
            if (known.Length == 0) wrong.Add($"{one}: {string.Join(", ", plain)}; with the option {string.Join(", ", exact)}");
            seen.UnionWith(known);
        }

        Assert.AreEqual("", string.Join('\n', wrong));

        // The table is of the kernels that oneDNN chooses; where a processor hides its caches, it may choose others, which differ in less.
        if (Environment.GetEnvironmentVariable(HiddenCaches.Variable) is not null) return;
        Assert.AreEqual(
            "",
            string.Join(' ', byOption.Concat(never).Except(seen).Except(NotEverywhere).Order(StringComparer.Ordinal)),
            "These do not differ.");
    }

    [TestMethod]
    public void Types_are_those_of_the_table()
    {
        var found = ExactnessTable.Rows.Select(row =>
        {
            var types = Types.Where(type => (!row.IsOfFloats || TorchTypes.IsFloat(type)) && Runs(row, type) is true);
            return $"{row.Operations}: {string.Join(", ", types.Select(Name))}";
        });
        Assert.AreEqual(string.Join('\n', ExactnessTable.Rows.Select(row => $"{row.Operations}: {row.Types}")), string.Join('\n', found));
    }

    // Null where TorchSharp does not take the type either.
    private static bool? Runs(ExactnessRow row, ScalarType type)
    {
        using var scope = NewDisposeScope();
        Tensor Input() => type == @bool ? randn(row.Shape) > 0 : (randn(row.Shape, generator: new Generator(3)) * 3).abs().to(type);
        try
        {
            row.Sample.Compile()(Input());
        }
        catch (Exception error) when (error is System.Runtime.InteropServices.ExternalException or ArgumentException)
        {
            return null;
        }

        try
        {
            OpTest.Check(row.Sample, _ => Input(), tolerance: type == float16 ? new Tolerance(1e-2, 1e-2) : null);
            return true;
        }
        catch (Exception error) when (error is ExportException or Microsoft.ML.OnnxRuntime.OnnxRuntimeException or AssertFailedException)
        {
            return false;
        }
    }

    private static string Name(ScalarType type) => type.ToString().ToLowerInvariant() switch { "byte" => "uint8", var name => name };

    // Of the same method of torch and of Tensor, and in place, one is enough.
    private static bool IsOwn(ParityCase one) => !one.Covered.Any(call =>
        (call.Owner == typeof(torch) && Methods.Contains(call.Method) && !call.Method.StartsWith("view_as", StringComparison.Ordinal))
        || (call.Owner == typeof(Tensor) && call.Method.EndsWith('_')));

    private static HashSet<string> Names(Func<ExactnessRow, string> list) =>
        ExactnessTable.Rows.SelectMany(row => list(row).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet(StringComparer.Ordinal);

    private static string[] Names(ParityCase one) =>
        [.. one.Covered.Select(call => call.Method is "forward" ? call.Owner.Name.Split('`')[0] : call.Method)];
}
