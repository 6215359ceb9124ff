using System.Text.Json;
using Tfaip.Training.Loop;

namespace Tfaip.Training.Checkpoints;

/// <summary>Where a run stands: what a checkpoint holds besides tensors.</summary>
public sealed record CheckpointState
{
    /// <summary>Optimizer steps done in the run.</summary>
    public required long Step { get; init; }

    /// <summary>The epoch that goes on, from 0; the number of epochs after the last.</summary>
    public required int Epoch { get; init; }

    /// <summary>Batches of the epoch that are done; 0 between epochs.</summary>
    public required int Batch { get; init; }

    /// <summary>Steps of an epoch.</summary>
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

    /// <value>What the learning rate's schedule remembers, where it depends on more than the place in the run. Default: null, nothing.</value>
    public JsonElement? Schedule { get; init; }

    /// <value>What the averaging of weights remembers besides the averages, such as how many steps went into them. Default: null, nothing.</value>
    public JsonElement? Averaging { get; init; }

    /// <value>Why a callback ended training before its last epoch. Default: null, none did.</value>
    public string? StopReason { get; init; }

    /// <value>What stateful callbacks remember, by the callback's name. Default: none.</value>
    public IReadOnlyDictionary<string, JsonElement> Callbacks { get; init; } = new Dictionary<string, JsonElement>();
}
