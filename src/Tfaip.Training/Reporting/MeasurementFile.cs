using System.Text.Encodings.Web;
using System.Text.Json;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Files;
using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Reporting;

/// <summary>
/// Writes <c>measurements.json</c> of the run directory: what the metrics of the best evaluation say besides numbers, such as confusion
/// matrices, curves and lists of errors.
/// </summary>
public sealed class MeasurementFile : ICallback
{
    /// <summary>The file's name in the run directory.</summary>
    public const string FileName = "measurements.json";

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly IDurableFiles _files;
    private string? _directory;

    /// <summary>Creates the writer; nothing is written before a run begins.</summary>
    public MeasurementFile()
        : this(new DurableFiles())
    {
    }

    internal MeasurementFile(IDurableFiles files) => _files = files;

    /// <inheritdoc/>
    public void On(RunEvent happened, IRunControl run)
    {
        if (happened is RunStarted started) _directory = started.Info.RunDirectory;
        else if (happened is EvaluationCompleted { IsBest: true, Reports.Count: > 0 } best && _directory is { } directory) Write(directory, best.Reports);
    }

    /// <summary>Reads the file of a run; empty where there is none.</summary>
    internal static IReadOnlyList<MetricReport> Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) return [];
        using var stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<IReadOnlyList<MetricReport>>(stream, _json) ?? [];
    }

    private void Write(string directory, IReadOnlyList<MetricReport> reports) =>
        _files.ReplaceFile(Path.Combine(directory, FileName), file => file.Write(JsonSerializer.SerializeToUtf8Bytes(reports, _json)));
}
