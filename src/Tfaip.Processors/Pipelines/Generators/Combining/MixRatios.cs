using System.Globalization;

namespace Tfaip.Processors.Pipelines.Generators.Combining;

/// <summary>The ratios in which sources are mixed.</summary>
internal static class MixRatios
{
    /// <summary>What is wrong with them, or null.</summary>
    /// <param name="ratios">The ratios.</param>
    /// <param name="count">How many sources there are.</param>
    /// <param name="what">What a source is called: "source", "list".</param>
    public static string? FindError(IReadOnlyList<double> ratios, int count, string what)
    {
        if (ratios.Count != count)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"give one ratio for each {what}; there {(ratios.Count == 1 ? "is 1 ratio" : $"are {ratios.Count} ratios")} for {count} "
                + $"{what}{(count == 1 ? "" : "s")}.");
        }

        foreach (var ratio in ratios)
        {
            if (!(ratio > 0 && double.IsFinite(ratio)))
                return string.Create(CultureInfo.InvariantCulture, $"a ratio is a finite number greater than 0, not {ratio}.");
        }

        return null;
    }

    /// <summary>Divides a number of samples by the ratios; equal remainders are rounded up from the first on.</summary>
    public static int[] Divide(int samples, IReadOnlyList<double> ratios)
    {
        var sum = ratios.Sum();
        var exact = ratios.Select(ratio => ratio / sum * samples).ToArray();
        var parts = exact.Select(part => (int)Math.Floor(part)).ToArray();
        var left = samples - parts.Sum();
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]).Take(left)) parts[i]++;
        return parts;
    }
}
