using Tfaip.Parameters;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Metrics;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Loop;

/// <summary>When the checkpoints of a run are written, and what is in them.</summary>
internal sealed class TrainingCheckpoints
{
    private readonly TrainingSetup _setup;
    private readonly TrainingStep _step;
    private readonly SplitMeter _meter;
    private readonly Monitoring _monitoring;
    private readonly CallbackGroup _callbacks;
    private readonly Checkpointing _checkpointing;
    private readonly DivergenceCheck _divergence;
    private readonly int _stepsPerEpoch;
    private bool _isWanted;

    /// <param name="setup">What is trained, and how.</param>
    /// <param name="step">What trains it.</param>
    /// <param name="meter">What losses and metrics have gathered.</param>
    /// <param name="monitoring">The best so far.</param>
    /// <param name="callbacks">They have states, and may ask for checkpoints.</param>
    /// <param name="checkpointing">Writes them.</param>
    /// <param name="divergence">What has diverged is no checkpoint.</param>
    /// <param name="stepsPerEpoch">Optimizer steps of an epoch.</param>
    public TrainingCheckpoints(
        TrainingSetup setup, TrainingStep step, SplitMeter meter, Monitoring monitoring, CallbackGroup callbacks,
        Checkpointing checkpointing, DivergenceCheck divergence, int stepsPerEpoch)
    {
        (_setup, _step, _meter, _monitoring, _callbacks) = (setup, step, meter, monitoring, callbacks);
        (_checkpointing, _divergence, _stepsPerEpoch) = (checkpointing, divergence, stepsPerEpoch);
    }

    /// <summary>Takes the memory that checkpoints need.</summary>
    public void Prepare(RunPosition at)
    {
        using var scope = NewDisposeScope();
        _checkpointing.Prepare(ContentOf(at.Describe(_stepsPerEpoch)));
    }

    /// <summary>Takes note of a step: whether a checkpoint is due after it.</summary>
    public void Stepped(RunPosition at) => _isWanted = IsDue(at);

    /// <summary>Takes note of an evaluation.</summary>
    public void Evaluated(MonitorUpdated updated) =>
        // The best one is copied from a checkpoint, so that what a resumed run knows of it is always on the disk.
        _isWanted |= updated.IsBest || _setup.Parameters.Checkpoint.KeepBest > 0;

    /// <summary>Writes a checkpoint between two steps, if there is to be one.</summary>
    public void WriteBetweenSteps(RunPosition at)
    {
        if (_isWanted | _callbacks.TakeCheckpointRequest() | _callbacks.StopReason is not null) Write(at);
        _checkpointing.TellOfWritten();
    }

    /// <summary>Writes a checkpoint between two epochs, if there is to be one.</summary>
    public void WriteBetweenEpochs(RunPosition at)
    {
        if (_isWanted | IsDue(at) | _callbacks.TakeCheckpointRequest()) Write(at);
    }

    /// <summary>Begins to write a checkpoint.</summary>
    /// <exception cref="TfaipException">Training has diverged, or the checkpoint before could not be written.</exception>
    public void Write(RunPosition at)
    {
        using var activity = TrainingActivities.Begin(TrainingActivities.Checkpoint);
        if (_meter.Samples > 0) _divergence.CheckLosses(at);
        using var scope = NewDisposeScope();
        _checkpointing.Write(ContentOf(StateAt(at)), _divergence);
        _isWanted = false;
    }

    // After the last epoch, which is the one that a callback made the last, there is always one.
    private bool IsDue(RunPosition at) => _setup.Parameters.Checkpoint.IsDue(
        at.Step, at.Epoch, at.StepsInEpoch, _callbacks.StopReason is null ? _setup.Parameters.Epochs : at.Epoch);

    private CheckpointState StateAt(RunPosition at) => at.Describe(_stepsPerEpoch) with
    {
        Best = _monitoring.Best,
        IsDue = IsDue(at),
        Monitored = _monitoring.Value,
        Metrics = _monitoring.Metrics,
        Schedule = _step.Schedule.Save(),
        Averaging = _step.Averages?.Save(),
        Outputs = _step.Outputs,
        StopReason = _callbacks.StopReason,
        Threads = get_num_threads(),
        Callbacks = _callbacks.Save(),
    };

    private CheckpointContent ContentOf(CheckpointState state) =>
        new(state, _step.StateDict(), _step.OptimizerState, _meter.Save())
        {
            Averages = _step.Averages?.Tensors ?? new Dictionary<string, Tensor>(),
        };
}
