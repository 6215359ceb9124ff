namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>
/// Writes checkpoints on the training thread at one of the two ends of the time that they may be written in, so that a run does all in
/// one order.
/// </summary>
/// <param name="isLate">Whether when somebody waits for them, else as soon as they are begun.</param>
internal sealed class CheckpointTimes(bool isLate) : TaskScheduler
{
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    protected override void QueueTask(Task task)
    {
        if (!isLate) TryExecuteTask(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => TryExecuteTask(task);
}
