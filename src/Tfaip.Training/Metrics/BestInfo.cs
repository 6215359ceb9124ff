namespace Tfaip.Training.Metrics;

/// <summary>The best checkpoint so far.</summary>
/// <param name="Metric">The monitored metric.</param>
/// <param name="Value">Its value.</param>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">Steps done by then.</param>
/// <param name="Metrics">All values of that evaluation by name.</param>
public sealed record BestInfo(string Metric, double Value, int Epoch, long Step, IReadOnlyDictionary<string, double> Metrics);
