using Tfaip.Parameters;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Loop;

/// <summary>The checkpoints of one run: written while training goes on, and told of when they are on the disk.</summary>
internal sealed class Checkpointing : IDisposable
{
    private readonly CheckpointParams _params;
    private readonly CheckpointStore _store;
    private readonly CheckpointWriter _writer;
    private readonly Model _model;
    private readonly HashSet<string> _steady;
    private readonly Action<RunEvent> _tell;

    /// <param name="setup">What is trained, and where checkpoints go.</param>
    /// <param name="tell">Hears of checkpoints that are on the disk.</param>
    public Checkpointing(TrainingSetup setup, Action<RunEvent> tell)
    {
        (_params, _store, _model, _tell) = (setup.Parameters.Checkpoint, setup.Checkpoints, setup.Model, tell);
        _writer = new CheckpointWriter(_store, setup.CheckpointScheduler);
        _steady = _model.named_parameters().Select(entry => entry.name).ToHashSet();
    }

    /// <summary>To be called before a parameter changes: a checkpoint that has been begun is of what it was.</summary>
    public void FinishCopy() => _writer.FinishCopy();

    /// <summary>Takes the memory that checkpoints need.</summary>
    public void Prepare(CheckpointContent content) => _writer.Prepare(content);

    /// <summary>
    /// Begins to write a checkpoint, after the one before is on the disk. Without checkpoints to go on from, only the best is written.
    /// </summary>
    /// <param name="content">The checkpoint.</param>
    /// <param name="divergence">Says which weights must be finite.</param>
    public void Write(CheckpointContent content, DivergenceCheck divergence)
    {
        var state = content.State;
        if (!_params.Enabled && state.Best?.Step != state.Step) return;
        Wait();
        _writer.Begin(new CheckpointOrder(content)
        {
            Retention = _params.Enabled ? _params.Retention(_model.Best) : null,
            SteadyWeights = _steady,
            FiniteWeights = divergence.State.Names,
            NotFinite = name => divergence.NotFinite(name, state.Epoch + 1, state.Step),
        });
    }

    /// <summary>Tells of a checkpoint that has come onto the disk meanwhile.</summary>
    public void TellOfWritten() => Tell(_writer.TakeWritten());

    /// <summary>Waits for the checkpoint that has been begun, and tells of it.</summary>
    public void Wait() => Tell(_writer.Wait());

    /// <summary>Waits for the checkpoint that has been begun when there is an error already.</summary>
    /// <returns>The error; with that of the checkpoint, if it could not be written.</returns>
    public Exception Settle(Func<Exception> error)
    {
        // Before the error is made: it may name the newest checkpoint.
        var failure = _writer.Settle();
        return failure is null ? error() : Both(error(), failure);
    }

    /// <summary>Waits for the checkpoint that has been begun when there is an error already.</summary>
    /// <returns>Why it could not be written, or null.</returns>
    public Exception? Failure() => _writer.Settle();

    public void Dispose() => _writer.Dispose();

    /// <summary>An error, and that of the checkpoint that could not be written then.</summary>
    public static TfaipException Both(Exception error, Exception failure) =>
        new($"{error.Message}\n{failure.Message}", new AggregateException(error, failure));

    private void Tell(CheckpointOnDisk? written)
    {
        if (written is not { } checkpoint) return;
        var state = checkpoint.State;
        _tell(new CheckpointWritten(checkpoint.Path, state.Step, state.Best?.Step == state.Step));
        foreach (var warning in _store.Warnings.Take()) _tell(new WarningRaised(warning));
    }
}
