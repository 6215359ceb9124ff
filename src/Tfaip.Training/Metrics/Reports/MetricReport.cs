using System.Text.Json.Serialization;

namespace Tfaip.Training.Metrics.Reports;

/// <summary>
/// Something measured that is no number but can be drawn or listed. Plain data: it is serialised by System.Text.Json, with the property
/// <c>kind</c> before the others.
/// </summary>
/// <param name="Name">The metric's name.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConfusionReport), "confusion")]
[JsonDerivedType(typeof(LargeConfusionReport), "large_confusion")]
[JsonDerivedType(typeof(ClassValuesReport), "class_values")]
[JsonDerivedType(typeof(CurveReport), "curves")]
[JsonDerivedType(typeof(ErrorReport), "errors")]
public abstract record MetricReport(string Name)
{
    /// <value>
    /// All that the report shows a part of, which is written to a CSV file beside the report's. Default: null, the report is all there is.
    /// </value>
    [JsonIgnore]
    public ReportTable? All { get; init; }

    /// <value>The file with <see cref="All"/>, relative to that of the report. Default: null, there is none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }
}
