using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tfaip.Training.Figures;
using Tfaip.Training.LearningRates;
using Tfaip.Training.MixedPrecision;

namespace Tfaip.Commands.Output;

/// <summary>Shows what a learning-rate range test found.</summary>
internal static class LearningRateOutput
{
    private const int Rows = 20;
    private const int BarWidth = 40;

    /// <summary>A line while it goes on.</summary>
    public static string Progress(LearningRatePoint point, LearningRateRange range) => string.Create(
        CultureInfo.InvariantCulture,
        $"step {point.Step} of {range.Steps}: learning rate {Rate(point.LearningRate)}, loss {Loss(point.Loss)}");

    /// <summary>Writes it: the curve in about twenty rows, how the test ended, and what is suggested.</summary>
    public static void Write(TextWriter writer, LearningRateReport report)
    {
        var (range, points, last) = (report.Range, report.Points, report.Points[^1]);
        Line(
            $"{report.Model} on {PrecisionText.On(report.Device, report.Precision)}, learning rate from {Rate(range.From)} to "
            + $"{Rate(range.To)} in {range.Steps} steps");
        Line($"");
        Line($" step  learning rate        loss    smoothed");
        foreach (var point in Shown(report))
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{point.Step,5}  {Rate(point.LearningRate),13}  {Loss(point.Loss),10}  {Loss(point.SmoothedLoss),10}  "
                + $"{Bar(point, points)}{Mark(point, report.Suggestion)}").TrimEnd());
        }

        Line($"");
        if (report.HasDiverged) Line($"Stopped after step {last.Step} of {range.Steps}: the loss diverged.");
        if (report.Suggestion is not { } suggestion)
        {
            Line(
                $"No suggestion: the loss does not fall, or by less than its noise. Try another range (--from, --to), more steps (--steps) "
                + $"or larger batches.");
            return;
        }

        if (suggestion.Minimum == last) Line($"The loss still fell at the end of the range; a larger --to may show more.");
        Line($"steepest descent:   {Rate(suggestion.Steepest.LearningRate)}");
        Line($"lowest loss:        {Rate(suggestion.Minimum.LearningRate)}");
        Line($"suggested:          --trainer.optimizer.learning_rate {Rate(suggestion.LearningRate)}");

        void Line(InvariantText text) => writer.WriteLine(text.Take());
    }

    /// <summary>Writes all points and what is suggested to a JSON file.</summary>
    public static void WriteFile(string path, LearningRateReport report)
    {
        using var stream = File.Create(path);
        using var writer = new Utf8JsonWriter(
            stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("model", report.Model);
        writer.WriteString("device", report.Device);
        if (PrecisionText.Of(report.Precision) is { } precision) writer.WriteString("precision", precision);
        writer.WriteNumber("from", report.Range.From);
        writer.WriteNumber("to", report.Range.To);
        writer.WriteNumber("steps", report.Range.Steps);
        writer.WriteBoolean("diverged", report.HasDiverged);
        WriteNumber(writer, "suggested", report.Suggestion?.LearningRate);
        WriteNumber(writer, "steepest", report.Suggestion?.Steepest.LearningRate);
        WriteNumber(writer, "minimum", report.Suggestion?.Minimum.LearningRate);
        writer.WriteStartArray("points");
        foreach (var point in report.Points)
        {
            writer.WriteStartObject();
            writer.WriteNumber("step", point.Step);
            writer.WriteNumber("learning_rate", point.LearningRate);
            writer.WriteFinite("loss", point.Loss);
            writer.WriteFinite("smoothed_loss", point.SmoothedLoss);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }

    private static IEnumerable<LearningRatePoint> Shown(LearningRateReport report)
    {
        var every = Math.Max(1, report.Range.Steps / Rows);
        return report.Points.Where(point => point.Step % every == 0 || point.Step == 1 || point.Step == report.Points.Count
            || point == report.Suggestion?.Steepest || point == report.Suggestion?.Minimum);
    }

    // From the lowest smoothed loss, which has none, to the first one; what is above that is cut off.
    private static string Bar(LearningRatePoint point, IReadOnlyList<LearningRatePoint> points)
    {
        if (!double.IsFinite(point.SmoothedLoss)) return "";
        var low = points.Where(each => double.IsFinite(each.SmoothedLoss)).Min(each => each.SmoothedLoss);
        var height = points[0].SmoothedLoss - low;
        return height > 0 ? new string('█', (int)Math.Round(BarWidth * Math.Min(1, (point.SmoothedLoss - low) / height))) : "";
    }

    private static string Mark(LearningRatePoint point, LearningRateSuggestion? suggestion) =>
        point == suggestion?.Steepest ? " ← steepest" : point == suggestion?.Minimum ? " ← lowest" : "";

    private static string Loss(double loss) =>
        loss.ToString(Math.Abs(loss) is >= 1e-2 and < 1e4 or double.NaN or 0 ? "0.0000" : "0.000e0", CultureInfo.InvariantCulture);

    private static string Rate(double rate) => rate.ToString("0.00e-0", CultureInfo.InvariantCulture);
}
