using System.Reflection;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// Guards calls that end the process where they should throw: TorchSharp's <c>matmul</c> does not catch what libtorch throws.
/// Recording tries sizes that the model may not take, so that this is met here.
/// </summary>
internal static class NativeFaults
{
    /// <summary>Throws what the call should.</summary>
    /// <exception cref="InvalidOperationException">The call would end the process.</exception>
    public static void Check(MethodBase method, object?[] arguments)
    {
        if (method.Name != "matmul" || arguments.OfType<Tensor>().Take(2).ToArray() is not [var left, var right]) return;

        if (left.dtype != right.dtype)
            throw new InvalidOperationException($"matmul of {left.dtype} and {right.dtype}: the element types must be the same.");
        if (!Fit(left.shape, right.shape))
        {
            throw new InvalidOperationException(
                $"matmul of the shapes [{string.Join(", ", left.shape)}] and [{string.Join(", ", right.shape)}]: they do not fit.");
        }
    }

    private static bool Fit(long[] left, long[] right)
    {
        if (left.Length == 0 || right.Length == 0) return false;
        if (left[^1] != (right.Length == 1 ? right[0] : right[^2])) return false;
        for (int i = 3; i <= Math.Min(left.Length, right.Length); i++)
        {
            if (left[^i] != right[^i] && left[^i] != 1 && right[^i] != 1) return false;
        }

        return true;
    }
}
