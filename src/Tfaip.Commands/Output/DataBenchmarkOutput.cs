using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Tfaip.Commands.Terminal;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Training.Benchmarks;
using Tfaip.Training.Figures;

namespace Tfaip.Commands.Output;

/// <summary>Shows how fast data became batches.</summary>
internal static class DataBenchmarkOutput
{
    /// <summary>A line while it is measured.</summary>
    public static string Progress(TimeSpan time, TimeSpan limit, long samples) => string.Create(
        CultureInfo.InvariantCulture,
        $"{FigureText.Duration(time)} of {FigureText.Duration(limit)}: {FigureText.Count(samples)} samples, "
        + $"{Rate(samples / time.TotalSeconds)} samples/s");

    /// <summary>Writes it to a console: what came out, a row for each stage, and what to do.</summary>
    public static void Write(IAnsiConsole console, DataBenchmarkReport report)
    {
        var statistics = report.Statistics;
        var lines = console.Lines();
        Line(
            $"data:       {report.Mode.ToString().ToLowerInvariant()}, {FigureText.Duration(report.Elapsed)}, {report.Epochs} whole "
            + $"epochs");
        Line(
            $"throughput: {Rate(report.SamplesPerSecond)} samples/s, {FigureText.Count(statistics.Samples)} samples in "
            + $"{FigureText.Count(statistics.Batches)} batches; the first batch after {report.FirstBatch.TotalMilliseconds:0.0} ms");
        Line($"workers:    {statistics.Workers}, busy {report.WorkersBusy:0 %} of the time");
        if (statistics.Batches > 0) Line($"batches:    {Sizes(statistics)}");
        if (statistics.PaddedElements > 0) Line($"padding:    {statistics.PaddingWaste:0.0 %} of the padded tensors");
        foreach (var line in DropText.Lines(statistics.Dropped)) Line($"left out:   {line}");
        console.Write(Table(statistics));
        if (statistics.Slowest is { } slowest) Line($"To make the pipeline faster: {Advice(report, slowest)}");

        void Line(InvariantText text) => lines.WriteLine(text.Take());
    }

    /// <summary>Writes it to a JSON file.</summary>
    public static void WriteFile(string path, DataBenchmarkReport report)
    {
        var statistics = report.Statistics;
        using var stream = File.Create(path);
        using var writer = new Utf8JsonWriter(
            stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("mode", report.Mode.ToString().ToLowerInvariant());
        writer.WriteNumber("seconds", report.Elapsed.TotalSeconds);
        writer.WriteNumber("first_batch_seconds", report.FirstBatch.TotalSeconds);
        writer.WriteNumber("epochs", report.Epochs);
        writer.WriteNumber("samples", statistics.Samples);
        writer.WriteNumber("batches", statistics.Batches);
        writer.WriteFinite("samples_per_second", report.SamplesPerSecond);
        writer.WriteNumber("workers", statistics.Workers);
        writer.WriteFinite("workers_busy", report.WorkersBusy);
        writer.WriteStartObject("batch_sizes");
        foreach (var (size, count) in statistics.BatchSizes) writer.WriteNumber(size.ToString(CultureInfo.InvariantCulture), count);
        writer.WriteEndObject();
        writer.WriteNumber("padding_waste", statistics.PaddingWaste);
        writer.WriteStartArray("stages");
        foreach (var stage in statistics.Stages)
        {
            writer.WriteStartObject();
            writer.WriteString("name", stage.Name);
            writer.WriteNumber("samples", stage.Samples);
            writer.WriteNumber("seconds", stage.Time.TotalSeconds);
            writer.WriteNumber("share", stage.Share);
            writer.WriteFinite("samples_per_second", stage.SamplesPerSecond);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("dropped");
        foreach (var drop in statistics.Dropped)
        {
            writer.WriteStartObject();
            writer.WriteString("processor", drop.Processor);
            writer.WriteString("reason", drop.Reason);
            writer.WriteBoolean("error", drop.IsError);
            writer.WriteNumber("count", drop.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("slowest", statistics.Slowest?.Name);
        writer.WriteEndObject();
        writer.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static Table Table(PipelineStatistics statistics)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("stage");
        foreach (var name in new[] { "samples", "a sample takes", "samples/s of one worker", "share" })
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var stage in statistics.Stages.Where(stage => stage.Samples > 0))
        {
            table.AddRow(
                new Text(stage.Name),
                new Text(FigureText.Count(stage.Samples)),
                new Text(Small(stage.Time / stage.Samples)),
                new Text(Rate(stage.SamplesPerSecond)),
                new Text(stage.Share.ToString("0.0 %", CultureInfo.InvariantCulture)));
        }

        return table;
    }

    private static string Sizes(PipelineStatistics statistics)
    {
        var (least, most) = (statistics.BatchSizes.Keys.Min(), statistics.BatchSizes.Keys.Max());
        return least == most
            ? string.Create(CultureInfo.InvariantCulture, $"{least} samples each")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{least} to {most} samples, {(double)statistics.Samples / statistics.Batches:0.0} on average");
    }

    private static string Advice(DataBenchmarkReport report, StageStatistics slowest)
    {
        var share = string.Create(
            CultureInfo.InvariantCulture,
            $"'{slowest.Name}' takes {slowest.Share:0 %} of the work, {Small(slowest.Time / slowest.Samples)} a sample");
        return report.WorkersBusy > 0.5 && report.Statistics.Workers < Environment.ProcessorCount
            ? $"{share}; or raise data.pipeline.workers."
            : $"{share}.";
    }

    private static string Small(TimeSpan time) => time.TotalMilliseconds switch
    {
        >= 1 => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms",
        _ => time.TotalMicroseconds.ToString("0.00", CultureInfo.InvariantCulture) + " µs",
    };

    private static string Rate(double rate) => !double.IsFinite(rate) ? "-" : rate < 100
        ? rate.ToString("0.0", CultureInfo.InvariantCulture)
        : rate.ToString("#,0", CultureInfo.InvariantCulture);
}
