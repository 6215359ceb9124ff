using System.Globalization;
using Tfaip.Training.Loop;
using Tfaip.Training.MixedPrecision;

namespace Tfaip.Training.Reporting.Progress;

/// <summary>How progress is put into words, on a terminal and off it.</summary>
internal static class ProgressText
{
    public static string Of(RunInfo info)
    {
        var evaluation = info.EvaluationSamples > 0 ? $", {Count(info.EvaluationSamples)} to evaluate" : "";
        var resumed = info.ResumedAtStep is { } step ? $", resumed after step {Count(step)}" : "";
        return $"{info.Scenario} on {PrecisionText.On(info.Device, info.Parameters.Precision)}: {Count(info.TrainableParameters)} parameters, "
            + $"{Count(info.TrainingSamples)} samples to train{evaluation}, "
            + $"{Count(info.Epochs)} epochs of {Count(info.StepsPerEpoch)} steps{resumed}";
    }

    public static string Metrics(IReadOnlyDictionary<string, double> metrics) =>
        string.Join(", ", metrics.Select(metric => $"{metric.Key} {Value(metric.Value)}"));

    public static string Value(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 10 } => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { TotalMinutes: < 2 } => duration.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 1 } => duration.ToString(@"m\:ss", CultureInfo.InvariantCulture) + " min",
        _ => ((long)duration.TotalHours).ToString(CultureInfo.InvariantCulture)
            + duration.ToString(@"\:mm\:ss", CultureInfo.InvariantCulture) + " h",
    };
}
