using Tfaip.Export.Programs;

namespace Tfaip.Export.Verification;

/// <summary>
/// How closely a program's longest sums can be known. Adding n numbers one after the other in float32 leaves an error of some 2^-24·sqrt(n)
/// of their sum where the roundings go both ways, and up to 2^-24·n where all go one way, as for many equal numbers. TorchSharp adds sums
/// of sums, whose error hardly grows; ONNX Runtime adds one number after the other, in as many sums side by side as a register has lanes.
/// </summary>
internal static class LongSums
{
    private const double Factor = 4;

    // The sums side by side of which a long one is made: eight numbers in float32 are a register of AVX.
    private const double SideBySide = 8;

    private static readonly HashSet<string> Names =
        ["sum", "mean", "nansum", "logsumexp", "norm", "vector_norm", "var", "std", "var_mean", "std_mean", "cumsum", "trapezoid", "dist"];

    /// <summary>The relative difference that the longest sum of a program allows at some sizes.</summary>
    public static double Precision(TracedProgram program, IReadOnlyDictionary<string, long> sizes)
    {
        var longest = program.Calls.Where(call => call.Module is null && Names.Contains(call.Method.Name))
            .Select(call => Length(program, call, sizes)).DefaultIfEmpty(1).Max();
        return Math.ScaleB(Math.Max(Factor * Math.Sqrt(longest), longest / SideBySide), -24);
    }

    private static double Length(TracedProgram program, ProgramCall call, IReadOnlyDictionary<string, long> sizes)
    {
        if (call.Arguments.OfType<TensorArgument>().FirstOrDefault() is not { } given || call.Results is not [var made and >= 0, ..])
            return 1;
        return call.Method.Name == "cumsum"
            ? Elements(program, given.Value, sizes)
            : Elements(program, given.Value, sizes) / Math.Max(1, Elements(program, made, sizes));
    }

    private static double Elements(TracedProgram program, int value, IReadOnlyDictionary<string, long> sizes) =>
        program.Values[value].Shape.Aggregate(1.0, (product, size) => product * size.Evaluate(sizes));
}
