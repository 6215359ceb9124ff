using System.Globalization;

namespace Tfaip.Training.Metrics.Reports;

/// <summary>Which of many classes were taken for which: the most frequent pairs, and the largest and worst classes.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Classes">How many classes there are.</param>
/// <param name="Count">How many decisions there were, or the sum of their weights.</param>
/// <param name="Right">How many of them were right.</param>
/// <param name="Pairs">The wrong pairs that occur most, at most 100, the most frequent first.</param>
/// <param name="Worst">The classes with the most errors, at most 50.</param>
/// <param name="Largest">The classes that were wanted most, at most 50.</param>
public sealed record LargeConfusionReport(
    string Name,
    int Classes,
    double Count,
    double Right,
    IReadOnlyList<ConfusedPair> Pairs,
    IReadOnlyList<ClassTally> Worst,
    IReadOnlyList<ClassTally> Largest)
    : MetricReport(Name)
{
    private const int MostPairs = 100;
    private const int MostClasses = 50;

    /// <summary>The report of the cells that occur.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="label">The name of a class.</param>
    /// <param name="cells">The cells, in their order.</param>
    internal static LargeConfusionReport Of(
        string name, int classes, Func<int, string> label, IReadOnlyList<(long Row, long Column, double Count)> cells)
    {
        var (targets, answers, right) = (new Dictionary<long, double>(), new Dictionary<long, double>(), new Dictionary<long, double>());
        foreach (var (row, column, count) in cells)
        {
            targets[row] = targets.GetValueOrDefault(row) + count;
            answers[column] = answers.GetValueOrDefault(column) + count;
            if (row == column) right[row] = count;
        }

        string Label(long number) => label((int)number);
        var tallies = targets.Keys.Union(answers.Keys).Order()
            .Select(number => new ClassTally(Label(
                number), targets.GetValueOrDefault(number), answers.GetValueOrDefault(number), right.GetValueOrDefault(number))).ToArray();
        return new(
            name,
            classes,
            cells.Sum(cell => cell.Count),
            right.Values.Sum(),
            [.. cells.Where(cell => cell.Row != cell.Column).OrderByDescending(cell => cell.Count).Take(MostPairs)
                .Select(cell => new ConfusedPair(Label(cell.Row), Label(cell.Column), cell.Count))],
            [.. tallies.Where(tally => tally.Errors > 0).OrderByDescending(tally => tally.Errors).Take(MostClasses)],
            [.. tallies.OrderByDescending(tally => tally.Targets).Take(MostClasses)])
        {
            All = new(
                ["target", "answer", "count"],
                cells.Select(cell =>
                    (IReadOnlyList<string>)[Label(cell.Row), Label(cell.Column), cell.Count.ToString("R", CultureInfo.InvariantCulture)])),
        };
    }
}
