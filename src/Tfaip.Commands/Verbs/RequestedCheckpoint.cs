using Tfaip.Training.Callbacks;

namespace Tfaip.Commands.Verbs;

/// <summary>Asks for a checkpoint at the next step when another thread wants one.</summary>
internal sealed class RequestedCheckpoint : ICallback
{
    private int _isWanted;

    /// <summary>Wants a checkpoint; for any thread.</summary>
    public void Want() => Volatile.Write(ref _isWanted, 1);

    public void On(RunEvent happened, IRunControl run)
    {
        if (happened is StepCompleted && Interlocked.Exchange(ref _isWanted, 0) == 1) run.RequestCheckpoint();
    }
}
