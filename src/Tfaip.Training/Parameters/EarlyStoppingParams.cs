using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Training.Parameters;

/// <summary>When training ends before its last epoch, by the value that the model's monitor watches.</summary>
public sealed record EarlyStoppingParams
{
    /// <value>
    /// How many measurements in a row may pass without an improvement; with the last of them training stops. Default: null, any number.
    /// </value>
    [Description("How many measurements in a row may pass without an improvement before training stops."), Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int? Patience { get; init; }

    /// <value>By how much more than this a value must be better than the best so far to be an improvement. Default: 0.</value>
    [Description("By how much more than this a value must be better than the best so far to be an improvement."), Range(0.0, double.MaxValue)]
    public double MinDelta { get; init; }

    /// <value>
    /// Only every so many measurements count for the patience; an improvement counts always. Default: 1.
    /// </value>
    [Description("Only every so many measurements count for the patience; an improvement counts always."), Range(1, int.MaxValue)]
    public int CountEvery { get; init; } = 1;

    /// <value>
    /// Nothing counts for the patience before the best value is this good: for models that are slow to start. Default: null, at once.
    /// </value>
    [Description("Nothing counts for the patience before the best value is this good.")]
    public double? CountFrom { get; init; }

    /// <value>Training stops at once where a value is this good or better. Default: null, never.</value>
    [Description("Training stops at once where a value is this good or better.")]
    public double? Target { get; init; }
}
