using Tfaip.Training.Evaluation.Jobs;

namespace Tfaip.Commands.Progress;

/// <summary>The progress of an evaluation as plain lines, at most one in ten seconds.</summary>
/// <param name="writer">Where the lines go.</param>
/// <param name="time">The clock.</param>
internal sealed class PlainEvaluation(TextWriter writer, TimeProvider time) : IEvaluationProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly EvaluationPace _pace = new(time);
    private long _last = time.GetTimestamp();

    public void Begin(string set, long samples) => _pace.Begin(set, samples);

    public void Measured(int samples)
    {
        _pace.Add(samples);
        if (time.GetElapsedTime(_last) < Interval) return;
        _last = time.GetTimestamp();
        writer.WriteLine($"{_pace.Set}: {_pace}");
        writer.Flush();
    }

    public void Dispose()
    {
    }
}
