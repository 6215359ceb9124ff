using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Parameters;

namespace Tfaip.Processors.Pipelines;

/// <summary>How samples become batches.</summary>
public sealed record PipelineParams
{
    /// <value>How many samples a batch has. Default: 16.</value>
    [Description("How many samples a batch has."), Range(1, int.MaxValue)]
    public int BatchSize { get; init; } = 16;

    /// <value>
    /// Whether training sees the samples in another order each epoch. Evaluation and prediction keep the order. Default: true.
    /// </value>
    [Description("Whether training sees the samples in another order each epoch.")]
    public bool Shuffle { get; init; } = true;

    /// <value>
    /// Whether training leaves out a last batch that is not full. Evaluation and prediction see every sample. Default: false.
    /// </value>
    [Description("Whether training leaves out a last batch that is not full.")]
    public bool DropRemainder { get; init; }

    /// <value>
    /// Threads that read, process and collate; 0 takes one for each processor of the machine. The batches are the same for any
    /// number. Default: 0.
    /// </value>
    [Description("Threads that read, process and collate; 0 takes one for each processor of the machine."), Range(0, 1024)]
    public int Workers { get; init; }

    /// <value>Finished batches that may wait for the consumer, besides those that workers are busy with. Default: 4.</value>
    [Description("Finished batches that may wait for the consumer, besides those that workers are busy with."), Range(0, 65536)]
    public int Prefetch { get; init; } = 4;

    /// <value>Use only so many samples, the first ones of the source. Default: null, all of them.</value>
    [Description("Use only so many samples, the first ones of the source."), Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int? Limit { get; init; }
}
