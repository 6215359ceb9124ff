using System.Text.Json;
using Tfaip.Training.Metrics;

namespace Tfaip.Training.Checkpoints.Snapshots;

/// <summary>Where a run stands: what a checkpoint holds besides tensors.</summary>
internal sealed record CheckpointState
{
    /// <summary>Optimizer steps done in the run.</summary>
    public required long Step { get; init; }

    /// <summary>The epoch that goes on, from 0; the number of epochs after the last.</summary>
    public required int Epoch { get; init; }

    /// <summary>
    /// The batch of the pass through the training samples to go on with; <see cref="int.MaxValue"/> where the pass is over.
    /// </summary>
    public required int Batch { get; init; }

    /// <value>The pass through the training samples, from 0: the epoch, where an epoch is a pass. Default: 0.</value>
    public int Pass { get; init; }

    /// <value>Optimizer steps done in the epoch. Default: 0.</value>
    public int StepsInEpoch { get; init; }

    /// <value>Batches learnt from in the epoch. Default: 0.</value>
    public int BatchesInEpoch { get; init; }

    /// <value>Samples learnt from in the epoch. Default: 0.</value>
    public long SamplesInEpoch { get; init; }

    /// <value>Whether an evaluation at this step is still to be done. Default: false.</value>
    public bool IsEvaluationPending { get; init; }

    /// <summary>Optimizer steps of an epoch.</summary>
    public required int StepsPerEpoch { get; init; }

    /// <value>The best checkpoint so far. Default: null, where nothing was measured yet.</value>
    public BestInfo? Best { get; init; }

    /// <value>Whether it was due by epochs or steps, rather than written for its value or at a stop. Default: true.</value>
    public bool IsDue { get; init; } = true;

    /// <value>The monitored value of these very weights. Default: null, where they were not evaluated.</value>
    public double? Monitored { get; init; }

    /// <value>The values of the last evaluation by name. Default: none.</value>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <value>The names of the model's outputs, in their order. Default: none, before the first step.</value>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <value>
    /// What the learning rate's schedule remembers, where it depends on more than the place in the run. Default: null, nothing.
    /// </value>
    public JsonElement? Schedule { get; init; }

    /// <value>
    /// What the averaging of weights remembers besides the averages, such as how many steps went into them. Default: null, nothing.
    /// </value>
    public JsonElement? Averaging { get; init; }

    /// <value>Why a callback ended training before its last epoch. Default: null, none did.</value>
    public string? StopReason { get; init; }

    /// <value>The threads of a tensor operation, which the last bits of sums depend on. Default: 0, not known.</value>
    public int Threads { get; init; }

    /// <value>What stateful callbacks remember, by the callback's name. Default: none.</value>
    public IReadOnlyDictionary<string, JsonElement> Callbacks { get; init; } = new Dictionary<string, JsonElement>();
}
