using Tfaip.Training.Callbacks;

namespace Tfaip.Training.Reporting.Html;

/// <summary>
/// Where steps stand among epochs, also where epochs have different numbers of steps: the values of training, which are logged at the end
/// of each epoch, say which step ended it.
/// </summary>
internal sealed class EpochAxis
{
    private readonly List<long> _ends = [0];
    private readonly int _stepsPerEpoch;

    /// <summary>Creates the axis.</summary>
    /// <param name="logged">What <c>metrics.jsonl</c> has, in its order.</param>
    /// <param name="epochs">Epochs that are complete.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch that is not.</param>
    public EpochAxis(IEnumerable<LoggedValue> logged, int epochs, int stepsPerEpoch)
    {
        _stepsPerEpoch = stepsPerEpoch;
        var last = new Dictionary<int, long>();
        foreach (var value in logged.Where(value => value.Split == EvaluationCompleted.Training)) last[value.Epoch] = value.Step;
        for (var epoch = 1; epoch <= epochs && last.TryGetValue(epoch, out var step) && step > _ends[^1]; epoch++) _ends.Add(step);
    }

    /// <summary>That of a run directory.</summary>
    public static EpochAxis Of(string runDirectory, int epochs, int stepsPerEpoch)
    {
        var file = Path.Combine(runDirectory, MetricsLog.FileName);
        return new(File.Exists(file) ? MetricsLog.Read(file) : [], epochs, stepsPerEpoch);
    }

    /// <summary>How many epochs are over after a step, with the fraction of the running one.</summary>
    public double PlaceOf(long step)
    {
        var next = _ends.FindIndex(end => end >= step);
        if (next == 0) return 0;
        return next < 0
            ? _ends.Count - 1 + ((double)(step - _ends[^1]) / _stepsPerEpoch)
            : next - 1 + ((double)(step - _ends[next - 1]) / (_ends[next] - _ends[next - 1]));
    }
}
