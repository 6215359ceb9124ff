using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Loop;

/// <summary>Where training stands, between two steps: in the run, and in the data.</summary>
internal sealed record RunPosition
{
    /// <summary>The <see cref="Batch"/> of a pass that is over.</summary>
    public const int EndOfPass = int.MaxValue;

    /// <summary>Optimizer steps done in the run.</summary>
    public long Step { get; init; }

    /// <summary>The epoch that goes on, from 0.</summary>
    public int Epoch { get; init; }

    /// <summary>Optimizer steps done in the epoch.</summary>
    public int StepsInEpoch { get; init; }

    /// <summary>Batches learnt from in the epoch.</summary>
    public int BatchesInEpoch { get; init; }

    /// <summary>Samples learnt from in the epoch.</summary>
    public long SamplesInEpoch { get; init; }

    /// <summary>The pass through the training samples, from 0.</summary>
    public int Pass { get; init; }

    /// <summary>The batch of the pass to go on with.</summary>
    public int Batch { get; init; }

    /// <summary>Whether an evaluation at this step is still to be done.</summary>
    public bool IsEvaluationPending { get; init; }

    /// <summary>The position of a checkpoint.</summary>
    public static RunPosition Of(CheckpointState state) => new()
    {
        Step = state.Step,
        Epoch = state.Epoch,
        StepsInEpoch = state.StepsInEpoch,
        BatchesInEpoch = state.BatchesInEpoch,
        SamplesInEpoch = state.SamplesInEpoch,
        Pass = state.Pass,
        Batch = state.Batch,
        IsEvaluationPending = state.IsEvaluationPending,
    };

    /// <summary>The part of a checkpoint's state that says where the run stands.</summary>
    public CheckpointState Describe(int stepsPerEpoch) => new()
    {
        Step = Step,
        Epoch = Epoch,
        StepsInEpoch = StepsInEpoch,
        BatchesInEpoch = BatchesInEpoch,
        SamplesInEpoch = SamplesInEpoch,
        Pass = Pass,
        Batch = Batch,
        IsEvaluationPending = IsEvaluationPending,
        StepsPerEpoch = stepsPerEpoch,
    };

    /// <summary>What a model is told of it.</summary>
    public TrainingProgress Progress(int epochs, int stepsPerEpoch) => new(Epoch, Step, epochs, stepsPerEpoch);

    /// <summary>The position after a step.</summary>
    public RunPosition After(StepBatches batches) => this with
    {
        Step = Step + 1,
        StepsInEpoch = StepsInEpoch + 1,
        BatchesInEpoch = BatchesInEpoch + batches.Batches.Count,
        SamplesInEpoch = SamplesInEpoch + batches.Samples,
        Pass = batches.Pass,
        Batch = batches.NextBatch,
    };

    /// <summary>The position at the beginning of the next epoch, the data going on from where they are.</summary>
    public RunPosition NextEpoch() => new() { Step = Step, Epoch = Epoch + 1, Pass = Pass, Batch = Batch };

    /// <summary>The beginning of the next pass.</summary>
    public RunPosition NextPass() => this with { Pass = Pass + 1, Batch = 0 };
}
