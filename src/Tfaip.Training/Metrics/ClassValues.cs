using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Metrics;

/// <summary>A value for each class as the result of a metric: a number each, or of many classes their mean and a report.</summary>
internal static class ClassValues
{
    /// <summary>The largest number of classes of which each has a number in every log.</summary>
    public const int MostNumbers = 1000;

    /// <summary>The result.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="labels">The names of the classes.</param>
    /// <param name="values">The value of each class.</param>
    /// <param name="targets">How often each class was to be answered.</param>
    /// <param name="mostNumbers">The largest number of classes of which each has a number.</param>
    public static MetricResult Of(string name, IReadOnlyList<string>? labels, double[] values, double[] targets, int mostNumbers)
    {
        if (values.Length <= mostNumbers)
            return new([.. values.Select((value, i) => KeyValuePair.Create($"{name}/{LabelNames.Of(labels, i)}", value))], []);
        var report = ClassValuesReport.Of(
            name, [.. values.Select((value, i) => new ClassValue(LabelNames.Of(labels, i), value, targets[i]))]);
        return new([KeyValuePair.Create(name, Means.Of(values, targets, Average.Macro))], [report]);
    }
}
