using System.Reflection;
using System.Runtime.InteropServices;
using Tfaip.Export.Graphs;
using Tfaip.Export.Lowering;
using Tfaip.Export.Lowering.Everything;
using Tfaip.Export.Tests.Lowering.Parity;
using Tfaip.Export.Verification;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.NotFinite;

/// <summary>The graph of a case on inputs with NaN, infinities and minus zero among finite numbers, against TorchSharp.</summary>
internal static class Poisoning
{
    private const long Size = 3;

    /// <summary>What the inputs are given.</summary>
    public static IReadOnlyList<double> Extremes { get; } = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0];

    /// <summary>
    /// Those for which the graph gives something else; null where the case has no floating-point input or TorchSharp takes none of them.
    /// </summary>
    public static IReadOnlyList<double>? Differences(ParityCase one, bool exact)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        manual_seed(7);
        if (!one.Inputs(Size).Any(input => input.is_floating_point() && input.numel() > 1)) return null;
        var program = ExpressionRecorder.Record(one.Function, one.Inputs, OpTest.Recorded[0], OpTest.Recorded[1]);
        using var session = new OnnxSession(GraphSerializer.Serialize(Lowerer.Lower(program, 18, Lowerings.All, exact).Graph));
        var compiled = one.Function.Compile(preferInterpretation: true);
        var wrong = new List<double>();
        foreach (var extreme in Extremes)
        {
            Tensor[] inputs = [.. one.Inputs(Size).Select(input => Poisoned(input, extreme))];
            Tensor[] expected;
            try
            {
                Tensor[] copies = [.. inputs.Select(input => input.clone())];
                expected = [.. ExpressionRecorder.Tensors(compiled.DynamicInvoke([.. copies]) ?? copies[0])];
            }
            catch (TargetInvocationException error) when (error.InnerException is ExternalException or ArgumentException)
            {
                continue;
            }

            if (!Agree(session, inputs, expected)) wrong.Add(extreme);
        }

        return wrong;
    }

    private static bool Agree(OnnxSession session, Tensor[] inputs, Tensor[] expected)
    {
        try
        {
            var actual = session.Run([.. inputs.Select((value, i) => ($"x{i}", value))], [.. expected.Select((_, i) => $"y{i}")]);
            return expected.Zip(actual).All(pair => TensorComparison.Compare(pair.First, pair.Second, new(1e-5, 1e-5)).Difference is null);
        }
        catch (Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            return false;
        }
    }

    // Every seventh element: few enough that not whole rows are equal.
    private static Tensor Poisoned(Tensor input, double extreme)
    {
        if (!input.is_floating_point() || input.numel() < 2) return input;
        var places = arange(input.numel()).remainder(7).eq(1).view(input.shape);
        return input.masked_fill(places, extreme);
    }
}
