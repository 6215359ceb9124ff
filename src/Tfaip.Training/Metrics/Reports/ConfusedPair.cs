namespace Tfaip.Training.Metrics.Reports;

/// <summary>Two classes of which one was taken for the other.</summary>
/// <param name="Target">The class that was to be answered.</param>
/// <param name="Answer">The class that was answered.</param>
/// <param name="Count">How often: samples, or the sum of their weights.</param>
public sealed record ConfusedPair(string Target, string Answer, double Count);
