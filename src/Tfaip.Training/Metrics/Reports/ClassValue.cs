namespace Tfaip.Training.Metrics.Reports;

/// <summary>The value of a class.</summary>
/// <param name="Label">The class.</param>
/// <param name="Value">Its value; not a number where it has none.</param>
/// <param name="Targets">How often the class was to be answered.</param>
public sealed record ClassValue(string Label, double Value, double Targets);
