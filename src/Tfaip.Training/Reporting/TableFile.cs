using System.Text;
using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Reporting;

/// <summary>Tables of reports as CSV: commas, quotes where a value needs them, lines that end with LF.</summary>
internal static class TableFile
{
    /// <summary>The name of the file for a report: its own, with what a file system could take for more made plain.</summary>
    public static string NameOf(string report) =>
        string.Concat(report.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_')) + ".csv";

    /// <summary>Writes a table, row by row.</summary>
    public static void Write(Stream stream, ReportTable table)
    {
        using var writer = new StreamWriter(
            stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
        { NewLine = "\n" };
        writer.WriteLine(string.Join(',', table.Columns.Select(Quoted)));
        foreach (var row in table.Rows) writer.WriteLine(string.Join(',', row.Select(Quoted)));
    }

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
