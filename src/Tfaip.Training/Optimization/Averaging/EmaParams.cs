using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Schedules;

namespace Tfaip.Training.Optimization.Averaging;

/// <summary>An exponential moving average over the steps.</summary>
/// <remarks>
/// After each optimizer step, average = decay · average + (1 − decay) · weights. It begins with the weights of the first step and
/// is corrected for its beginning as Adam's moments are (Kingma and Ba, 2015), so that the initial weights have no part in it:
/// after n steps, the weights of step i count by decay^(n − i) · (1 − decay) / (1 − decay^n). Statistics of batch normalisations
/// are not averaged; evaluation uses the model's own.
/// </remarks>
[Variant("ema")]
public sealed record EmaParams : AveragingParams
{
    private const double LeastAutomatic = 0.99;
    private const double MostAutomatic = 0.99975;

    /// <value>
    /// What the average keeps of itself in a step; null for three quarters after an epoch, but 0.99 to 0.99975. Default: null.
    /// </value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double? Decay { get; init; }

    internal override double? Keep(ScheduleRun run, SchedulePosition position, bool isEpochEnd, long count) =>
        isEpochEnd ? null : Corrected(Decay ?? Math.Clamp(Math.Pow(0.75, 1.0 / run.StepsPerEpoch), LeastAutomatic, MostAutomatic), count);

    internal override bool IsUsable(long count) => true;

    // What is kept of a corrected average of so many steps, so that it is a corrected one again.
    private static double Corrected(double decay, long count) =>
        decay * (1 - Math.Pow(decay, count)) / (1 - Math.Pow(decay, count + 1));
}
