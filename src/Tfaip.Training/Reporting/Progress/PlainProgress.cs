using Tfaip.Training.Loop;

namespace Tfaip.Training.Reporting.Progress;

/// <summary>
/// Progress as plain lines, for logs and pipes: a line per evaluation, and on long epochs at most one more in ten seconds.
/// </summary>
/// <param name="writer">Where the lines go.</param>
/// <param name="time">The clock.</param>
internal sealed class PlainProgress(TextWriter writer, TimeProvider time) : IRunListener
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly ProgressState _state = new(time);
    private long _last = time.GetTimestamp();

    public void RunStarted(RunInfo info)
    {
        _state.Start(info);
        WriteLine(ProgressText.Of(info));
    }

    public void EpochStarted(EpochInfo info) => _state.Start(info);

    public void StepCompleted(StepInfo info)
    {
        _state.Count(info);
        if (time.GetElapsedTime(_last) < Interval) return;

        _state.Refresh(info);
        WriteLine(
            $"{Epoch(info.Epoch)}, step {info.StepInEpoch}/{info.StepsPerEpoch}: loss {ProgressText.Value(_state.Loss!.Value)}, "
            + $"learning rate {ProgressText.Value(info.LearningRate)}, {_state.SamplesPerSecond:0} samples/s, "
            + $"{ProgressText.Duration(_state.Remaining!.Value)} to go");
    }

    public void EvaluationCompleted(EvaluationInfo info)
    {
        var best = info.IsBest ? " (best)" : "";
        WriteLine(
            $"{Epoch(info.Epoch)}, {info.Split}: {ProgressText.Metrics(info.Metrics)}{best} "
            + $"[{ProgressText.Duration(info.Duration)}]");
    }

    public void ExportProgress(string text) => WriteLine($"export: {text}");

    private string Epoch(int epoch) => $"epoch {epoch}/{_state.Run!.Epochs}";

    private void WriteLine(string line)
    {
        writer.WriteLine(line);
        writer.Flush();
        _last = time.GetTimestamp();
    }
}
