using System.Globalization;

namespace Tfaip.Training.Metrics.Reports;

/// <summary>The values of many classes: those of the largest and of the worst.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Classes">How many classes there are.</param>
/// <param name="Worst">The classes with the lowest values, at most 50.</param>
/// <param name="Largest">The classes that were wanted most, at most 50.</param>
public sealed record ClassValuesReport(string Name, int Classes, IReadOnlyList<ClassValue> Worst, IReadOnlyList<ClassValue> Largest)
    : MetricReport(Name)
{
    private const int MostClasses = 50;

    /// <summary>The report of all values, in the order of the classes.</summary>
    internal static ClassValuesReport Of(string name, IReadOnlyList<ClassValue> values) => new(
        name,
        values.Count,
        [.. values.Where(value => !double.IsNaN(value.Value)).OrderBy(value => value.Value).Take(MostClasses)],
        [.. values.OrderByDescending(value => value.Targets).Take(MostClasses)])
    {
        All = new(
            ["class", "value", "targets"],
            values.Select(value => (IReadOnlyList<string>)[
                value.Label,
                value.Value.ToString("R", CultureInfo.InvariantCulture),
                value.Targets.ToString("R", CultureInfo.InvariantCulture)
            ])),
    };
}
