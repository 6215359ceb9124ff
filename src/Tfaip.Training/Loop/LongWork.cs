using System.Globalization;

namespace Tfaip.Training.Loop;

/// <summary>Says of work that takes long what it is at: soon after its beginning, and then now and again.</summary>
internal sealed class LongWork : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly string _what;
    private readonly Action<string> _tell;
    private readonly TimeProvider _clock;
    private readonly long _begin;
    private readonly ITimer _timer;
    private string _step = "";
    private bool _isOver;

    /// <param name="what">What is done.</param>
    /// <param name="tell">Hears of it, on another thread.</param>
    /// <param name="clock">The clock.</param>
    public LongWork(string what, Action<string> tell, TimeProvider clock)
    {
        (_what, _tell, _clock, _begin) = (what, tell, clock, clock.GetTimestamp());
        _timer = clock.CreateTimer(_ => Tell(), null, First, Interval);
    }

    /// <summary>Takes note of the step that begins.</summary>
    public void Begin(string step)
    {
        lock (_lock) _step = step;
    }

    /// <summary>Says nothing more.</summary>
    public void Dispose()
    {
        lock (_lock) _isOver = true;
        _timer.Dispose();
    }

    // Under the lock, so that nothing is said after the end.
    private void Tell()
    {
        lock (_lock)
        {
            if (_isOver) return;
            var time = _clock.GetElapsedTime(_begin).TotalSeconds;
            _tell(string.Create(CultureInfo.InvariantCulture, $"{_what}{(_step.Length > 0 ? $", {_step}" : "")} ({time:0} s) …"));
        }
    }
}
