using Tfaip.Training.Callbacks;
using Tfaip.Training.Figures;

namespace Tfaip.Commands.Progress;

/// <summary>
/// Progress as plain lines, for logs and pipes: a line per evaluation, and on long epochs at most one more in ten seconds.
/// </summary>
/// <param name="writer">Where the lines go.</param>
/// <param name="time">The clock.</param>
internal sealed class PlainProgress(TextWriter writer, TimeProvider time) : ICallback
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly ProgressState _state = new(time);
    private long _last = time.GetTimestamp();

    public void On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case RunStarted started:
                _state.Start(started.Info);
                WriteLine(ProgressText.Of(started.Info));
                if (started.Info.WarmStart is { } warmStart) WriteLine(warmStart.Text);
                foreach (var warning in started.Info.Warnings) WriteLine($"warning: {warning}");
                break;
            case WarningRaised warning:
                WriteLine($"warning: {warning.Text}");
                break;
            case EpochStarted epoch:
                _state.Start(epoch);
                break;
            case StepCompleted step:
                Count(step);
                break;
            case SampleEvaluated sample:
                WriteLine($"{Epoch(sample.Epoch)}, {sample.Set}: {sample.Text}");
                break;
            case EvaluationCompleted evaluation:
                Write(evaluation);
                break;
            case ExportProgressed export:
                WriteLine($"export: {export.Text}");
                break;
        }
    }

    private void Count(StepCompleted info)
    {
        _state.Count(info);
        if (time.GetElapsedTime(_last) < Interval) return;

        _state.Refresh(info);
        WriteLine(
            $"{Epoch(info.Epoch)}, step {ProgressText.Step(_state)}: loss {FigureText.Value(_state.Loss!.Value)}, "
            + $"learning rate {FigureText.Value(info.LearningRate)}, {_state.SamplesPerSecond:0} samples/s, "
            + $"{FigureText.Duration(_state.Remaining!.Value)} to go");
    }

    private void Write(EvaluationCompleted info)
    {
        var best = info.IsBest ? " (best)" : "";
        WriteLine(
            $"{Epoch(info.Epoch)}, {info.Split}: {FigureText.Metrics(info.Metrics)}{best} "
            + $"[{FigureText.Duration(info.Duration)}]");
    }

    private string Epoch(int epoch) => $"epoch {epoch}/{_state.Run!.Epochs}";

    private void WriteLine(string line)
    {
        writer.WriteLine(line);
        writer.Flush();
        _last = time.GetTimestamp();
    }
}
