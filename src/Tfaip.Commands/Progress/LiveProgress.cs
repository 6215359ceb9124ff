using Spectre.Console;
using Tfaip.Training.Callbacks;

namespace Tfaip.Commands.Progress;

/// <summary>
/// Progress on a terminal, drawn in place by the training thread itself, at most four times a second. What it showed last
/// stays when training ends.
/// </summary>
/// <param name="console">The terminal.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider time) : ICallback, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly ProgressState _state = new(time);
    private readonly TaskCompletionSource _ended = new();
    private LiveDisplayContext? _live;
    private Task? _display;
    private long _last;

    public void On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case RunStarted started:
                Start(started);
                break;
            case WarningRaised warning:
                Warn(warning.Text);
                break;
            case EpochStarted epoch:
                _state.Start(epoch);
                Draw();
                break;
            case StepCompleted step:
                Count(step);
                break;
            case EvaluationCompleted evaluation:
                _state.Complete(evaluation);
                Draw();
                break;
            case MonitorUpdated updated:
                _state.Update(updated);
                Draw();
                break;
            case ExportProgressed export:
                Dispose();
                console.WriteLine($"export: {export.Text}");
                break;
            case RunCompleted:
                Dispose();
                break;
        }
    }

    private void Start(RunStarted run)
    {
        _state.Start(run.Info);
        if (run.Info.WarmStart is { } warmStart) console.WriteLine(warmStart.Text);
        foreach (var warning in run.Info.Warnings) Warn(warning);
        var started = new TaskCompletionSource<LiveDisplayContext>();
        _display = console.Live(ProgressView.Of(_state)).StartAsync(async context =>
        {
            started.SetResult(context);
            await _ended.Task.ConfigureAwait(false);
        });
        _live = started.Task.GetAwaiter().GetResult();
    }

    private void Warn(string text) => console.MarkupLineInterpolated($"[yellow]warning:[/] {text}");

    private void Count(StepCompleted info)
    {
        _state.Count(info);
        if (info.StepInEpoch != info.StepsPerEpoch && time.GetElapsedTime(_last) < Interval) return;

        _state.Refresh(info);
        Draw();
    }

    /// <summary>Ends the drawing; the terminal is free for others again.</summary>
    public void Dispose()
    {
        if (_live is null) return;

        Draw();
        _live = null;
        _ended.SetResult();
        _display!.GetAwaiter().GetResult();
    }

    private void Draw()
    {
        _last = time.GetTimestamp();
        _live?.UpdateTarget(ProgressView.Of(_state));
    }
}
