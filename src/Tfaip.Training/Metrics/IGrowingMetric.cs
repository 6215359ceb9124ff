namespace Tfaip.Training.Metrics;

/// <summary>
/// A metric that keeps more with every sample. A run whose metrics will not fit into the memory is refused before training.
/// </summary>
public interface IGrowingMetric : IMetric
{
    /// <summary>The bytes of the machine's memory that the metric will take at most, <see cref="IMetric.Result"/> included.</summary>
    /// <param name="times">How many times as many samples will come as have come so far.</param>
    double MemoryFor(double times);
}
