using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>Says what a pipeline holds, where memory is at its end.</summary>
/// <param name="parameters">What it was asked to hold.</param>
/// <param name="workers">Threads that make batches.</param>
/// <param name="preload">What is kept of the samples; null where nothing is.</param>
internal sealed class PipelineMemory(PipelineParams parameters, int workers, PreloadMemory? preload)
{
    /// <summary>The error for one that says that memory is at its end.</summary>
    public TfaipException Explain(Exception cause) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"Memory is at its end while samples are read ({CauseText.Explain(cause)}). {(preload is null ? "" : $"{preload} ")}Up to "
            + $"{workers + parameters.Prefetch} batches of {parameters.BatchSize} samples wait for the consumer (data.pipeline.batch_size "
            + $"{parameters.BatchSize}, workers {workers}, prefetch {parameters.Prefetch}). "
            + $"{(preload is null ? "Lower" : "Set preload to false, or lower")} them."),
        cause);
}
