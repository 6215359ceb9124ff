using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Training.Parameters;

/// <summary>When training ends before its last epoch, by the value that the model's monitor watches.</summary>
public sealed record EarlyStoppingParams
{
    /// <value>
    /// How many measurements in a row may pass without an improvement before training stops; null for any number. Default: null.
    /// </value>
    /// <remarks>With the last of them training stops.</remarks>
    [Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int? Patience { get; init; }

    /// <value>By how much more than this a value must be better than the best so far to be an improvement. Default: 0.</value>
    [Range(0.0, double.MaxValue)]
    public double MinDelta { get; init; }

    /// <value>
    /// Only every so many measurements count for the patience; an improvement counts always. Default: 1.
    /// </value>
    [Range(1, int.MaxValue)]
    public int CountEvery { get; init; } = 1;

    /// <value>
    /// Nothing counts for the patience before the best value is this good: for models that are slow to start. Default: null, at
    /// once.
    /// </value>
    public double? CountFrom { get; init; }

    /// <value>Training stops at once where a value is this good or better. Default: null, never.</value>
    public double? Target { get; init; }
}
