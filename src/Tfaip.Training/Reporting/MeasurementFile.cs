using System.Text.Encodings.Web;
using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Files;
using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Reporting;

/// <summary>
/// Writes <c>measurements.json</c> of the run directory: what the metrics of the best evaluation say besides numbers, such as confusion
/// matrices, curves and lists of errors. What is too much for it stands in CSV files in <c>measurements/</c>.
/// </summary>
internal sealed class MeasurementFile : ICallback
{
    /// <summary>The file's name in the run directory.</summary>
    public const string FileName = "measurements.json";

    /// <summary>The name of the folder in the run directory for what is too much for the file.</summary>
    internal const string Folder = "measurements";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly IDurableFiles _files;
    private string? _directory;

    /// <summary>Creates the writer; nothing is written before a run begins.</summary>
    public MeasurementFile()
        : this(DurableFiles.OfSystem)
    {
    }

    internal MeasurementFile(IDurableFiles files) => _files = files;

    /// <inheritdoc/>
    public void On(RunEvent happened, IRunControl run)
    {
        if (happened is RunStarted started) _directory = started.Info.RunDirectory;
        else if (happened is EvaluationCompleted { IsBest: true, Reports.Count: > 0 } best && _directory is { } directory)
            Write(directory, best.Reports);
    }

    /// <summary>Reads the file of a run; empty where there is none.</summary>
    internal static IReadOnlyList<MetricReport> Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) return [];
        using var stream = RunFileErrors.Read(path, () => RegularFile.OpenRead(path));
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<MetricReport>>(stream, Json) ?? [];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new TfaipException(
                $"{path}: is not what a run writes: {error.Message} Delete it; the next best evaluation writes it again.", error);
        }
    }

    private void Write(string directory, IReadOnlyList<MetricReport> reports)
    {
        var written = reports.Select(report => WriteAll(directory, report)).ToArray();
        _files.ReplaceFile(
            Path.Combine(directory, FileName),
            file => file.Write(JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<MetricReport>>(written, Json)));
    }

    private MetricReport WriteAll(string directory, MetricReport report)
    {
        if (report.All is not { } table) return report;
        var named = report with { File = $"{Folder}/{TableFile.NameOf(report.Name)}" };
        if (!Directory.Exists(Path.Combine(directory, Folder))) _files.CreateFolder(Path.Combine(directory, Folder));
        _files.ReplaceFile(Path.Combine(directory, named.File), file => TableFile.Write(file, table));
        return named;
    }
}
