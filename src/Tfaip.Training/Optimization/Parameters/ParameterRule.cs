namespace Tfaip.Training.Optimization.Parameters;

/// <summary>What is particular to some parameters.</summary>
/// <param name="LearningRateFactor">What the learning rate is multiplied by for them.</param>
/// <param name="WeightDecay">How strongly they are pulled to zero; null for as the optimizer's parameters say.</param>
public readonly record struct ParameterRule(double LearningRateFactor, double? WeightDecay)
{
    /// <summary>Nothing is particular.</summary>
    public static ParameterRule None { get; } = new(1, null);
}
