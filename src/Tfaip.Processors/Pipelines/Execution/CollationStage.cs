using System.Diagnostics;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>The last stage: stacks the samples of a batch, and measures it. Safe for parallel calls.</summary>
internal sealed class CollationStage(Collator collator, PipelineMeter meter, PipelineMode mode)
{
    /// <summary>Makes a batch of at least one sample.</summary>
    public MadeBatch Make(IReadOnlyList<Sample> samples, int number, IReadOnlyList<SampleDrop> drops)
    {
        var begin = Stopwatch.GetTimestamp();
        var batch = collator.Collate(samples, number, mode != PipelineMode.Prediction, out var padding);
        batch = StackedViews.Of(batch);
        meter.Add(meter.Collation, samples.Count, Stopwatch.GetTimestamp() - begin);
        return new(batch, drops, padding);
    }
}
