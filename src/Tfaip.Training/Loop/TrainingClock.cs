using Tfaip.Training.Metrics;

namespace Tfaip.Training.Loop;

/// <summary>How long steps and what is measured over them take, and of how many samples that is.</summary>
/// <param name="time">The clock.</param>
/// <param name="meter">Counts the samples.</param>
internal sealed class TrainingClock(TimeProvider time, SplitMeter meter)
{
    private long _measuringSince;
    private long _steppingSince;
    private long _samplesBefore;

    /// <summary>
    /// Samples that the meter has taken since the last <see cref="Restart"/>; those before are of a program that was interrupted.
    /// </summary>
    public long Samples => meter.Samples - _samplesBefore;

    /// <summary>Time since the last <see cref="Restart"/>.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_measuringSince);

    /// <summary>Begins to measure, from now and the samples that the meter has.</summary>
    public void Restart()
    {
        _steppingSince = _measuringSince = time.GetTimestamp();
        _samplesBefore = meter.Samples;
    }

    /// <summary>Time since the step before, or since <see cref="Restart"/>.</summary>
    public TimeSpan TakeStep()
    {
        var (begin, now) = (_steppingSince, time.GetTimestamp());
        _steppingSince = now;
        return time.GetElapsedTime(begin, now);
    }
}
