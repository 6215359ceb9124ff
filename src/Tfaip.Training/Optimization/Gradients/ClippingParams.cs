using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Optimization.Gradients;

/// <summary>How gradients are kept small: each number first, then each tensor, then all together.</summary>
public sealed record ClippingParams
{
    /// <value>Largest 2-norm of all gradients together; larger ones are scaled down to it. Default: null, no limit.</value>
    [Range(double.Epsilon, double.MaxValue)]
    public double? Norm { get; init; }

    /// <value>Largest 2-norm of the gradient of each parameter; a larger one is scaled down to it. Default: null, no limit.</value>
    [Range(double.Epsilon, double.MaxValue)]
    public double? TensorNorm { get; init; }

    /// <value>Largest absolute value of each number of the gradients; a larger one is set to it. Default: null, no limit.</value>
    [Range(double.Epsilon, double.MaxValue)]
    public double? Value { get; init; }
}
