using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>
/// How far a graph may be from the model: |graph - model| &lt;= <paramref name="Absolute"/> + <paramref name="Relative"/> * |model|.
/// </summary>
/// <param name="Relative">The relative part.</param>
/// <param name="Absolute">The absolute part.</param>
internal sealed record Tolerance(double Relative, double Absolute)
{
    /// <summary>With the absolute part in units of the largest number of a tensor, where that is more than 1.</summary>
    public Tolerance ScaledTo(Tensor expected)
    {
        if (!expected.is_floating_point() || expected.numel() == 0) return this;
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        // What is not finite is rare, and only then is it looked for in each number.
        var (least, most) = expected.detach().aminmax();
        var largest = Math.Max(Math.Abs(Number(least)), Math.Abs(Number(most)));
        if (!double.IsFinite(largest)) largest = Number(expected.detach().nan_to_num(0, 0, 0).abs().max());
        return this with { Absolute = Absolute * Math.Max(1, largest) };

        static double Number(Tensor tensor) => tensor.to(ScalarType.Float64).item<double>();
    }
}
