using System.Globalization;
using Tfaip.Training.Figures;

namespace Tfaip.Commands.Progress;

/// <summary>How far an evaluation is.</summary>
/// <param name="time">The clock.</param>
internal sealed class EvaluationPace(TimeProvider time)
{
    private long _begin;

    public string Set { get; private set; } = "";

    public long Done { get; private set; }

    public long All { get; private set; }

    public void Begin(string set, long samples) => (Set, All, Done, _begin) = (set, samples, 0, time.GetTimestamp());

    public void Add(int samples) => Done += samples;

    /// <summary>The samples so far and the pace, in words.</summary>
    public override string ToString()
    {
        var seconds = time.GetElapsedTime(_begin).TotalSeconds;
        var pace = seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Done / seconds:#,0} samples/s") : "";
        return $"{FigureText.Count(Done)}/{FigureText.Count(All)} samples{pace}";
    }
}
