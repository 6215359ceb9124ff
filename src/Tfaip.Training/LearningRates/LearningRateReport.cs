using Tfaip.Training.Scenarios;

namespace Tfaip.Training.LearningRates;

/// <summary>What a range test found.</summary>
public sealed record LearningRateReport
{
    /// <summary>The model's class.</summary>
    public required string Model { get; init; }

    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <value>What steps computed in. Default: float32.</value>
    public ComputePrecision Precision { get; init; }

    /// <summary>The learning rates that were asked for.</summary>
    public required LearningRateRange Range { get; init; }

    /// <summary>The steps that were taken; with a loss that is not finite the last one learnt nothing.</summary>
    public required IReadOnlyList<LearningRatePoint> Points { get; init; }

    /// <summary>Whether the test ended because the loss diverged.</summary>
    public required bool HasDiverged { get; init; }

    /// <summary>What the curve says; null where the loss does not fall.</summary>
    public LearningRateSuggestion? Suggestion => LearningRateSuggestion.Of(Points, Range.Window);
}
