using System.Text.Json.Serialization;

namespace Tfaip.Training.Metrics.Reports;

/// <summary>
/// Something measured that is no number but can be drawn or listed. Plain data: it is serialised by System.Text.Json, with the property
/// <c>kind</c> before the others.
/// </summary>
/// <param name="Name">The metric's name.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConfusionReport), "confusion")]
[JsonDerivedType(typeof(CurveReport), "curves")]
[JsonDerivedType(typeof(ErrorReport), "errors")]
public abstract record MetricReport(string Name);
