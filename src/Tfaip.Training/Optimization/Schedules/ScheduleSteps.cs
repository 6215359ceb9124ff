namespace Tfaip.Training.Optimization.Schedules;

/// <summary>
/// Counts steps where epochs are given with fractions: a tenth of an epoch of ten steps is one step, whatever rounding makes of it.
/// </summary>
internal static class ScheduleSteps
{
    // Far above the rounding of products and quotients, far below what anybody means.
    private const double Rounding = 1e-6;

    /// <summary>The whole number of steps that a number is meant to be; the number where it is between two.</summary>
    public static double Whole(double steps) => Math.Round(steps) is var whole && Math.Abs(steps - whole) < Rounding ? whole : steps;
}
