using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Sequences;

/// <summary>Gives each sample several times; random processors that follow change each differently.</summary>
/// <remarks>They come one after the other, in training alone by default.</remarks>
[Variant("repeat")]
public sealed record RepeatParams : SequenceProcessorParams
{
    /// <summary>Sets the mode to training.</summary>
    public RepeatParams() => Modes = [PipelineMode.Training];

    /// <value>How often each sample is given. Default: 2.</value>
    [Range(1, int.MaxValue)]
    public int Count { get; init; } = 2;

    /// <inheritdoc/>
    public override SequenceProcessor Create() => new Repeat(Count);

    private sealed class Repeat(int times) : SequenceProcessor
    {
        public override IEnumerable<Sample> Process(IEnumerable<Sample> samples, SampleRandom random) =>
            samples.SelectMany(sample => Enumerable.Repeat(sample, times));

        public override long EstimateCount(long count) => count * times;
    }
}
