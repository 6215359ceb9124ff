namespace Tfaip.Processors.Pipelines.Statistics;

/// <summary>What one stage of a pipeline did.</summary>
/// <param name="Name">
/// <c>source</c>, the name of a processor (numbered where it occurs more than once), <c>batching</c> or <c>collation</c>.
/// </param>
/// <param name="Samples">The samples that it worked on.</param>
/// <param name="Time">The time that it took, over all workers.</param>
/// <param name="Share">Its part of the time of all stages, from 0 to 1.</param>
public sealed record StageStatistics(string Name, long Samples, TimeSpan Time, double Share)
{
    /// <summary>
    /// How many samples one worker would get through in a second, if it did nothing else; infinite where no time was measured.
    /// </summary>
    public double SamplesPerSecond => Samples / Time.TotalSeconds;
}
