using System.Diagnostics;
using Tfaip.Training.Callbacks;

namespace CheckpointStall;

/// <summary>
/// Times each step from the end of the one before, with all that the trainer does between. A checkpoint is asked for after every
/// so many steps, and the step after it is the one that it stalls; those that follow may still share the processor with its writing.
/// </summary>
internal sealed class StepTimes(int every) : ICallback
{
    private long _last;
    private long _asked = -1;
    private bool _isWriting;

    /// <summary>The durations of steps that a checkpoint was begun before, in their order, in milliseconds.</summary>
    public List<double> WithCheckpoint { get; } = [];

    /// <summary>Of steps while one is written.</summary>
    public List<double> WhileWriting { get; } = [];

    /// <summary>Of all others.</summary>
    public List<double> Without { get; } = [];

    void ICallback.On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case CheckpointWritten:
                _isWriting = false;
                break;
            case StepCompleted step:
                var now = Stopwatch.GetTimestamp();
                var time = Stopwatch.GetElapsedTime(_last, now).TotalMilliseconds;
                if (_last != 0) (step.Step == _asked + 1 ? WithCheckpoint : _isWriting ? WhileWriting : Without).Add(time);
                _last = now;
                if (step.Step % every != 0) break;
                run.RequestCheckpoint();
                (_asked, _isWriting) = (step.Step, true);
                break;
        }
    }
}
