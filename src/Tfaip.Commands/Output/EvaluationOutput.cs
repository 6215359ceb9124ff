using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Tfaip.Commands.Terminal;
using Tfaip.Training.Evaluation.Jobs;
using Tfaip.Training.Evaluation.Members;
using Tfaip.Training.Figures;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Reporting;

namespace Tfaip.Commands.Output;

/// <summary>Shows what an evaluation measured: as a table on a terminal, else as a line for each value with all its digits.</summary>
internal static class EvaluationOutput
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it to a console.</summary>
    public static void Write(IAnsiConsole console, EvaluationReport report)
    {
        var lines = console.Lines();
        lines.WriteLine(TitleOf(report));
        if (console.Profile.Capabilities.Interactive)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumn("metric").AddColumn(new TableColumn("value").RightAligned());
            foreach (var (name, value) in report.Metrics) table.AddRow(new Text(name), new Text(FigureText.Value(value)));
            console.Write(table);
            return;
        }

        foreach (var (name, value) in report.Metrics) lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:R}"));
    }

    /// <summary>Writes it to a JSON file, with the reports of metrics that are no numbers.</summary>
    public static void WriteFile(string path, EvaluationReport report)
    {
        using var stream = File.Create(path);
        using var writer = new Utf8JsonWriter(
            stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteStartArray("models");
        foreach (var model in report.Models) Write(writer, model);
        writer.WriteEndArray();
        if (report.Voter is { } voter) writer.WriteString("voter", voter);
        if (report.Device is { } device) writer.WriteString("device", device);
        writer.WriteNumber("samples", report.Samples);
        if (report.Sets.Count > 1)
        {
            writer.WriteStartObject("sets");
            foreach (var (name, samples) in report.Sets) writer.WriteNumber(name, samples);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("metrics");
        foreach (var (name, value) in report.Metrics) writer.WriteFinite(name, value);
        writer.WriteEndObject();
        if (report.Reports.Count > 0)
        {
            writer.WritePropertyName("reports");
            JsonSerializer.Serialize<IReadOnlyList<MetricReport>>(writer, [.. report.Reports.Select(one => WriteAll(path, one))], Format);
        }

        writer.WriteEndObject();
        writer.Flush();
        stream.WriteByte((byte)'\n');
    }

    // All of a report that shows a part stands beside the file: scores.json has scores.confusion.csv.
    private static MetricReport WriteAll(string path, MetricReport report)
    {
        if (report.All is not { } table) return report;
        var file = Path.ChangeExtension(path, "." + TableFile.NameOf(report.Name));
        using var stream = File.Create(file);
        TableFile.Write(stream, table);
        return report with { File = Path.GetFileName(file) };
    }

    private static string TitleOf(EvaluationReport report)
    {
        var models = string.Join(", ", report.Models.Select(model => CommandPaths.Show(model.Path)
            + (model.Epoch is { } epoch ? string.Create(CultureInfo.InvariantCulture, $" (epoch {epoch}, step {model.Step})") : "")));
        var vote = report.Voter is { } voter ? $", voting by {voter}," : "";
        var device = report.Device is { } name ? $" on {name}" : "";
        var sets = report.Sets.Count > 1
            ? $" ({string.Join(", ", report.Sets.Select(set => string.Create(CultureInfo.InvariantCulture, $"{set.Key} {set.Value}")))})"
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{models}{vote}{device}, {report.Samples} samples{sets}");
    }

    private static void Write(Utf8JsonWriter writer, ModelPlace model)
    {
        writer.WriteStartObject();
        writer.WriteString("path", model.Path);
        if (model.Epoch is { } epoch) writer.WriteNumber("epoch", epoch);
        if (model.Step is { } step) writer.WriteNumber("step", step);
        writer.WriteEndObject();
    }
}
