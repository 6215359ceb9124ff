namespace Tfaip.Training.Scenarios;

/// <summary>
/// The element type in which a run computes outputs and gradients. Weights, optimizer state, losses and evaluation are float32 in any.
/// </summary>
public enum ComputePrecision
{
    /// <summary>That of the model's weights.</summary>
    Float32,

    /// <summary>
    /// The upper half of a float32: its range, with two to three decimals. Weights and inputs are rounded to it where training computes
    /// outputs, and gradients come in it; what the optimizer changes are the float32 weights.
    /// </summary>
    Bfloat16,
}
