using Tfaip.Training.Callbacks;

namespace Tfaip.Commands.Progress;

/// <summary>How far a run is, gathered from its events.</summary>
/// <param name="time">The clock.</param>
internal sealed class ProgressState(TimeProvider time)
{
    private readonly OrderedDictionary<string, EvaluationCompleted> _sets = new(StringComparer.Ordinal);
    private long _runStart;
    private long _epochStart;
    private long _samplesOfEpoch;
    private long _stepsHere;

    public RunInfo? Run { get; private set; }

    public int Epoch { get; private set; }

    public int StepInEpoch { get; private set; }

    /// <summary>Steps of an epoch; where they were estimated, as many as the last whole epoch had, if this process saw one.</summary>
    public int StepsPerEpoch { get; private set; }

    /// <summary>The learning rate of the last step; null before the first.</summary>
    public double? LearningRate { get; private set; }

    /// <summary>The mean loss of the epoch when it was read last; null before that.</summary>
    public double? Loss { get; private set; }

    /// <summary>Samples learnt from per second since the epoch began.</summary>
    public double SamplesPerSecond { get; private set; }

    /// <summary>How long the rest takes at the pace of this process so far, evaluations included; null before the first step.</summary>
    public TimeSpan? Remaining { get; private set; }

    public EvaluationCompleted? Training { get; private set; }

    /// <summary>The last measurement of each evaluation set, in their order.</summary>
    public IReadOnlyList<EvaluationCompleted> Sets => [.. _sets.Values];

    /// <summary>The best measurement by the monitor, of the split that is monitored.</summary>
    public EvaluationCompleted? Best { get; private set; }

    /// <summary>The name of the value that is monitored, as its split calls it.</summary>
    public string? Monitored =>
        Run is null ? null : MonitoredSplit() is { } split ? Run.Monitor.Metric[(split.Split.Length + 1)..] : Run.Monitor.Metric;

    public void Start(RunInfo info)
    {
        Run = info;
        StepsPerEpoch = info.StepsPerEpoch;
        _runStart = time.GetTimestamp();
    }

    public void Start(EpochStarted info)
    {
        // Once an epoch is over its steps are known, and the next one has about as many.
        if (!Run!.AreStepsExact && StepInEpoch > 0) StepsPerEpoch = StepInEpoch;
        (Epoch, StepInEpoch) = (info.Epoch, info.StepsDone);
        (_samplesOfEpoch, _epochStart, Loss) = (0, time.GetTimestamp(), null);
    }

    /// <summary>Counts a step; cheap.</summary>
    public void Count(StepCompleted info)
    {
        (Epoch, StepInEpoch, LearningRate) = (info.Epoch, info.StepInEpoch, info.LearningRate);
        _samplesOfEpoch += info.Samples;
        _stepsHere++;
    }

    /// <summary>Brings up to date what costs something: the loss, the pace.</summary>
    public void Refresh(StepCompleted info)
    {
        Loss = info.MeanLoss();
        var ofEpoch = time.GetElapsedTime(_epochStart).TotalSeconds;
        SamplesPerSecond = ofEpoch > 0 ? _samplesOfEpoch / ofEpoch : 0;
        var stepsLeft = ((long)(Run!.Epochs - Epoch) * StepsPerEpoch) + Math.Max(0, StepsPerEpoch - StepInEpoch);
        Remaining = time.GetElapsedTime(_runStart) / _stepsHere * stepsLeft;
    }

    public void Complete(EvaluationCompleted info)
    {
        if (info.Split == EvaluationCompleted.Training) Training = info;
        else _sets[info.Split] = info;
        if (info.IsBest) Best = info;
    }

    /// <summary>Takes the values that are the best so far; their splits have been completed.</summary>
    public void Update(MonitorUpdated info)
    {
        if (info.IsBest && MonitoredSplit() is { } split) Best = split;
    }

    // Values of the first set go by their names alone; null stands for it.
    private EvaluationCompleted? MonitoredSplit() => _sets.Values.Skip(1).Append(Training).FirstOrDefault(
        split => split is not null && Run!.Monitor.Metric.StartsWith(split.Split + "/", StringComparison.Ordinal));
}
