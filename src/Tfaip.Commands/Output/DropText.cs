using System.Globalization;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Training.Figures;

namespace Tfaip.Commands.Output;

/// <summary>Says which samples were left out, and why.</summary>
internal static class DropText
{
    private const int MostLines = 5;

    /// <summary>A line for each reason, the most frequent first; from the sixth on they are summed up.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<DropCount> drops)
    {
        foreach (var drop in drops.Take(MostLines))
        {
            yield return drop.IsError
                ? $"{Samples(drop.Count)} for an error in '{drop.Processor}': {drop.Reason}"
                : $"{Samples(drop.Count)} by '{drop.Processor}': {drop.Reason}";
        }

        if (drops.Count > MostLines)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Samples(drops.Skip(MostLines).Sum(drop => drop.Count))} for {drops.Count - MostLines} other reasons");
        }
    }

    private static string Samples(long count) => count == 1 ? "1 sample" : $"{FigureText.Count(count)} samples";
}
