using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Training.Figures;

namespace Tfaip.Training.Evaluation;

/// <summary>Says why nothing is left of an epoch, or of an evaluation.</summary>
internal static class LeftOutSamples
{
    /// <summary>The error of a pass without a batch.</summary>
    /// <param name="statistics">What the pipeline did.</param>
    /// <param name="purpose">What there is nothing for, such as "to train with".</param>
    /// <param name="pass">What was to be read.</param>
    public static TfaipException Error(PipelineStatistics statistics, string purpose, string pass = "epoch")
    {
        var failed = statistics.Dropped.Where(drop => drop.IsError).Sum(drop => drop.Count);
        var dropped = statistics.Dropped.Where(drop => !drop.IsError).Sum(drop => drop.Count);
        if (failed == 0) return new($"Processors dropped every sample of the {pass}; there is nothing {purpose}.");
        var others = dropped == 0 ? "" : $", processors dropped the other {FigureText.Count(dropped)}";
        var what = dropped == 0 ? $"Every sample of the {pass} failed" : $"No sample of the {pass} is left";
        return new(
            $"{what}: on_error: skip left out {FigureText.Count(failed)}{others}; there is nothing {purpose}. "
            + $"The first error: {statistics.FirstError}");
    }
}
