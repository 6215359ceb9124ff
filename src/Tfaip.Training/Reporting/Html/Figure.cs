namespace Tfaip.Training.Reporting.Html;

/// <summary>One of the few figures at the head of the report.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">What it is worth.</param>
/// <param name="Note">A word on it. Default: none.</param>
internal sealed record Figure(string Name, string Value, string Note = "");
