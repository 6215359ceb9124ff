using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Optimization.Gradients;

/// <summary>
/// Input-gradient regularisation: punishes losses that change fast with the input. The total loss gets λ · mean(((loss(x + h·ĝ) − loss(x))
/// / h)²), where ĝ is the gradient of a sample's loss by its input, of length 1.
/// </summary>
public sealed record InputGradientParams
{
    /// <value>The input that is moved.</value>
    [Required]
    public string Input { get; init; } = "";

    /// <value>What the punishment counts in the total loss. Default: 0.1.</value>
    [Range(0, double.MaxValue)]
    public double Lambda { get; init; } = 0.1;

    /// <value>How far the input is moved. Default: 1e-3.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double H { get; init; } = 1e-3;
}
