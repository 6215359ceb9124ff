using Tfaip.Export.Programs;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>
/// Positions among equal numbers: where several elements are equal, TorchSharp gives the positions that its algorithm comes upon,
/// and says of none that it is the right one.
/// </summary>
internal static class Ties
{
    private static readonly HashSet<string> Choosing =
        ["topk", "sort", "argsort", "msort", "kthvalue", "median", "nanmedian", "mode", "argmax", "argmin", "max", "min"];

    /// <summary>Whether other positions of a call hold the same numbers as those that TorchSharp gives.</summary>
    /// <param name="call">The call.</param>
    /// <param name="value">The number of the result with the positions.</param>
    /// <param name="interpreter">Holds what the call was given, and its results.</param>
    /// <param name="actual">The positions in the graph.</param>
    public static bool Explain(ProgramCall call, int value, ProgramInterpreter interpreter, Tensor actual)
    {
        if (!Choosing.Contains(call.Method.Name) || call.Arguments is not [TensorArgument input, ..]) return false;
        var (from, expected) = (interpreter[input.Value], interpreter[value]);
        if (expected.dtype != ScalarType.Int64 || actual.dtype != ScalarType.Int64 || !actual.shape.AsSpan().SequenceEqual(expected.shape))
            return false;

        using var scope = NewDisposeScope();
        foreach (var axis in Enumerable.Range(0, Math.Max(1, (int)from.dim())))
        {
            if (Gather(from, expected, axis) is { } theirs && Gather(from, actual, axis) is { } ours && IsPermutation(theirs, ours, axis))
                return true;
        }

        return false;
    }

    // Positions along one axis, which the call has kept, shortened or dropped.
    private static Tensor? Gather(Tensor from, Tensor positions, int axis)
    {
        if (positions.dim() == from.dim() - 1) positions = positions.unsqueeze(axis);
        if (positions.dim() != from.dim()) return null;
        for (var i = 0; i < from.dim(); i++)
        {
            if (i != axis && positions.shape[i] != from.shape[i]) return null;
        }

        if (positions.numel() > 0 && (positions.min().item<long>() < 0 || positions.max().item<long>() >= from.shape[axis])) return null;
        return from.gather(axis, positions);
    }

    private static bool IsPermutation(Tensor left, Tensor right, int axis) =>
        left.sort(axis).Values.eq(right.sort(axis).Values).all().item<bool>();
}
