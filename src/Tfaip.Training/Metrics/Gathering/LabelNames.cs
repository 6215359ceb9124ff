using System.Globalization;

namespace Tfaip.Training.Metrics.Gathering;

/// <summary>The names of classes.</summary>
internal static class LabelNames
{
    /// <summary>The name of a class, or its number where it has none.</summary>
    public static string Of(IReadOnlyList<string>? labels, int index) =>
        labels is not null && index < labels.Count ? labels[index] : index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The names of so many classes.</summary>
    public static IReadOnlyList<string> All(IReadOnlyList<string>? labels, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Of(labels, i))];
}
