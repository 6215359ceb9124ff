using System.Globalization;
using Tfaip.Processors.Samples;

namespace Tfaip.Training.Scenarios;

/// <summary>A sample in a line of text: its source, its targets and its outputs, as far as they are texts and numbers.</summary>
internal static class SampleText
{
    /// <summary>The line.</summary>
    public static string Of(Sample sample)
    {
        var parts = new[] { Describe("target", sample.Targets), Describe("answer", sample.Outputs) }.Where(part => part.Length > 0);
        return $"{sample.Source}: {string.Join("; ", parts)}";
    }

    private static string Describe(string side, SampleValues values)
    {
        var shown = values.Where(value => value.Value is string or IFormattable).Select(value => $"{value.Key} {Text(value.Value)}")
            .ToList();
        return shown.Count == 0 ? "" : $"{side} {string.Join(", ", shown)}";
    }

    private static string Text(object value) => value switch
    {
        string text => $"'{text}'",
        float number => number.ToString("G5", CultureInfo.InvariantCulture),
        double number => number.ToString("G5", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };
}
