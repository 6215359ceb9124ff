using Tfaip.Training.Callbacks;

namespace Tfaip.Training.Runs;

/// <summary>Calls an action when the first checkpoint is written.</summary>
internal sealed class FirstCheckpoint(Action written) : ICallback
{
    private Action? _written = written;

    public void On(RunEvent happened, IRunControl run)
    {
        if (happened is CheckpointWritten) Interlocked.Exchange(ref _written, null)?.Invoke();
    }
}
