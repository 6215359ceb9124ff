using Tfaip.Processors.Pipelines.Statistics;

namespace Tfaip.Training.Loop;

/// <summary>Sees whether training waits for its data, every few seconds.</summary>
/// <param name="stream">The training data.</param>
/// <param name="clock">The clock.</param>
internal sealed class StarvationWatch(TrainingStream stream, TimeProvider clock)
{
    private const double LargestShare = 0.25;

    // The first batches of an epoch are waited for while the workers begin.
    private const int LeastSteps = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private PipelineStatistics _before = stream.Statistics;
    private long _begin = clock.GetTimestamp();
    private int _steps;
    private bool _isOver;

    /// <summary>An epoch begins: what was before it, such as an evaluation, does not count.</summary>
    public void Begin() => (_before, _begin, _steps) = (stream.Statistics, clock.GetTimestamp(), 0);

    /// <summary>
    /// After a step: what the pipeline did in the last seconds, where training waited for more than a quarter of them; once.
    /// </summary>
    public PipelineStatistics? Check()
    {
        if (_isOver || ++_steps < LeastSteps || clock.GetElapsedTime(_begin) < Interval) return null;
        var since = stream.Statistics.Since(_before);
        Begin();
        _isOver = since.WaitingShare > LargestShare;
        return _isOver ? since : null;
    }
}
