using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Evaluation;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Benchmarks;

/// <summary>Reads batches as fast as they come, with nothing else to do.</summary>
/// <param name="data">The data.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="clock">The clock.</param>
internal sealed class DataBenchmark(Data data, ulong seed, TimeProvider clock)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);

    /// <summary>Reads epoch after epoch, until the time is over.</summary>
    /// <param name="mode">Which data: <see cref="PipelineMode.Training"/> or <see cref="PipelineMode.Evaluation"/>.</param>
    /// <param name="limit">The time; the samples in work are finished.</param>
    /// <param name="progress">Hears every two seconds how much time is over and how many samples were read.</param>
    /// <exception cref="TfaipException">There are no such data, or something is wrong with them.</exception>
    public DataBenchmarkReport Run(PipelineMode mode, TimeSpan limit, Action<TimeSpan, long> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        using var source = data.Open(mode)
            ?? throw new TfaipException(
                $"{data.GetType().Name}.Open gave no samples for {mode.ToString().ToLowerInvariant()}, so there is nothing to measure.");
        var pipeline = new SamplePipeline(
            source, data.Parameters.PreProcessing, data.Parameters.Pipeline, mode, seed, [.. data.Inputs, .. data.Targets]);
        using var over = new CancellationTokenSource(limit, clock);
        var begin = clock.GetTimestamp();
        var (epochs, samples, told) = (0, 0L, TimeSpan.Zero);
        TimeSpan? first = null;
        try
        {
            for (; !over.IsCancellationRequested; epochs++)
            {
                var before = samples;
                foreach (var batch in pipeline.Read(epochs, 0, over.Token))
                {
                    var time = clock.GetElapsedTime(begin);
                    first ??= time;
                    samples += batch.Count;
                    if (time - told < ProgressInterval) continue;
                    progress(time, samples);
                    told = time;
                }

                if (samples == before)
                {
                    throw pipeline.Dropped > 0
                        ? LeftOutSamples.Error(pipeline.Statistics, "to measure")
                        : new TfaipException("An epoch has no batch: the source is empty, or processors dropped every sample.");
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The time is over in the middle of an epoch.
        }

        var elapsed = clock.GetElapsedTime(begin);
        return new()
        {
            Mode = mode,
            Elapsed = elapsed,
            FirstBatch = first ?? elapsed,
            Epochs = epochs,
            Statistics = pipeline.Statistics,
        };
    }
}
