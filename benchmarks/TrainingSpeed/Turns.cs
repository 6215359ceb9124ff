namespace TrainingSpeed;

/// <summary>Lets two threads take turns, the first one first.</summary>
internal sealed class Turns : IDisposable
{
    private readonly SemaphoreSlim[] _turns = [new(1), new(0)];
    private readonly bool[] _hadOne = new bool[2];

    /// <summary>Ends a thread's turn, if it had one, and waits for its next.</summary>
    public void Next(int thread)
    {
        if (_hadOne[thread]) End(thread);
        _turns[thread].Wait();
        _hadOne[thread] = true;
    }

    /// <summary>Ends a thread's last turn.</summary>
    public void End(int thread) => _turns[1 - thread].Release();

    public void Dispose()
    {
        foreach (var turn in _turns) turn.Dispose();
    }
}
