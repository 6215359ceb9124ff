using System.Text.Encodings.Web;
using System.Text.Json;
using Tfaip.Training.Callbacks;
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

    private string? _directory;

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

    private static void Write(string directory, IReadOnlyList<MetricReport> reports)
    {
        var path = Path.Combine(directory, FileName);
        File.WriteAllBytes(path + ".part", JsonSerializer.SerializeToUtf8Bytes(reports, _json));
        File.Move(path + ".part", path, overwrite: true);
    }
}
