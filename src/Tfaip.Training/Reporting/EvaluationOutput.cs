using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Tfaip.Training.Evaluation;
using Tfaip.Training.Reporting.Progress;

namespace Tfaip.Training.Reporting;

/// <summary>Shows what an evaluation measured: as a table on a terminal, else as a line for each value with all its digits.</summary>
internal static class EvaluationOutput
{
    /// <summary>Writes it to a console.</summary>
    public static void Write(IAnsiConsole console, EvaluationReport report)
    {
        var lines = console.Profile.Out.Writer;
        lines.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{CommandPaths.Show(report.Checkpoint)} (epoch {report.Epoch}, step {report.Step}) on {report.Device}, {report.Samples} samples"));
        if (console.Profile.Capabilities.Interactive)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumn("metric").AddColumn(new TableColumn("value").RightAligned());
            foreach (var (name, value) in report.Metrics) table.AddRow(new Text(name), new Text(ProgressText.Value(value)));
            console.Write(table);
            return;
        }

        foreach (var (name, value) in report.Metrics) lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:R}"));
    }

    /// <summary>Writes it to a JSON file.</summary>
    public static void WriteFile(string path, EvaluationReport report)
    {
        using var stream = File.Create(path);
        using var writer = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("checkpoint", report.Checkpoint);
        writer.WriteNumber("epoch", report.Epoch);
        writer.WriteNumber("step", report.Step);
        writer.WriteString("device", report.Device);
        writer.WriteNumber("samples", report.Samples);
        writer.WriteStartObject("metrics");
        foreach (var (name, value) in report.Metrics) writer.WriteFinite(name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        stream.WriteByte((byte)'\n');
    }
}
