using Spectre.Console;
using Tfaip.Training.Evaluation.Jobs;

namespace Tfaip.Commands.Progress;

/// <summary>
/// The progress of an evaluation on a terminal, drawn in place by the evaluating thread itself, at most four times a second. At the end
/// it goes.
/// </summary>
/// <param name="console">The terminal.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveEvaluation(IAnsiConsole console, TimeProvider time) : IEvaluationProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly EvaluationPace _pace = new(time);
    private readonly TaskCompletionSource _ended = new();
    private LiveDisplayContext? _live;
    private Task? _display;
    private long _last;

    public void Begin(string set, long samples)
    {
        _pace.Begin(set, samples);
        if (_display is null)
        {
            var started = new TaskCompletionSource<LiveDisplayContext>();
            _display = console.Live(View()).AutoClear(true).StartAsync(async context =>
            {
                started.SetResult(context);
                await _ended.Task.ConfigureAwait(false);
            });
            _live = started.Task.GetAwaiter().GetResult();
        }

        Draw();
    }

    public void Measured(int samples)
    {
        _pace.Add(samples);
        if (time.GetElapsedTime(_last) >= Interval) Draw();
    }

    public void Dispose()
    {
        if (_live is null) return;
        _live = null;
        _ended.SetResult();
        _display!.GetAwaiter().GetResult();
    }

    private void Draw()
    {
        _last = time.GetTimestamp();
        _live?.UpdateTarget(View());
    }

    private Grid View() =>
        new Grid().AddColumns(3).AddRow(new Text(_pace.Set), ProgressView.Bar(_pace.Done, _pace.All), new Text(_pace.ToString()));
}
