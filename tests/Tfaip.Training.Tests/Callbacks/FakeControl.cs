using Tfaip.Training.Callbacks;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Callbacks;

/// <summary>Notes what callbacks ask of a run.</summary>
internal sealed class FakeControl : IRunControl
{
    public Model Model => throw new NotSupportedException("There is no model.");

    public List<string> Reasons { get; } = [];

    public int EvaluationRequests { get; private set; }

    public int CheckpointRequests { get; private set; }

    public void Stop(string reason) => Reasons.Add(reason);

    public void RequestEvaluation() => EvaluationRequests++;

    public void RequestCheckpoint() => CheckpointRequests++;
}

internal static class Hearing
{
    /// <summary>Has a callback hear an event of no particular run.</summary>
    public static void Hear(this ICallback callback, RunEvent happened) => callback.On(happened, new FakeControl());
}
