using Tfaip.Export.Programs;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>
/// How well a model knows its own answer: how much its outputs change when the last bit of each number changes that it computes on
/// the way. Two ways of computing the same differ by as much, such as two of normalising elements that are nearly equal.
/// </summary>
internal static class Conditioning
{
    // A difference of more than a hundredth of an output's numbers is none of rounding, whatever the model.
    private const double Largest = 1e-2;
    private const int Trials = 3;
    private const double Factor = 4;

    /// <summary>
    /// The difference that rounding accounts for in an output, at most a hundredth of its largest number, or of 1 where that is smaller.
    /// </summary>
    /// <param name="program">The recorded calls.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="sizes">The free sizes.</param>
    /// <param name="output">The number of the output.</param>
    /// <param name="expected">What the live model gives.</param>
    /// <param name="tolerance">
    /// How close the recorded calls have to come to the live model for their rounding to be that of the model.
    /// </param>
    public static double Of(
        TracedProgram program,
        IReadOnlyList<Tensor> inputs,
        IReadOnlyDictionary<string, long> sizes,
        int output,
        Tensor expected,
        Tolerance tolerance)
    {
        if (!expected.is_floating_point() || expected.numel() == 0) return 0;
        using var scope = NewDisposeScope();
        var value = program.Outputs[output].Value;
        var plain = Run(program, inputs, sizes, value, null);
        if (TensorComparison.Compare(expected, plain, tolerance).Difference is not null) return 0;
        var change = 0.0;
        for (var trial = 0; trial < Trials; trial++)
        {
            using var generator = new Generator((ulong)(trial + 1));
            var other = Run(program, inputs, sizes, value, generator);
            change = Math.Max(change, (other - plain).abs().nan_to_num(0, 0, 0).max().to(ScalarType.Float64).item<double>());
        }

        var largest = plain.nan_to_num(0, 0, 0).abs().max().to(ScalarType.Float64).item<double>();
        return Math.Min(Factor * change, Largest * Math.Max(1, largest));
    }

    private static Tensor Run(
        TracedProgram program, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, long> sizes, int output, Generator? generator)
    {
        using var gradients = no_grad();
        var interpreter = new ProgramInterpreter(program, inputs, sizes);
        var known = program.Constants.Select(constant => constant.Tensor).Where(NativeTensors.Exists).Select(NativeTensors.Storage)
            .ToHashSet();
        if (generator is not null)
        {
            foreach (var input in program.Inputs) Nudge(interpreter[input.Value], known, generator);
        }

        foreach (var (_, results) in interpreter.Run())
        {
            if (generator is null) continue;
            foreach (var (_, tensor) in results) Nudge(tensor, known, generator);
        }

        return interpreter[output].clone();
    }

    // Memory that was not seen before: what lies over older memory is a view or was changed in place, and has been nudged with it.
    private static void Nudge(Tensor tensor, HashSet<nint> known, Generator generator)
    {
        if (!tensor.is_floating_point() || !NativeTensors.Exists(tensor) || !known.Add(NativeTensors.Storage(tensor))) return;
        var bit = Math.ScaleB(
            1, tensor.dtype switch { ScalarType.Float64 => -52, ScalarType.Float16 => -10, ScalarType.BFloat16 => -7, _ => -23 });
        var signs = (randint(0, 2, tensor.shape, ScalarType.Int64, generator: generator) * 2) - 1;
        tensor.mul_((signs.to(ScalarType.Float64) * bit + 1).to(tensor.dtype));
    }
}
