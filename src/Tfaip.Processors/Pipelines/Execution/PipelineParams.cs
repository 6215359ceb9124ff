using System.Collections.ObjectModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Batching;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>How samples become batches.</summary>
public sealed record PipelineParams
{
    /// <value>How many samples a batch has. Default: 16.</value>
    [Range(1, int.MaxValue)]
    public int BatchSize { get; init; } = 16;

    /// <value>
    /// How samples are put together to batches, where it is not by their number alone. Default: null, <see cref="BatchSize"/> samples.
    /// </value>
    public BatchingParams? Batching { get; init; }

    /// <value>
    /// What tensors of a batch are filled up with where their free axes differ, by the name of the input or target. Others must
    /// have one shape. Default: none.
    /// </value>
    public IReadOnlyDictionary<string, double> Padding { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <value>
    /// Whether training sees the samples in another order each epoch. Evaluation and prediction keep the order. Default: true.
    /// </value>
    public bool Shuffle { get; init; } = true;

    /// <value>
    /// Whether training leaves out a last batch that is not full. Evaluation and prediction see every sample. Default: false.
    /// </value>
    public bool DropRemainder { get; init; }

    /// <value>
    /// Threads that read, process and collate; 0 takes one for each processor of the machine. The batches are the same for any
    /// number. Default: 0.
    /// </value>
    [Range(0, 1024)]
    public int Workers { get; init; }

    /// <value>Finished batches that may wait for the consumer, besides those that workers are busy with. Default: 4.</value>
    [Range(0, 65536)]
    public int Prefetch { get; init; } = 4;

    /// <value>Use only so many samples, the first ones of the source. Default: null, all of them.</value>
    [Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int? Limit { get; init; }

    /// <value>
    /// Whether samples are kept in memory, with what the processors before the first random one made of them. Default: false.
    /// </value>
    /// <remarks>
    /// That is up to the first processor that draws random numbers, says that its results may not be kept, or maps streams. A
    /// source that has other samples in every epoch is read every time.
    /// </remarks>
    public bool Preload { get; init; }

    /// <value>
    /// What happens to a sample that cannot be read or processed: <see cref="ErrorPolicy.Fail"/> ends the run, <see
    /// cref="ErrorPolicy.Skip"/> leaves it out. Default: fail.
    /// </value>
    public ErrorPolicy OnError { get; init; } = ErrorPolicy.Fail;

    /// <value>With <c>on_error: skip</c>, how many samples of an epoch may fail; one more ends the run. Default: 100.</value>
    [Range(0, int.MaxValue), Unit(UnitKind.Count)]
    public int MaxErrors { get; init; } = 100;
}
