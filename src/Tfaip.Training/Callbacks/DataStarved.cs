using Tfaip.Processors.Pipelines.Statistics;

namespace Tfaip.Training.Callbacks;

/// <summary>Training waits for its data: told once in a run.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">Steps done in the run.</param>
/// <param name="Statistics">What the pipeline did in the seconds before.</param>
public sealed record DataStarved(int Epoch, long Step, PipelineStatistics Statistics) : RunEvent;
