using Tfaip.Processors.Pipelines.Statistics;

namespace Tfaip.Training.Callbacks;

/// <summary>The training data of an epoch were read to their end.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Statistics">What the pipeline did in the epoch, or the part of it since training went on.</param>
public sealed record EpochRead(int Epoch, PipelineStatistics Statistics) : RunEvent;
