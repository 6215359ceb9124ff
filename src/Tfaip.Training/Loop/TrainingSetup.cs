using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Metrics;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.Loop;

/// <summary>What a <see cref="Trainer"/> works with.</summary>
internal sealed record TrainingSetup
{
    /// <summary>The model, with its fields registered; it stays the caller's, and is moved to the device.</summary>
    public required Model Model { get; init; }

    /// <summary>The data.</summary>
    public required Data Data { get; init; }

    /// <summary>How to train.</summary>
    public required TrainerParams Parameters { get; init; }

    /// <summary>Where checkpoints go.</summary>
    public required CheckpointStore Checkpoints { get; init; }

    /// <value>The seed of the run. Default: 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <value>The device. Default: the CPU.</value>
    public Device Device { get; init; } = CPU;

    /// <value>The element type in which outputs and gradients are computed. Default: float32.</value>
    public ComputePrecision Precision { get; init; }

    /// <value>Measures post-processed samples. Default: null, nothing does.</value>
    public Evaluator? Evaluator { get; init; }

    /// <value>Hear what happens, in their order; they stay the caller's. Default: none.</value>
    public IReadOnlyList<ICallback> Callbacks { get; init; } = [];

    /// <value>The clock of durations. Default: the system's.</value>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <value>The bytes of memory that the process may have. Default: what the system says.</value>
    internal long AvailableMemory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <value>Says when and where checkpoints are written. Default: threads of their own.</value>
    internal TaskScheduler CheckpointScheduler { get; init; } = TaskScheduler.Default;
}
