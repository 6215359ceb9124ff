using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;

namespace Tfaip.Training.Benchmarks;

/// <summary>How fast data became batches.</summary>
internal sealed record DataBenchmarkReport
{
    /// <summary>Which data.</summary>
    public required PipelineMode Mode { get; init; }

    /// <summary>How long batches were read, the first one included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>When the first batch was there.</summary>
    public required TimeSpan FirstBatch { get; init; }

    /// <summary>Epochs that were read to their end.</summary>
    public required int Epochs { get; init; }

    /// <summary>What the pipeline did.</summary>
    public required PipelineStatistics Statistics { get; init; }

    /// <summary>Samples in batches in a second.</summary>
    public double SamplesPerSecond => Statistics.Samples / Elapsed.TotalSeconds;

    /// <summary>The part of the time that the workers were busy, from 0 to 1.</summary>
    public double WorkersBusy =>
        Math.Min(1, Statistics.Stages.Sum(stage => stage.Time.TotalSeconds) / (Elapsed.TotalSeconds * Statistics.Workers));
}
